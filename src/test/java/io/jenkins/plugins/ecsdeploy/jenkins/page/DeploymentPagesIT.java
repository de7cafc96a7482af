package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Browser;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What Jenkins shows of deployments, in a real browser. {@code -Dpages.pictures=FOLDER} keeps pictures of the pages. */
class DeploymentPagesIT {

    private static final int WIDE = 1400;
    private static final int NARROW = 400;

    private static Browser browser;

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aGreenBuildShowsWhatItDeployedWhereAndHow() throws Exception {
        Build build = jenkins.pipeline("seen-green", "deploy.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");

        open("job/seen-green/1/");
        assertThat(browser.text(".ecs-headline"))
                .contains("SUCCEEDED")
                .contains("webshop in rehearsal")
                .contains("webshop:1 → webshop:2");
        pictures("green-build");

        open("job/seen-green/1/ecs-deployments/");
        assertThat(browser.text(".ecs-facts")).contains("Image of web").contains("@sha256:");
        assertThat(browser.text(".ecs-table")).contains("BAKE_TIME").contains("(service webshop)");
        assertThat(browser.evaluate("document.querySelector('svg.ecs-timeline').getAttribute('aria-label')"))
                .startsWith("Phases: ")
                .contains("BAKE_TIME for ");
        assertThat(browser.text(".ecs-section li")).contains("image: ");
        pictures("green-page");
    }

    @Test
    void aRedBuildShowsTheCauseWithoutTheLog() throws Exception {
        jenkins.scenario(Scenario.CRASH);
        Build build = jenkins.pipeline("seen-red", "crash.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");

        open("job/seen-red/1/");
        assertThat(browser.text(".ecs-headline")).contains("ROLLED_BACK");
        assertThat(browser.text(".ecs-cause")).contains("exit code 1").contains("Last lines of container web");
        pictures("red-build");

        open("job/seen-red/1/ecs-deployments/");
        pictures("red-page");
    }

    @Test
    void aRunningBuildMovesWithoutAReload() throws Exception {
        Build build = jenkins.pipeline("seen-live", "crash.jenkinsfile").start();
        build.waitForLine("BAKE_TIME");
        open("job/seen-live/1/");
        browser.evaluate("window.loadedOnce = true");
        Eventually.within(
                Duration.ofSeconds(60),
                "the card shows the bake time",
                () -> browser.text(".ecs-phase-name").contains("BAKE_TIME"));
        pictures("live-build");
        build.waitForEnd();
        Eventually.within(
                Duration.ofSeconds(60),
                "the card shows the end",
                () -> browser.text(".ecs-outcome").contains("SUCCEEDED"));
        assertThat(browser.evaluate("window.loadedOnce")).isEqualTo("true");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theJobAndTheControllerShowWhatRuns() throws Exception {
        worker();
        Build build = jenkins.pipeline("seen-twice", "services.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");

        open("job/seen-twice/1/");
        assertThat(browser.text(".ecs-headline"))
                .contains("webshop in rehearsal")
                .contains("worker in rehearsal");
        open("job/seen-twice/");
        assertThat(browser.text(".ecs-job"))
                .contains("webshop in rehearsal runs webshop:1")
                .contains("worker in rehearsal runs ")
                .contains("#1");
        pictures("job");

        open("job/seen-twice/ecs-deployments/");
        assertThat(browser.text(".ecs-table tbody tr")).contains("worker").contains("SUCCEEDED");
        pictures("job-history");

        open("ecs-deployments/");
        assertThat(browser.text(".ecs-table tbody tr")).contains("webshop").contains("seen-twice");
        browser.evaluate("const f = document.querySelector('.ecs-filter'); f.value = 'worker';"
                + " f.dispatchEvent(new Event('input'))");
        assertThat(browser.text(".ecs-table tbody tr:not([hidden]) td:first-child"))
                .isEqualTo("worker");
        pictures("controller");
    }

    @Test
    void dashboardsReadTheSameAsJson() throws Exception {
        Build build = jenkins.pipeline("seen-json", "crash.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");

        assertThat(jenkins.client()
                        .json("job/seen-json/1/ecs-deployments/api/json")
                        .at("/deployments/0/outcome")
                        .asText())
                .isEqualTo("SUCCEEDED");
        assertThat(jenkins.client()
                        .json("job/seen-json/ecs-deployments/api/json")
                        .at("/services/0/runs")
                        .asText())
                .isNotEmpty();
        assertThat(jenkins.client()
                        .json("ecs-deployments/api/json")
                        .at("/services/0/newest/job")
                        .asText())
                .isEqualTo("seen-json");
    }

    private void worker() {
        try (AwsClients clients = new AwsClients(AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret-of-the-test")))
                .at(jenkins.simulator().endpoint()))) {
            clients.ecs()
                    .createService(request -> request.cluster(WebshopSeed.CLUSTER)
                            .serviceName("worker")
                            .taskDefinition("webshop")
                            .desiredCount(1)
                            .launchType("FARGATE")
                            .networkConfiguration(network -> network.awsvpcConfiguration(
                                    vpc -> vpc.subnets("subnet-0aaa1111").securityGroups("sg-0ccc3333"))));
        }
    }

    private void open(String path) throws IOException, InterruptedException {
        if (browser == null) {
            browser = Browser.start(jenkins.client().authorization());
        }
        browser.size(WIDE, 900).open(jenkins.process().url().resolve(path));
        assertThat(browser.complaints()).as(path).isEmpty();
    }

    private static void pictures(String name) throws IOException {
        String folder = System.getProperty("pages.pictures", "");
        if (!folder.isEmpty()) {
            browser.picture(Path.of(folder, name + "-wide.png"));
            browser.size(NARROW, 800).picture(Path.of(folder, name + "-narrow.png"));
            browser.size(WIDE, 900);
        }
    }
}
