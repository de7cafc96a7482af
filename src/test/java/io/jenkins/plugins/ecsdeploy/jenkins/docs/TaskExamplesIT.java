package io.jenkins.plugins.ecsdeploy.jenkins.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/examples/migration and docs/examples/smoke-task in a real Jenkins, with what they do if the task fails. */
class TaskExamplesIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void theExampleMigratesBeforeItDeploys() throws Exception {
        Build build = jenkins.client()
                .pipeline("example-migration", example("migration", "['bin/migrate']"))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .containsSubsequence(
                        "SUCCEEDED: container web ended",
                        "[updateService] Started deployment",
                        "SUCCEEDED: webshop:2 runs");
    }

    @Test
    void theExampleDeploysNothingIfTheMigrationFails() throws Exception {
        Build build = jenkins.client()
                .pipeline("example-migration-bad", example("migration", "['sh', '-c', 'echo no such table; exit 1']"))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("web | no such table", "FAILED: container web: exit code 1");
        assertThat(jenkins.simulator().operations()).doesNotContain("ecs:UpdateService");
    }

    @Test
    void theExampleTestsAtThePauseByATask() throws Exception {
        Build build = jenkins.client()
                .pipeline("example-smoke", example("smoke-task", "['bin/migrate']"))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console())
                .containsSubsequence(
                        "Paused at POST_TEST_TRAFFIC_SHIFT",
                        "SUCCEEDED: container web ended with exit code 0.",
                        "[continueDeployment] Continued the deployment",
                        "SUCCEEDED: webshop:2 runs");
    }

    @Test
    void theExampleRollsBackIfTheTaskFindsSomething() throws Exception {
        Build build = jenkins.client()
                .pipeline(
                        "example-smoke-bad",
                        example("smoke-task", "['bin/migrate']")
                                .replace("wget -q -O - \"$TEST_ENDPOINT/health\"", "exit 8"))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console())
                .contains("FAILED: container web: exit code 8", "[continueDeployment] Rolling back the deployment")
                .contains("ROLLED_BACK");
    }

    /** An example of the docs, with the names of this Jenkins. */
    private static String example(String name, String migration) throws IOException {
        return Files.readString(Path.of("docs/examples", name, "Jenkinsfile"))
                .replace("['bin/migrate']", migration)
                .replace("params.IMAGE", "'public.ecr.aws/nginx/nginx:1.28'")
                .replace("from: 'webshop'", "target: 'simulated', from: 'webshop'")
                .replace("cluster: 'rehearsal', like", "target: 'simulated', cluster: 'rehearsal', like")
                .replace("updateService cluster", "updateService target: 'simulated', cluster")
                .replace("blueGreen(bakeMinutes: 5)", "blueGreen(bakeMinutes: 0)");
    }
}
