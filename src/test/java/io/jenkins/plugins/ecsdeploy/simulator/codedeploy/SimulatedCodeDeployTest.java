package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.HookResult;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.CodeDeploySeed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentIsNotInReadyStateException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.InvalidRevisionException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class SimulatedCodeDeployTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:smoke-test";

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z"));
    private Simulator simulator;
    private CodeDeployClient codeDeploy;
    private EcsClient ecs;
    private WebshopSeed.Webshop webshop;

    @BeforeEach
    void open() throws IOException {
        simulator = Simulator.start(0, clock);
        codeDeploy = client(CodeDeployClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        ecs = client(EcsClient.builder())
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterEach
    void close() {
        codeDeploy.close();
        ecs.close();
        simulator.close();
    }

    @Test
    void aServiceOfCodeDeployHasTaskSetsInsteadOfDeployments() {
        plant(0);

        Service service = service();
        assertThat(service.deployments()).isEmpty();
        assertThat(service.taskSets()).hasSize(1).first().satisfies(set -> {
            assertThat(set.status()).isEqualTo("PRIMARY");
            assertThat(set.stabilityStatusAsString()).isEqualTo("STEADY_STATE");
            assertThat(set.runningCount()).isEqualTo(2);
            assertThat(set.loadBalancers().get(0).targetGroupArn()).isEqualTo(webshop.blueTargetGroupArn());
        });
        assertThat(service.deploymentController().typeAsString()).isEqualTo("CODE_DEPLOY");
        assertThat(service.currentServiceDeployment()).isNull();
    }

    @Test
    void onlyCodeDeployChangesItsTaskDefinition() {
        plant(0);
        String revision = registerRevision();

        assertThatThrownBy(() -> update(UpdateServiceRequest.builder().taskDefinition(revision)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Unable to update task definition on services with a CODE_DEPLOY deployment"
                        + " controller. Use AWS CodeDeploy to trigger a new deployment.");
        assertThatThrownBy(() -> update(UpdateServiceRequest.builder().forceNewDeployment(true)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Cannot force a new deployment on services with a CODE_DEPLOY");
        update(UpdateServiceRequest.builder().desiredCount(3));
        clock.advance(Duration.ofMinutes(3));
        assertThat(service().runningCount()).isEqualTo(3);
    }

    @Test
    void aDeploymentPassesItsLifecycleEventsAndEndsAfterTheTerminationWait() {
        plant(0);
        String id = deploy(registerRevision());
        assertThat(info(id).statusAsString()).isEqualTo("Created");
        clock.advance(Duration.ofMinutes(3));

        DeploymentInfo waiting = info(id);
        assertThat(waiting.statusAsString()).isEqualTo("InProgress");
        assertThat(waiting.instanceTerminationWaitTimeStarted()).isTrue();
        assertThat(target(id).lifecycleEvents())
                .extracting(LifecycleEvent::lifecycleEventName, LifecycleEvent::statusAsString)
                .containsExactly(
                        tuple("BeforeInstall", "Succeeded"),
                        tuple("Install", "Succeeded"),
                        tuple("AfterInstall", "Succeeded"),
                        tuple("AllowTestTraffic", "Succeeded"),
                        tuple("AfterAllowTestTraffic", "Succeeded"),
                        tuple("BeforeAllowTraffic", "Succeeded"),
                        tuple("AllowTraffic", "Succeeded"),
                        tuple("AfterAllowTraffic", "Succeeded"));
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::taskSetLabelAsString, ECSTaskSet::status, ECSTaskSet::trafficWeight)
                .containsExactly(tuple("Green", "PRIMARY", 100.0), tuple("Blue", "ACTIVE", 0.0));
        clock.advance(Duration.ofMinutes(6));
        assertThat(info(id).statusAsString()).isEqualTo("Succeeded");
        assertThat(service().taskSets())
                .hasSize(1)
                .first()
                .satisfies(set -> assertThat(set.externalId()).isEqualTo(id));
    }

    @Test
    void whereTheGroupAsksForItTheDeploymentIsReadyAndWaits() {
        plant(30);
        String revision = registerRevision();
        String id = deploy(revision);
        clock.advance(Duration.ofMinutes(20));

        assertThat(info(id).statusAsString()).isEqualTo("Ready");
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::taskSetLabelAsString, ECSTaskSet::trafficWeight)
                .containsExactly(tuple("Green", 0.0), tuple("Blue", 100.0));
        codeDeploy.continueDeployment(request -> request.deploymentId(id).deploymentWaitType("READY_WAIT"));
        assertThat(info(id).statusAsString()).isEqualTo("InProgress");
        clock.advance(Duration.ofMinutes(1));
        codeDeploy.continueDeployment(request -> request.deploymentId(id).deploymentWaitType("TERMINATION_WAIT"));
        assertThat(info(id).statusAsString()).isEqualTo("Succeeded");
        assertThat(service().taskDefinition()).isEqualTo(revision);
    }

    @Test
    void aReadyDeploymentThatNobodyContinuesStops() {
        plant(10);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(20));

        assertThat(info(id).statusAsString()).isEqualTo("Stopped");
        assertThat(info(info(id).rollbackInfo().rollbackDeploymentId()).statusAsString())
                .isEqualTo("Succeeded");
        assertThat(service().taskSets()).hasSize(1);
        assertThat(service().taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
    }

    @Test
    void stoppingWithRollbackGivesTheTrafficBackByAnotherDeployment() {
        plant(0);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(3));
        assertThat(codeDeploy
                        .stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true))
                        .statusAsString())
                .isEqualTo("Succeeded");
        DeploymentInfo stopped = info(id);
        assertThat(stopped.statusAsString()).isEqualTo("Stopped");
        assertThat(stopped.errorInformation().codeAsString()).isEqualTo("MANUAL_STOP");
        assertThat(stopped.rollbackInfo()).as("not yet").isNull();
        clock.advance(Duration.ofMinutes(1));
        String rollback = info(id).rollbackInfo().rollbackDeploymentId();
        assertThat(info(rollback).creatorAsString()).isEqualTo("codeDeployRollback");
        assertThat(info(rollback).rollbackInfo().rollbackTriggeringDeploymentId())
                .isEqualTo(id);
        clock.advance(Duration.ofMinutes(3));

        assertThat(info(rollback).statusAsString()).isEqualTo("Succeeded");
        assertThat(service().taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
        assertThat(service().taskSets()).hasSize(1);
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::trafficWeight)
                .containsExactly(100.0);
    }

    @Test
    void stoppingWithoutRollbackLeavesBothTaskSets() {
        plant(30);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(3));
        codeDeploy.stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(false));
        clock.advance(Duration.ofMinutes(3));

        assertThat(info(id).statusAsString()).isEqualTo("Stopped");
        assertThat(info(id).rollbackInfo()).isNull();
        assertThat(service().taskSets()).hasSize(2);
    }

    @Test
    void aReplacementThatNeverComesUpTimesOutAfterAnHourAndIsRolledBack() {
        plant(0);
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, Scenario.CRASH);
        String id = deploy(registerRevision());
        clock.advance(Duration.ofMinutes(62));

        DeploymentInfo failed = info(id);
        assertThat(failed.statusAsString()).isEqualTo("Failed");
        assertThat(failed.errorInformation().message())
                .startsWith("The deployment timed out while waiting for the replacement task set to become healthy.");
        assertThat(failed.rollbackInfo().rollbackDeploymentId()).startsWith("d-");
        clock.advance(Duration.ofMinutes(3));
        assertThat(service().taskSets()).hasSize(1);
    }

    @Test
    void aFunctionThatFailsFailsTheDeployment() {
        plant(0);
        simulator.scenarios().hookFunction(FUNCTION, HookResult.FAILED);
        String spec = spec(registerRevision())
                .replace(
                        "\"Resources\"",
                        "\"Hooks\": [{\"AfterAllowTestTraffic\": \"" + FUNCTION + "\"}], \"Resources\"");
        String id = create(spec, null);
        clock.advance(Duration.ofMinutes(3));

        assertThat(info(id).errorInformation().codeAsString()).isEqualTo("HOOK_EXECUTION_FAILURE");
        assertThat(target(id).lifecycleEvents())
                .filteredOn(event -> event.statusAsString().equals("Failed"))
                .extracting(LifecycleEvent::lifecycleEventName)
                .containsExactly("AfterAllowTestTraffic");
    }

    @Test
    void anAlarmStopsTheDeployment() {
        plant(0);
        String id = codeDeploy
                .createDeployment(request -> request.applicationName(CodeDeploySeed.APPLICATION)
                        .deploymentGroupName(CodeDeploySeed.GROUP)
                        .overrideAlarmConfiguration(
                                alarms -> alarms.enabled(true).alarms(alarm -> alarm.name("errors")))
                        .revision(revision -> revision.revisionType("AppSpecContent")
                                .appSpecContent(content -> content.content(spec(registerRevision())))))
                .deploymentId();
        clock.advance(Duration.ofMinutes(3));
        simulator.alarms().goOff("errors");

        assertThat(info(id).statusAsString()).isEqualTo("Stopped");
        assertThat(info(id).errorInformation().codeAsString()).isEqualTo("ALARM_ACTIVE");
        assertThat(info(id).errorInformation().message()).endsWith("Activated alarms: <errors>");
    }

    @Test
    void aCanaryConfigurationShiftsATenthFirst() {
        plant(0);
        String id = create(spec(registerRevision()), "CodeDeployDefault.ECSCanary10Percent5Minutes");
        clock.advance(Duration.ofMinutes(3));

        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::trafficWeight)
                .containsExactly(10.0, 90.0);
        clock.advance(Duration.ofMinutes(5));
        assertThat(target(id).taskSetsInfo())
                .extracting(ECSTaskSet::trafficWeight)
                .containsExactly(100.0, 0.0);
    }

    @Test
    void anAppSpecInYamlIsRead() {
        plant(0);
        String id = create("""
                version: 0.0
                Resources:
                  - TargetService:
                      Type: AWS::ECS::Service
                      Properties:
                        TaskDefinition: "%s"
                        LoadBalancerInfo:
                          ContainerName: web
                          ContainerPort: 8080
                """.formatted(registerRevision()), null);
        clock.advance(Duration.ofMinutes(10));

        assertThat(info(id).statusAsString()).isEqualTo("Succeeded");
    }

    @Test
    void whatIsWrongIsRefusedAsTheApiDoes() {
        plant(0);
        String spec = spec(registerRevision());
        assertThatThrownBy(() -> create(spec + " ", null, sha256(spec)))
                .isInstanceOf(InvalidRevisionException.class)
                .hasMessageContaining("sha256");
        assertThatThrownBy(() -> codeDeploy.createDeployment(request ->
                        request.applicationName(CodeDeploySeed.APPLICATION).deploymentGroupName("other")))
                .isInstanceOf(DeploymentGroupDoesNotExistException.class);
        assertThatThrownBy(() -> info("d-AAAAAAAAA")).isInstanceOf(DeploymentDoesNotExistException.class);
        String id = create(spec, null, sha256(spec));
        assertThatThrownBy(() -> create(spec, null))
                .isInstanceOf(DeploymentLimitExceededException.class)
                .hasMessageContaining("already has an active Deployment '" + id + "'");
        assertThatThrownBy(() -> codeDeploy.continueDeployment(
                        request -> request.deploymentId(id).deploymentWaitType("READY_WAIT")))
                .isInstanceOf(DeploymentIsNotInReadyStateException.class);
        clock.advance(Duration.ofMinutes(20));
        assertThatThrownBy(() -> codeDeploy.stopDeployment(request -> request.deploymentId(id)))
                .isInstanceOf(DeploymentAlreadyCompletedException.class);
    }

    @Test
    void aGroupTellsItsServiceAndItsWaits() {
        plant(30);

        var group = codeDeploy
                .getDeploymentGroup(request ->
                        request.applicationName(CodeDeploySeed.APPLICATION).deploymentGroupName(CodeDeploySeed.GROUP))
                .deploymentGroupInfo();
        assertThat(group.ecsServices())
                .hasSize(1)
                .first()
                .satisfies(service -> assertThat(service.clusterName()).isEqualTo(WebshopSeed.CLUSTER));
        assertThat(group.blueGreenDeploymentConfiguration().deploymentReadyOption())
                .satisfies(ready -> assertThat(ready.waitTimeInMinutes()).isEqualTo(30));
        assertThat(group.computePlatformAsString()).isEqualTo("ECS");
    }

    private void plant(int readyWaitMinutes) {
        simulator
                .seed()
                .strategy(WebshopSeed.Strategy.CODE_DEPLOY)
                .bakeMinutes(5)
                .readyWaitMinutes(readyWaitMinutes);
        webshop = simulator.seedWebshop();
    }

    private String deploy(String taskDefinition) {
        return create(spec(taskDefinition), null);
    }

    private String create(String spec, String config) {
        return create(spec, config, sha256(spec));
    }

    private String create(String spec, String config, String sha256) {
        return codeDeploy
                .createDeployment(request -> request.applicationName(CodeDeploySeed.APPLICATION)
                        .deploymentGroupName(CodeDeploySeed.GROUP)
                        .deploymentConfigName(config)
                        .revision(revision -> revision.revisionType("AppSpecContent")
                                .appSpecContent(content -> content.content(spec).sha256(sha256))))
                .deploymentId();
    }

    private static String spec(String taskDefinition) {
        return "{\"version\": \"0.0\", \"Resources\": [{\"TargetService\": {\"Type\": \"AWS::ECS::Service\","
                + " \"Properties\": {\"TaskDefinition\": \"" + taskDefinition + "\", \"LoadBalancerInfo\":"
                + " {\"ContainerName\": \"web\", \"ContainerPort\": 8080}}}}]}";
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private DeploymentInfo info(String id) {
        return codeDeploy.getDeployment(request -> request.deploymentId(id)).deploymentInfo();
    }

    private ECSTarget target(String id) {
        return codeDeploy
                .getDeploymentTarget(
                        request -> request.deploymentId(id).targetId(WebshopSeed.CLUSTER + ":" + WebshopSeed.SERVICE))
                .deploymentTarget()
                .ecsTarget();
    }

    private Service service() {
        return ecs.describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0);
    }

    private void update(UpdateServiceRequest.Builder request) {
        ecs.updateService(request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .build());
    }

    private String registerRevision() {
        var current = ecs.describeTaskDefinition(request -> request.taskDefinition("webshop"))
                .taskDefinition();
        var web = current.containerDefinitions().get(0).toBuilder()
                .image("public.ecr.aws/nginx/nginx:1.28")
                .build();
        return ecs.registerTaskDefinition(request -> request.family("webshop")
                        .networkMode(current.networkMode())
                        .cpu(current.cpu())
                        .memory(current.memory())
                        .executionRoleArn(current.executionRoleArn())
                        .requiresCompatibilities(current.requiresCompatibilities())
                        .containerDefinitions(web))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private <B extends AwsClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(simulator.endpoint())
                .region(Region.of(simulator.account().region()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }
}
