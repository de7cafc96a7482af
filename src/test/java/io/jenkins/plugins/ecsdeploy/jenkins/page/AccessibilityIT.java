package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.PageVisit;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a screen reader says of the pages, by Chromium's accessibility tree. */
class AccessibilityIT {

    /** What a reader operates, steps through or can't see, without a word about it. */
    private static final Pattern SAYS_NOTHING = Pattern.compile(
            "(button|link|textbox|searchbox|combobox|checkbox|progressbar|image|graphics-symbol|region|table|columnheader"
                    + "|heading|term) \"\"");

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @RegisterExtension
    final PageVisit page = new PageVisit(jenkins);

    @Test
    void thePagesOfAFailureHaveAWordForEverything() throws Exception {
        jenkins.scenario(Scenario.CRASH);
        Build build = jenkins.pipeline("told-red", "crash.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");

        told("job/told-red/1/", ".ecs-card");
        assertThat(told("job/told-red/1/ecs-deployments/", "#main-panel"))
                .contains("region \"Deployment of webshop\"")
                .contains("table \"Phases of webshop\"", "table \"Events of webshop\"")
                .anyMatch(element -> element.startsWith("image \"Phases: "));
        told("job/told-red/", ".ecs-job");
        told("job/told-red/ecs-deployments/", "#main-panel");
        assertThat(told("ecs-deployments/", "#main-panel"))
                .contains("searchbox \"Filter the services\"", "combobox \"Deployment target\"");
    }

    @Test
    void whatIsInProgressIsToldInWords() throws Exception {
        Build build = jenkins.pipeline("told-live", "live.jenkinsfile").start();
        build.waitForLine("BAKE_TIME");

        assertThat(told("job/told-live/1/", ".ecs-card"))
                .contains("progressbar \"Share of the new revision in percent\"")
                .contains("status \"\""); // a live region is read out by its text
        assertThat(page.evaluate("document.querySelector('.ecs-phase-name').textContent"))
                .isNotBlank();
        build.stop();
        build.waitForEnd();
    }

    @Test
    void whoIsAskedIsToldAboutWhat() throws Exception {
        Build build = jenkins.pipeline("told-asked", "asked.jenkinsfile").start();
        build.waitForLine("Input requested");

        assertThat(told("job/told-asked/1/", ".ecs-card")).contains("link \"Answer\"");
        assertThat(told("job/told-asked/1/input/", "#main-panel"))
                .contains("term \"Time to answer\"")
                .anyMatch(element -> element.matches("button \"(Proceed|Promote)\""));
        build.stop();
        build.waitForEnd();
    }

    @Test
    void theTasksOfABuildHaveAWordForEverything() throws Exception {
        Build build = jenkins.client()
                .pipeline(
                        "told-task",
                        jenkins.text("run-task.jenkinsfile")
                                .replace("@COMMAND@", "echo migrating; echo no such table: orders; exit 3")
                                .replace("@OPTIONS@", ""))
                .run();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");

        assertThat(told("job/told-task/1/", ".ecs-tasks")).anyMatch(element -> element.startsWith("link \"task "));
        assertThat(page.text(".ecs-tasks")).contains("web ended with 3. otel-collector ended with 143.");
        page.pictures("task-build");
    }

    private List<String> told(String path, String selector) throws Exception {
        page.open(path);
        List<String> told = page.accessible(selector);
        assertThat(told).as(path).isNotEmpty().noneMatch(SAYS_NOTHING.asMatchPredicate());
        return told;
    }
}
