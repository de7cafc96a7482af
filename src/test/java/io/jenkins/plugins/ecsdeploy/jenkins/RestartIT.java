package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The controller ends and starts again while a build waits for a deployment. */
class RestartIT {

    private static final String BAKING = "BAKE_TIME";

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void theWaitGoesOnAfterAControllerThatWasAskedToEndHasStartedAgain() throws Exception {
        Build build = jenkins.pipeline("restart", "restart.jenkinsfile").start().waitForLine(BAKING);

        jenkins.process().stop();
        jenkins.process().start();

        assertGoesOn(build.waitForEnd());
    }

    @Test
    void theWaitGoesOnAfterAControllerThatWasKilledHasStartedAgain() throws Exception {
        Build build = jenkins.pipeline("kill", "restart.jenkinsfile").start().waitForLine(BAKING);

        jenkins.process().kill();
        jenkins.process().start();

        assertGoesOn(build.waitForEnd());
    }

    private void assertGoesOn(Build build) {
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("Resuming build").contains("and it goes on: SUCCEEDED");
        List<String> events = build.console()
                .lines()
                .filter(line -> line.contains("(service webshop)"))
                .toList();
        assertThat(events).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        assertThat(jenkins.simulator().operations())
                .filteredOn("ecs:UpdateService"::equals)
                .hasSize(1);
    }
}
