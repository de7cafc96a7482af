package io.jenkins.plugins.ecsdeploy.jenkins.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.PageVisit;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What Jenkins shows of deployments, in a real browser. */
class DeploymentPagesIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @RegisterExtension
    final PageVisit page = new PageVisit(jenkins);

    @Test
    void aGreenBuildShowsWhatItDeployedWhereAndHow() throws Exception {
        Build build = jenkins.pipeline("seen-green", "deploy.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");

        page.open("job/seen-green/1/");
        assertThat(page.text(".ecs-headline"))
                .contains("SUCCEEDED")
                .contains("webshop in rehearsal")
                .contains("webshop:1 → webshop:2");
        page.pictures("green-build");

        page.open("job/seen-green/1/ecs-deployments/");
        assertThat(page.text(".ecs-facts")).contains("Image of web").contains("@sha256:");
        assertThat(page.text(".ecs-table")).contains("BAKE_TIME").contains("(service webshop)");
        assertThat(page.evaluate("document.querySelector('svg.ecs-timeline').getAttribute('aria-label')"))
                .startsWith("Phases: ")
                .contains("BAKE_TIME for ");
        assertThat(page.text(".ecs-section li")).contains("image: ");
        page.pictures("green-page");
    }

    @Test
    void aRedBuildShowsTheCauseWithoutTheLog() throws Exception {
        jenkins.scenario(Scenario.CRASH);
        Build build = jenkins.pipeline("seen-red", "crash.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");

        page.open("job/seen-red/1/");
        assertThat(page.text(".ecs-headline")).contains("ROLLED_BACK");
        assertThat(page.text(".ecs-cause")).contains("exit code 1").contains("Last lines of container web");
        page.pictures("red-build");

        page.open("job/seen-red/1/ecs-deployments/");
        page.pictures("red-page");
    }

    @Test
    void theGraphNamesServiceAndCauseAtTheStep() throws Exception {
        jenkins.scenario(Scenario.CRASH);
        Build build = jenkins.pipeline("seen-graph", "stages.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        String graph = graphOf("job/seen-graph/1/");

        openGraph(graph);
        // the reader scrolls: pipeline-graph-view 504 draws no line of a step's log outside of the window
        Eventually.within(
                Duration.ofSeconds(60),
                "and the cause, in the step's last line",
                () -> page.scrolledToTheEnd("body").contains("container web: exit code 1"));
        page.pictures("graph");
    }

    @Test
    void theGraphShowsTheUnstableStepAsUnstable() throws Exception {
        jenkins.scenario(Scenario.CRASH);
        String unstable = jenkins.text("stages.jenkinsfile").replace("'fail'", "'unstable'");
        Build build = jenkins.client().pipeline("seen-unstable", unstable).run();
        assertThat(build.result()).as(build.console()).isEqualTo("UNSTABLE");

        String graph = graphOf("job/seen-unstable/1/");

        String folder = graph.replaceFirst("/?([?].*)?$", "/");
        Map<String, JsonNode> steps = new LinkedHashMap<>();
        jenkins.client()
                .json(folder + "allSteps")
                .findPath("steps")
                .forEach(step -> steps.put(step.path("name").asText(), step));
        assertThat(steps).containsKeys("awaitSteady: webshop", "Deployed");
        assertThat(steps.get("awaitSteady: webshop").path("state").asText()).isEqualTo("unstable");
        assertThat(steps.get("Deployed").path("state").asText()).isEqualTo("success");
        openGraph(folder + "?selected-node="
                + steps.get("awaitSteady: webshop").path("id").asText());
        page.pictures("graph-unstable");
    }

    private void openGraph(String path) throws Exception {
        page.open(path);
        Eventually.within(
                Duration.ofSeconds(60),
                "the graph shows the step",
                () -> page.text("body").contains("awaitSteady: webshop"));
    }

    /** @return path of the page of Pipeline Graph View that a build's own page links to */
    private String graphOf(String build) throws Exception {
        page.open(build);
        String link = page.evaluate("Array.from(document.querySelectorAll('#side-panel a, #tasks a'))"
                + ".map(a => a.getAttribute('href'))"
                + ".find(link => /stages|pipeline-(overview|console)/.test(link)) || ''");
        assertThat(link).isNotEmpty();
        return link.substring(link.indexOf("job/"));
    }

    @Test
    void newPagesHaveATabAndACard() throws Exception {
        Assumptions.assumeTrue(
                jenkins.client()
                        .script("println jenkins.model.Jenkins.VERSION.split('[.]')[1].toInteger() >= 532")
                        .equals("true"),
                "Needs Jenkins 2.532 or newer");
        Build build = jenkins.pipeline("seen-tab", "crash.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        newPages(true);
        try {
            page.open("job/seen-tab/1/");
            assertThat(page.text(".app-build__grid .ecs-headline"))
                    .as("once, in its own card and not among what is old")
                    .startsWith("SUCCEEDED webshop in rehearsal")
                    .doesNotContain("\n");
            assertThat(page.text(".app-build-bar__tabs")).contains("Amazon ECS deployments");
            page.pictures("new-build-page");
            page.open("job/seen-tab/1/ecs-deployments/");
            assertThat(page.text(".ecs-facts")).contains("webshop");
            page.open("job/seen-tab/");
            assertThat(page.text("body")).contains("Amazon ECS deployments");
            page.pictures("new-job-page");
        } finally {
            newPages(false);
        }
    }

    private void newPages(boolean on) {
        jenkins.client().script("""
                def flags = ['new-build-page.flag': '%1$s', 'new-job-page.flag': '%1$s']
                hudson.model.User.getById('deployer', false).addProperty(
                        new jenkins.model.experimentalflags.UserExperimentalFlagsProperty(flags))
                """.formatted(on));
    }

    @Test
    void theBuildHistoryShowsRevisionAndOutcome() throws Exception {
        Build build = jenkins.pipeline("seen-badge", "crash.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        page.open("job/seen-badge/");
        Eventually.within(
                Duration.ofSeconds(60),
                "the build history, which Jenkins loads later, has the badge",
                () -> page.text(".ecs-badge").contains("webshop:1"));
        assertThat(page.evaluate("document.querySelector('.ecs-badge').textContent"))
                .contains("SUCCEEDED");
        Eventually.within(
                Duration.ofSeconds(60),
                "its stylesheet is loaded, too",
                () -> !page.evaluate("getComputedStyle(document.querySelector('.ecs-badge')).borderRadius")
                        .equals("0px"));
    }

    @Test
    void aRunningBuildMovesWithoutAReload() throws Exception {
        Build build = jenkins.pipeline("seen-live", "live.jenkinsfile").start();
        build.waitForLine("BAKE_TIME");
        page.open("job/seen-live/1/");
        page.evaluate("window.loadedOnce = true");
        Eventually.within(
                Duration.ofSeconds(60),
                "the card shows the bake time",
                () -> page.text(".ecs-phase-name").contains("BAKE_TIME"));
        page.pictures("live-build");
        build.waitForEnd();
        Eventually.within(
                Duration.ofSeconds(60),
                "the card shows the end",
                () -> page.text(".ecs-outcome").contains("SUCCEEDED"));
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo("true");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void anArnInTheLogLeadsToTheConsole() throws Exception {
        Build build = jenkins.client().pipeline("seen-arn", "echo 'begun'").run();
        assertThat(build.result()).isEqualTo("SUCCESS");
        jenkins.client().script("""
                def run = jenkins.model.Jenkins.get().getItemByFullName('seen-arn').lastBuild
                new FileOutputStream(run.logFile, true).withCloseable { log ->
                    def listener = new hudson.util.StreamTaskListener(log)
                    io.jenkins.plugins.ecsdeploy.jenkins.StepRun.of(run, listener, new hudson.EnvVars(), null).line(
                            'updateService', 'Following arn:aws:ecs:us-east-1:123456789012:service/shop/web, not another')
                }
                """);
        assertThat(jenkins.client()
                        .get("job/seen-arn/1/logText/progressiveHtml?start=0")
                        .body())
                .contains(
                        "Following <a href='https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/shop/services/web/")
                .contains(">arn:aws:ecs:us-east-1:123456789012:service/shop/web</a>, not another");
        assertThat(build.console()).contains("[updateService] Following arn:aws:ecs:us-east-1");
    }

    @Test
    void theJobAndTheControllerShowWhatRuns() throws Exception {
        worker();
        Build build = jenkins.pipeline("seen-twice", "services.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");

        page.open("job/seen-twice/1/");
        assertThat(page.text(".ecs-headline")).contains("webshop in rehearsal").contains("worker in rehearsal");
        page.open("job/seen-twice/");
        assertThat(page.text(".ecs-job"))
                .contains("webshop in rehearsal runs webshop:1")
                .contains("worker in rehearsal runs ")
                .contains("#1");
        page.pictures("job");

        page.open("job/seen-twice/ecs-deployments/");
        assertThat(page.text(".ecs-table tbody tr")).contains("worker").contains("SUCCEEDED");
        page.pictures("job-history");

        page.open("ecs-deployments/");
        assertThat(page.text(".ecs-table tbody tr")).contains("webshop").contains("seen-twice");
        page.pictures("controller");
        page.evaluate("const f = document.querySelector('.ecs-filter'); f.value = 'worker';"
                + " f.dispatchEvent(new Event('input'))");
        assertThat(page.text(".ecs-table tbody tr:not([hidden]) td:first-child"))
                .isEqualTo("worker");
        page.pictures("controller-filtered");
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
}
