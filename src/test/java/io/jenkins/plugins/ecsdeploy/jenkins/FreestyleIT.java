package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsClient;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The build steps in a freestyle job. */
class FreestyleIT {

    private static final String ROOM = "io.jenkins.plugins.ecsdeploy.jenkins.";
    private static final String ROLLBACK = "ecs:StopServiceDeployment";
    private static final Duration ANSWER = Duration.ofSeconds(20);

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void eachBuildStepPassesItsResultsToTheNext() throws Exception {
        Build build =
                jenkins.client().job("freestyle", jenkins.text("freestyle.xml")).run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .contains("Tags: build-1, latest-build")
                .contains("Changes compared with webshop:1, which the service runs:")
                .contains("environment[BUILD].value: (none) -> jenkins-freestyle-1=1,2")
                .containsPattern("handed on: sha256:[0-9a-f]{64} \\S+:task-definition/webshop:2 ecs-svc/\\d+"
                        + " \\S+:task-definition/webshop:1 SUCCEEDED");
    }

    @Test
    void aPersonWhoStopsTheBuildLeavesTheDeploymentAlone() throws Exception {
        Build build = startAndStop("leave");

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(jenkins.simulator().operations()).doesNotContain(ROLLBACK);
    }

    @Test
    void onAbortRollbackRollsBackIfAPersonStopsTheBuild() throws Exception {
        Build build = startAndStop("rollback");

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        Eventually.within(
                ANSWER,
                "ECS was asked to roll back",
                () -> jenkins.simulator().operations().contains(ROLLBACK));
    }

    @Test
    void theConfigurationPageShowsTheFormOfEachStep() {
        Job job = jenkins.client().job("freestyle-page", jenkins.text("freestyle.xml"));

        String page = jenkins.client().get(job.path() + "configure").body();

        assertThat(page)
                .contains("Amazon ECS: push an image to Amazon ECR", "Amazon ECS: wait for a deployment")
                .contains("/descriptor/" + ROOM + "step.EcrPushStep/help")
                .contains("build-${BUILD_NUMBER} latest-build")
                .contains("name=\"_.repository\"", "name=\"_.templateText\"", "name=\"_.pauseAt\"", "name=\"_.until\"");
    }

    @Test
    void theConfigurationPageSavesAStepsForm() throws Exception {
        Job job = jenkins.client().job("freestyle-form", "<project/>");

        JenkinsClient.expect(
                jenkins.client()
                        .postForm(job.path() + "configSubmit", Map.of("json", jenkins.text("freestyle-form.json"))),
                "configSubmit");

        assertThat(job.configXml().replaceAll("\\s+", ""))
                .contains("<" + ROOM + "freestyle.UpdateServiceBuilder")
                .contains("<stepclass=\"" + ROOM + "step.UpdateServiceStep\"><aws><target>simulated</target></aws>")
                .contains("<service>webshop</service>", "<taskDefinition>$ECS_TASK_DEFINITION_ARN</taskDefinition>")
                .contains("<bakeMinutes>7</bakeMinutes>")
                .doesNotContain("<region>", "<cluster>", "<desiredCount>");
    }

    private Build startAndStop(String onAbort) throws InterruptedException {
        Build build = jenkins.client()
                .job("freestyle-" + onAbort, jenkins.text("freestyle-abort.xml").replace("@ONABORT@", onAbort))
                .start()
                .waitForLine("BAKE_TIME");
        build.stop();
        return build.waitForEnd();
    }
}
