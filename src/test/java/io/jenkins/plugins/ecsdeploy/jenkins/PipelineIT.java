package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The four steps in a Pipeline of a real Jenkins. */
class PipelineIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void aScriptedPipelineDeploysAnImageBlueGreen() throws Exception {
        Build build = jenkins.pipeline("scripted", "deploy.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        JsonNode push = build.returned("push");
        assertThat(push.get("uri").asText())
                .isEqualTo(jenkins.simulator().authority() + "/webshop@"
                        + push.get("digest").asText());
        assertThat(push.get("tags").toString()).isEqualTo("[\"build-1\"]");
        assertThat(push.get("pushed").asBoolean()).isTrue();
        JsonNode taskDefinition = build.returned("taskDefinition");
        assertThat(taskDefinition.get("arn").asText()).endsWith(":task-definition/webshop:2");
        assertThat(taskDefinition.get("revision").asInt()).isEqualTo(2);
        assertThat(taskDefinition.get("registered").asBoolean()).isTrue();
        assertThat(taskDefinition.get("changes").toString()).contains("environment[STAGE]");
        JsonNode update = build.returned("update");
        assertThat(update.get("deployment").asText()).startsWith("ecs-svc/");
        assertThat(update.get("previousTaskDefinition").asText()).endsWith("webshop:1");
        assertThat(update.get("changed").asBoolean()).isTrue();
        JsonNode steady = build.returned("steady");
        assertThat(steady.get("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(steady.get("services").get(0).get("service").asText()).isEqualTo("webshop");
    }

    @Test
    void overridesAreMergedIntoARegisteredDefinition() throws Exception {
        Build build = jenkins.pipeline("overrides", "overrides.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        JsonNode planned = build.returned("planned");
        assertThat(planned.get("arn").isNull() && planned.get("revision").isNull())
                .isTrue();
        assertThat(planned.get("registered").asBoolean()).isFalse();
        assertThat(planned.get("changes").toString())
                .contains("containerDefinitions[web].environment[LIST].value: (none) -> a=b,c")
                .contains("containerDefinitions[web].secrets[DB_PASSWORD].valueFrom: (none) -> (hidden)")
                .contains("containerDefinitions[web].command: (none) -> [\\\"serve\\\",\\\"a=b, c\\\"]")
                .contains("taskRoleArn");
        assertThat(build.returned("registered").get("arn").asText()).endsWith(":task-definition/webshop:2");
        assertThat(build.returned("registered").get("registered").asBoolean()).isTrue();
        assertThat(build.returned("again").get("registered").asBoolean()).isFalse();
        assertThat(build.returned("again").get("arn").asText()).endsWith(":task-definition/webshop:2");
        assertThat(build.returned("elsewhere").get("arn").asText()).endsWith(":task-definition/webshop-canary:1");
        assertThat(build.console())
                .contains("Changes compared with webshop:1, which the service runs:")
                .contains("Dry run, nothing was registered: it would be a new revision of webshop");
    }

    @Test
    void oldRevisionsAreDeregisteredButThePreviousOneStays() throws Exception {
        Build build = jenkins.pipeline("keep", "keep-revisions.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("Deregistered webshop:3, webshop:2. Schedules,")
                .contains("Kept webshop:1: ");
    }

    @Test
    void aNullFromTheScriptIsReportedByItsKey() throws Exception {
        Build build = jenkins.pipeline("null", "null-image.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: registerTaskDefinition: images.web is null: give it a value, or leave it out.")
                .doesNotContain("\tat ");
    }

    @Test
    void aParameterWithoutAValueAndAMisspelledOneAreRefused() throws Exception {
        Build build = jenkins.pipeline("wrong-parameters", "wrong-parameters.jenkinsfile")
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console().lines().filter(line -> line.startsWith("REFUSED")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("REFUSED AbortException updateService: taskDefinition is null. "),
                        line -> assertThat(line)
                                .contains("updateService: there is no parameter taskdefinition. Did you mean"
                                        + " taskDefinition? It takes service, cluster, "),
                        line -> assertThat(line).contains("updateService: region is blank. "),
                        line -> assertThat(line)
                                .contains("blueGreen: there is no parameter bakeMinute. Did you mean bakeMinutes?"),
                        line -> assertThat(line).contains("loadBalancer: role is null. "),
                        line -> assertThat(line)
                                .contains(
                                        "A service to wait for: there is no parameter clutser. Did you mean cluster?"),
                        line -> assertThat(line).contains("rollbackService: taskDefinition is null. "),
                        line -> assertThat(line).contains("continueDeployment: hookId is null. "),
                        line -> assertThat(line).contains("ecrPush: there is no parameter tag. Did you mean tags?"),
                        line -> assertThat(line).contains("container: command is null. "));
        assertThat(build.console()).doesNotContain("ACCEPTED").doesNotContain("\tat ");
        assertThat(jenkins.simulator().operations()).isEmpty();
    }

    @Test
    void aDeclarativePipelineDeploysToo() throws Exception {
        Build build = jenkins.pipeline("declarative", "declarative.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("webshop:2").contains("outcome SUCCEEDED");
    }

    @Test
    void aDeploymentThatCrashesFailsTheBuildAndTheLogSaysWhy() throws Exception {
        jenkins.scenario(Scenario.CRASH);

        Build build = jenkins.pipeline("crash", "crash.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("ERROR: webshop: ROLLED_BACK")
                .contains("exit code 1")
                .doesNotContain("\tat ");
    }

    @Test
    void onFailureUnstableMarksTheBuildUnstable() throws Exception {
        jenkins.scenario(Scenario.CRASH);

        Build build = jenkins.pipeline("unstable", "unstable.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("UNSTABLE");
        assertThat(build.console()).contains("and it goes on: ROLLED_BACK");
    }
}
