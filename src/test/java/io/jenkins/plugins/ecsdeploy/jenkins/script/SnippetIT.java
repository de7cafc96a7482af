package io.jenkins.plugins.ecsdeploy.jenkins.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsClient;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.StepTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user without a Jenkinsfile sees first: the Snippet Generator, and the help behind the question marks. */
class SnippetIT {

    private static final String PACKAGE = "io.jenkins.plugins.ecsdeploy.jenkins.";
    /** Classes whose help files their subclasses show. */
    private static final List<String> BASES =
            List.of("step/EcsStep/", "step/ServiceStep/", "step/TaskPlacementStep/", "settings/DeploymentStrategy/");

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void ecrPushLeavesItsDefaultsOut() {
        assertThat(
                        snippet(
                                "step.EcrPushStep",
                                "'repository': 'shop/web', 'archive': 'image.tar', 'image': '',"
                                        + " 'compression': 'gzip', 'via': 'auto', 'tags': '1.0 stable', 'registry': '', 'registryCredentialsId': '', 'target': '', 'region': ''"))
                .isEqualTo(SnippetMeaning.of(
                        "ecrPush archive: 'image.tar', repository: 'shop/web', tags: ['1.0', 'stable']"));
    }

    @Test
    void ecrPushShowsCompressionAndWhoPushes() {
        assertThat(snippet(
                        "step.EcrPushStep",
                        "'repository': 'shop/web', 'image': 'web:1', 'archive': '', 'tags': '1.0', 'compression': 'zstd',"
                                + " 'via': 'export'"))
                .isEqualTo(
                        SnippetMeaning.of(
                                "ecrPush compression: 'zstd', image: 'web:1', repository: 'shop/web', tags: ['1.0'], via: 'export'"));
    }

    @Test
    void theSettingsOfANewRepositoryHaveAName() {
        assertThat(snippet(
                        "step.EcrPushStep",
                        "'repository': 'shop/web', 'archive': 'image.tar', 'tags': '1.0', 'createRepository': true,"
                                + " 'repositorySettings': {'scanOnPush': true, 'immutableTags': false, 'encryption': 'KMS',"
                                + " 'kmsKey': 'alias/images', 'lifecyclePolicy': ''}"))
                .isEqualTo(SnippetMeaning.of(
                        "ecrPush archive: 'image.tar', createRepository: true, repository: 'shop/web',"
                                + " repositorySettings: repositorySettings(encryption: 'KMS', kmsKey: 'alias/images',"
                                + " scanOnPush: true), tags: ['1.0']"));
    }

    @Test
    void registerTaskDefinitionShowsItsMapsAsMaps() {
        assertThat(snippet(
                        "step.RegisterTaskDefinitionStep",
                        "'target': 'simulated', 'template': 'taskdef.json',"
                                + " 'templateText': '', 'images': [{'container': 'web', 'image': 'nginx:1.27'}],"
                                + " 'imageDefinitions': 'imagedefinitions.json',"
                                + " 'values': [{'name': 'STAGE', 'value': 'test'}]"))
                .isEqualTo(SnippetMeaning.of("registerTaskDefinition imageDefinitions: 'imagedefinitions.json',"
                        + " images: [web: 'nginx:1.27'], target: 'simulated',"
                        + " template: 'taskdef.json', values: [STAGE: 'test']"));
    }

    @Test
    void overridesAndTagsAreShownAsMapsToo() {
        assertThat(snippet(
                        "step.RegisterTaskDefinitionStep",
                        "'from': 'webshop', 'template': '', 'templateText': '', 'family': '',"
                                + " 'taskRoleArn': 'web-task', 'executionRoleArn': '', 'cluster': '', 'service': 'webshop',"
                                + " 'dryRun': true, 'tags': [{'key': 'team', 'value': 'shop'}],"
                                + " 'overrides': [{'name': 'otel-collector', 'command': '[\"--config\", \"a=b,c\"]',"
                                + " 'cpu': '64', 'memory': '', 'environment': [{'name': 'STAGE', 'value': 'a=b,c'}],"
                                + " 'secrets': [], 'logOptions': [{'name': 'awslogs-group', 'value': '/ecs/web'}]}]"))
                .isEqualTo(SnippetMeaning.of(
                        "registerTaskDefinition dryRun: true, from: 'webshop', overrides: ['otel-collector':"
                                + " [command: ['--config', 'a=b,c'], cpu: 64, environment: [STAGE: 'a=b,c'],"
                                + " logOptions: ['awslogs-group': '/ecs/web']]], service: 'webshop', tags: [team: 'shop'],"
                                + " taskRoleArn: 'web-task'"));
    }

    @Test
    void updateServiceShowsItsStrategyByItsName() {
        assertThat(snippet(
                        "step.UpdateServiceStep",
                        "'cluster': '', 'service': 'webshop', 'taskDefinition': 'webshop:2',"
                                + " 'desiredCount': '', 'forceNewDeployment': false, 'strategy': {'stapler-class': '"
                                + PACKAGE
                                + "settings.BlueGreenStrategy', '$class': '" + PACKAGE
                                + "settings.BlueGreenStrategy', 'bakeMinutes': '7'}"))
                .isEqualTo(SnippetMeaning.of("updateService service: 'webshop', strategy: blueGreen(bakeMinutes: 7),"
                        + " taskDefinition: 'webshop:2'"));
    }

    @Test
    void canaryShowsItsPercentageAndItsAlarms() {
        assertThat(snippet(
                        "step.UpdateServiceStep",
                        "'service': 'webshop', 'strategy': {'stapler-class': '" + PACKAGE
                                + "settings.CanaryStrategy', '$class': '" + PACKAGE
                                + "settings.CanaryStrategy', 'percent': '2.5',"
                                + " 'bakeMinutes': '10', 'alarms': '5xx\\nlatency', 'rollbackOnAlarm': true}"))
                .isEqualTo(
                        SnippetMeaning.of(
                                "updateService service: 'webshop', strategy: canary(alarms: ['5xx', 'latency'], percent: 2.5)"));
    }

    @Test
    void continueDeploymentAndRollbackServiceOmitDefaults() {
        assertThat(snippet("step.ContinueDeploymentStep", "'action': 'continue', 'service': '', 'hookId': ''"))
                .isEqualTo(SnippetMeaning.of("continueDeployment()"));
        assertThat(snippet("step.RollbackServiceStep", "'service': 'webshop', 'cluster': '', 'taskDefinition': ''"))
                .isEqualTo(SnippetMeaning.of("rollbackService service: 'webshop'"));
    }

    @Test
    void updateServiceShowsWhereItPauses() {
        assertThat(snippet(
                        "step.UpdateServiceStep",
                        "'service': 'webshop', 'pauseAt': 'POST_SCALE_UP POST_TEST_TRAFFIC_SHIFT', 'pauseMinutes': '60',"
                                + " 'onPauseTimeout': 'rollback'"))
                .isEqualTo(SnippetMeaning.of(
                        "updateService pauseAt: ['POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT'], pauseMinutes: 60,"
                                + " service: 'webshop'"));
    }

    @Test
    void updateServiceTakesItsServiceWithoutAName() {
        assertThat(snippet("step.UpdateServiceStep", "'service': 'webshop', 'cluster': ''"))
                .isEqualTo(SnippetMeaning.of("updateService 'webshop'"));
    }

    @Test
    void applyServiceShowsItsListAndItsMap() {
        assertThat(snippet(
                        "step.setup.ApplyServiceStep",
                        "'definition': 'deploy/service.json', 'definitionText': '', 'delimiters': '', 'cluster': '',"
                                + " 'values': [{'name': 'STAGE', 'value': 'test'}], 'taskDefinition': 'webshop:2',"
                                + " 'ignore': 'desiredCount tags', 'dryRun': false"))
                .isEqualTo(SnippetMeaning.of("applyService definition: 'deploy/service.json',"
                        + " ignore: ['desiredCount', 'tags'], taskDefinition: 'webshop:2', values: [STAGE: 'test']"));
    }

    @Test
    void verifyDeploymentShowsWhatIsNotADefault() {
        assertThat(snippet(
                        "step.setup.VerifyDeploymentStep",
                        "'service': 'webshop', 'cluster': '', 'taskDefinition': 'webshop:2', 'failOn': 'never'"))
                .isEqualTo(SnippetMeaning.of(
                        "verifyDeployment failOn: 'never', service: 'webshop', taskDefinition: 'webshop:2'"));
    }

    @Test
    void awaitSteadyNeedsNothing() {
        assertThat(snippet(
                        "step.AwaitSteadyStep",
                        "'cluster': '', 'service': '', 'timeoutMinutes': '',"
                                + " 'onFailure': 'fail', 'onAbort': 'leave'"))
                .isEqualTo(SnippetMeaning.of("awaitSteady()"));
    }

    @Test
    void awaitSteadyShowsItsServicesAsMaps() {
        assertThat(snippet(
                        "step.AwaitSteadyStep",
                        "'services': [{'service': 'web', 'cluster': 'shop'}, {'service': 'worker', 'cluster': ''}],"
                                + " 'until': 'paused', 'failFast': true, 'timeoutMinutes': '',"
                                + " 'onFailure': 'rollback', 'onAbort': 'leave'"))
                .isEqualTo(SnippetMeaning.of(
                        "awaitSteady failFast: true, onFailure: 'rollback', services: [[cluster: 'shop', service: 'web'],"
                                + " [service: 'worker']], until: 'paused'"));
    }

    @Test
    void runTaskLeavesItsDefaultsOut() {
        assertThat(snippet(
                        "step.RunTaskStep",
                        "'taskDefinition': 'webshop', 'cluster': '', 'like': 'webshop', 'container': '',"
                                + " 'command': '[\"bin/migrate\"]', 'timeoutMinutes': '', 'logs': true, 'wait': true,"
                                + " 'onFailure': 'fail', 'onInterrupt': 'stop', 'subnets': '', 'securityGroups': '',"
                                + " 'assignPublicIp': '', 'launchType': '', 'capacityProviders': '', 'platformVersion': '',"
                                + " 'cpu': '', 'memory': '', 'taskRoleArn': '', 'count': '1'"))
                .isEqualTo(SnippetMeaning.of(
                        "runTask command: ['bin/migrate'], like: 'webshop', taskDefinition: 'webshop'"));
    }

    @Test
    void runTaskShowsItsNetworkAsLists() {
        assertThat(snippet(
                        "step.RunTaskStep",
                        "'taskDefinition': 'webshop:7', 'subnets': 'subnet-1 subnet-2', 'securityGroups': 'sg-1',"
                                + " 'assignPublicIp': 'ENABLED', 'capacityProviders': 'FARGATE_SPOT', 'cpu': '1024',"
                                + " 'memory': '2048', 'count': '2', 'logs': false, 'wait': false, 'onInterrupt': 'leave',"
                                + " 'environment': [{'name': 'STAGE', 'value': 'test'}]"))
                .isEqualTo(SnippetMeaning.of(
                        "runTask assignPublicIp: 'ENABLED', capacityProviders: ['FARGATE_SPOT'], count: 2, cpu: 1024,"
                                + " environment: [STAGE: 'test'], logs: false, memory: 2048, onInterrupt: 'leave',"
                                + " securityGroups: ['sg-1'], subnets: ['subnet-1', 'subnet-2'], taskDefinition: 'webshop:7',"
                                + " wait: false"));
    }

    @Test
    void inputShowsItsDeploymentByItsName() {
        assertThat(inputSnippet("'service': '', 'cluster': ''"))
                .isEqualTo(SnippetMeaning.of("input message: 'Promote?', parameters: [ecsDeployment()]"));
        assertThat(inputSnippet("'service': 'webshop', 'cluster': 'shop'"))
                .isEqualTo(SnippetMeaning.of(
                        "input message: 'Promote?', parameters: [ecsDeployment(cluster: 'shop', service: 'webshop')]"));
    }

    @Test
    void thePageOffersAllSteps() {
        String page = jenkins.client().get("pipeline-syntax/").body();
        assertThat(page)
                .contains(StepTypes.names().stream()
                        .map(name -> name + ": Amazon ECS: ")
                        .toList());
        assertThat(page.split(">\\w+: Amazon ECS: ", -1))
                .as("each once")
                .hasSize(StepTypes.names().size() + 1);
        assertThat(jenkins.client().get("pipeline-syntax/html").statusCode()).isEqualTo(200);
        assertThat(jenkins.client().get("pipeline-syntax/gdsl").body()).contains("awaitSteady");
    }

    @Test
    void everyHelpFileIsServed() throws Exception {
        for (String help : helpFiles()) {
            String type = help.substring(0, help.lastIndexOf('/')).replace('/', '.');
            String field = help.replaceFirst(".*/help-?", "").replace(".html", "");
            assertHelp(type, field);
        }
    }

    @Test
    void theFieldsThatAllStepsShareHaveTheirHelpInEach() {
        for (String step : StepTypes.types()) {
            for (String field : List.of("", "target", "region", "credentialsId", "roleArn", "externalId")) {
                assertHelp(step, field);
            }
        }
        for (String step : List.of("UpdateService", "ContinueDeployment", "RollbackService", "RunTask")) {
            assertHelp("step." + step + "Step", "cluster");
        }
    }

    @Test
    void theFieldsThatAllStrategiesShareHaveTheirHelpInEach() {
        for (String strategy : List.of("Rolling", "BlueGreen", "Canary", "Linear", "CodeDeploy")) {
            for (String field : List.of("alarms", "rollbackOnAlarm")) {
                assertHelp("settings." + strategy + "Strategy", field);
            }
        }
    }

    private void assertHelp(String type, String field) {
        String path = "descriptor/" + PACKAGE + type + "/help" + (field.isEmpty() ? "" : "/" + field);
        assertThat(jenkins.client().get(path).statusCode()).as(path).isEqualTo(200);
    }

    /** {@code room/Type/help-field.html}, of the types that have a descriptor. */
    private static List<String> helpFiles() throws Exception {
        Path views = Path.of("src/main/resources/io/jenkins/plugins/ecsdeploy/jenkins");
        try (Stream<Path> files = Files.walk(views)) {
            List<String> found = files.map(
                            file -> views.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.matches("[\\w/]+/\\w+/help.*\\.html"))
                    .filter(name -> BASES.stream().noneMatch(name::startsWith))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(80);
            return found;
        }
    }

    private String inputSnippet(String parameterFields) {
        return snippet(json(
                "org.jenkinsci.plugins.workflow.support.steps.input.InputStep",
                "'message': 'Promote?', 'id': '', 'ok': '', 'submitter': '', 'submitterParameter': '', 'parameters': "
                        + json(PACKAGE + "page.DeploymentParameter", parameterFields)));
    }

    private String snippet(String type, String fields) {
        return snippet(json(PACKAGE + type, fields));
    }

    private static String json(String type, String fields) {
        return "{'stapler-class': '" + type + "', '$class': '" + type + "', " + fields + "}";
    }

    private String snippet(String json) {
        return SnippetMeaning.of(JenkinsClient.expect(
                        jenkins.client().postForm("pipeline-syntax/generateSnippet", Map.of("json", json)), json)
                .body());
    }
}
