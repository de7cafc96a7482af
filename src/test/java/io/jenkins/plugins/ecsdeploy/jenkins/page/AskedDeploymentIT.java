package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.PageVisit;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person sees who is asked about a paused deployment, in a real browser. */
class AskedDeploymentIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @RegisterExtension
    final PageVisit page = new PageVisit(jenkins);

    @Test
    void whoAnswersSeesWhatIsAskedAndIsRecorded() throws Exception {
        Build build = paused("seen-asked");

        page.open("job/seen-asked/1/");
        assertThat(page.text(".ecs-headline")).contains("PAUSED").contains("webshop:1 → webshop:2");
        assertThat(page.text(".ecs-pause"))
                .contains("Paused at POST_TEST_TRAFFIC_SHIFT")
                .contains("Answer");
        page.pictures("paused-build");
        page.open("job/seen-asked/1/input/");
        assertThat(page.text(".ecs-asked"))
                .contains("webshop:1 → webshop:2")
                .contains("Time to answer")
                .contains("Test traffic: http://");
        page.pictures("asked");

        page.evaluate("document.querySelector('button[name=proceed]').click()");
        build.waitForEnd();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        page.open("job/seen-asked/1/ecs-deployments/");
        assertThat(page.text(".ecs-facts")).contains("continue at POST_TEST_TRAFFIC_SHIFT by deployer");
        page.pictures("answered-page");
    }

    @Test
    void anAnswerThatComesTooLateIsSaidAtOnce() throws Exception {
        Build build = paused("seen-late");
        page.open("job/seen-late/1/input/");
        assertThat(page.text(".ecs-problem")).isEmpty();

        Build hotfix = jenkins.pipeline("seen-hotfix", "crash.jenkinsfile").run();
        assertThat(hotfix.result()).as(hotfix.console()).isEqualTo("SUCCESS");
        Eventually.within(
                Duration.ofSeconds(60),
                "the open page says that it was superseded",
                () -> page.text(".ecs-problem").contains("Superseded"));
        assertThat(page.text(".ecs-problem")).contains("seen-hotfix #1");
        page.pictures("asked-too-late");
        page.open("job/seen-late/1/");
        page.pictures("superseded-build");
        build.stop();
        build.waitForEnd();

        page.open("ecs-deployments/");
        assertThat(page.text(".ecs-table tbody tr")).contains("webshop").contains("seen-hotfix");
    }

    private Build paused(String job) throws InterruptedException {
        Build build = jenkins.pipeline(job, "asked.jenkinsfile").start();
        build.waitForLine("Input requested");
        return build;
    }
}
