package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a deployment if its build is stopped: only a person can roll it back, and only with onAbort. */
class AbortIT {

    private static final String ROLLBACK = "ecs:StopServiceDeployment";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void aPersonWhoStopsTheBuildLeavesTheDeploymentAlone() throws Exception {
        Build build = startAndStop("abort-leave", "");

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(build.console())
                .contains("Aborted by deployer")
                .contains("No longer waiting. The deployment is still in progress and was not touched.");
        assertLeftAlone();
    }

    @Test
    void onAbortRollbackRollsBackIfAPersonStopsTheBuild() throws Exception {
        Build build = startAndStop("abort-rollback", "onAbort: 'rollback'");

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertThat(build.console()).contains("Asked ECS to roll back the deployment of");
        assertThat(jenkins.simulator().operations()).contains(ROLLBACK);
        Eventually.within(
                Duration.ofMinutes(1),
                "the build's page shows how the rollback ended",
                () -> jenkins.client()
                        .json("job/abort-rollback/1/ecs-deployments/api/json")
                        .path("deployments")
                        .path(0)
                        .path("reason")
                        .asText()
                        .startsWith("Rolled back by this build (onAbort): "));
    }

    @Test
    void aTimeoutOfTheScriptNeverRollsBack() throws Exception {
        Build build = jenkins.pipeline("abort-timeout", "timeout.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("ABORTED");
        assertLeftAlone();
    }

    @Test
    void aFailingParallelBranchNeverRollsBack() throws Exception {
        Build build =
                jenkins.pipeline("abort-fail-fast", "fail-fast.jenkinsfile").run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("the tests have failed");
        assertLeftAlone();
    }

    @Test
    void aHardKillEndsTheWaitWithItsBuild() throws Exception {
        Build build = jenkins.client()
                .pipeline("abort-kill", jenkins.text("abort.jenkinsfile").replace("@OPTIONS@", "onFailure: 'rollback'"))
                .start()
                .waitForLine("BAKE_TIME");
        build.kill();

        assertThat(build.waitForEnd().result()).as(build.console()).isEqualTo("ABORTED");
        assertLeftAlone();
    }

    private Build startAndStop(String name, String options) throws InterruptedException {
        Build build = jenkins.client()
                .pipeline(name, jenkins.text("abort.jenkinsfile").replace("@OPTIONS@", options))
                .start()
                .waitForLine("BAKE_TIME");
        build.stop();
        return build.waitForEnd();
    }

    private void assertLeftAlone() throws InterruptedException {
        Eventually.within(
                Duration.ofSeconds(30),
                "nothing is polled",
                () -> jenkins.script("polled-services.groovy").equals("0"));
        assertThat(jenkins.simulator().operations()).doesNotContain(ROLLBACK);
    }
}
