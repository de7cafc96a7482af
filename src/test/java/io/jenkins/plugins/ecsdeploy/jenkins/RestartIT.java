package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** The controller restarts while a build waits for a deployment. */
class RestartIT {

    private static final String BAKING = "BAKE_TIME";

    /** Shorter than any stage. */
    private static final Duration STEP = Duration.ofSeconds(2);

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @Test
    void theWaitResumesAfterARestart() throws Exception {
        Build build = jenkins.pipeline("restart", "restart.jenkinsfile").start().waitForLine(BAKING);

        jenkins.process().stop();
        jenkins.process().start();

        assertGoesOn(build.waitForEnd());
    }

    @Test
    void theWaitResumesAfterTheControllerWasKilled() throws Exception {
        Build build = jenkins.pipeline("kill", "restart.jenkinsfile").start().waitForLine(BAKING);

        jenkins.process().kill();
        jenkins.process().start();

        assertGoesOn(build.waitForEnd());
    }

    @Test
    void killedDuringAnApprovalItKnowsItsDeploymentAndItsLog() throws Exception {
        Build build = jenkins.pipeline("kill-at-the-gate", "restart-gated.jenkinsfile")
                .start()
                .waitForLine("Go on?");

        jenkins.process().kill();
        jenkins.process().start();
        build.waitForLine("Resuming build");
        Eventually.within(
                Duration.ofSeconds(60),
                "the input is loaded and answered",
                () -> jenkins.client()
                                .postForm("job/kill-at-the-gate/1/input/Go/proceedEmpty", Map.of())
                                .statusCode()
                        == 200);

        assertSucceedsAndTellsNothingTwice(build.waitForEnd());
        assertThat(build.console()).contains("Removed the pause hook from service webshop");
    }

    @Test
    void aBuildLostWithTheControllerIsNotInProgress() throws Exception {
        String job = jenkins.text("freestyle-abort.xml").replace("@ONABORT@", "leave");
        jenkins.client().job("lost", job).start().waitForLine(BAKING);
        assertThat(newestInTheListOf("lost").path("outcome").asText()).isEqualTo("IN_PROGRESS");

        jenkins.process().kill();
        jenkins.process().start();

        assertThat(newestInTheListOf("lost").path("outcome").asText()).isEqualTo("NOT_AWAITED");
        assertThat(newestInTheListOf("lost").path("reason").asText()).contains("lost when Jenkins stopped");
    }

    @Test
    void aBuildThatGoesOnAfterAKillIsInProgress() throws Exception {
        Build build =
                jenkins.pipeline("not-lost", "restart.jenkinsfile").start().waitForLine(BAKING);

        jenkins.process().kill();
        jenkins.process().start();

        assertThat(newestInTheListOf("not-lost").path("outcome").asText()).isIn("IN_PROGRESS", "SUCCEEDED");
        assertGoesOn(build.waitForEnd());
        assertThat(newestInTheListOf("not-lost").path("outcome").asText()).isEqualTo("SUCCEEDED");
    }

    private JsonNode newestInTheListOf(String job) {
        return jenkins.client().json("job/" + job + "/ecs-deployments/api/json").at("/services/0/newest");
    }

    @Test
    void killedInAnyStageItReportsTheSameOutcome() throws Exception {
        SimulatorClock.Manual clock = SimulatorClock.manual(Instant.now());
        jenkins.simulate(clock);
        Build build = jenkins.pipeline("kill-in-each-stage", "restart.jenkinsfile")
                .start()
                .waitForLine("Started deployment");
        Set<String> killedIn = new LinkedHashSet<>();

        while (killedIn.isEmpty() || goesOn()) {
            Optional<String> stage = newest().filter(
                            deployment -> deployment.status() == ServiceDeploymentStatus.IN_PROGRESS)
                    .map(ServiceDeployment::lifecycleStageAsString);
            if (stage.isPresent() && killedIn.add(stage.get())) {
                build.waitForLine(stage.get());
                jenkins.process().kill();
                jenkins.process().start();
            }
            clock.advance(STEP);
        }
        build.waitForEnd();

        assertThat(killedIn)
                .contains("SCALE_UP", "TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP");
        assertGoesOn(build);
    }

    @Test
    void aRollbackDuringTheDowntimeIsNoSuccess() throws Exception {
        SimulatorClock.Manual clock = SimulatorClock.manual(Instant.now());
        jenkins.simulate(clock);
        jenkins.scenario(Scenario.CRASH);
        elsewhere();
        clock.advance(Duration.ofSeconds(30)); // it is listed then
        Build build = jenkins.client()
                .pipeline("somebody-elses", "awaitSteady target: 'simulated', service: 'webshop'")
                .start()
                .waitForLine("SCALE_UP");

        jenkins.process().stop();
        while (goesOn()) {
            clock.advance(Duration.ofSeconds(10));
        }
        jenkins.process().start();
        build.waitForEnd();

        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("webshop: ROLLED_BACK: ");
    }

    private boolean goesOn() {
        return newest().filter(deployment -> deployment.status() != ServiceDeploymentStatus.SUCCESSFUL
                        && deployment.status() != ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL)
                .isPresent();
    }

    /** What another tool does. */
    private void elsewhere() {
        try (EcsClient ecs = ecs()) {
            ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                    .service(WebshopSeed.SERVICE)
                    .forceNewDeployment(true));
        }
    }

    private Optional<ServiceDeployment> newest() {
        try (EcsClient ecs = ecs()) {
            return ecs
                    .listServiceDeployments(
                            request -> request.cluster(WebshopSeed.CLUSTER).service(WebshopSeed.SERVICE))
                    .serviceDeployments()
                    .stream()
                    .findFirst()
                    .flatMap(newest -> ecs
                            .describeServiceDeployments(
                                    request -> request.serviceDeploymentArns(newest.serviceDeploymentArn()))
                            .serviceDeployments()
                            .stream()
                            .findFirst());
        }
    }

    private EcsClient ecs() {
        return EcsClient.builder()
                .endpointOverride(jenkins.simulator().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private void assertGoesOn(Build build) {
        assertSucceedsAndTellsNothingTwice(build);
        assertThat(jenkins.simulator().operations())
                .filteredOn("ecs:UpdateService"::equals)
                .hasSize(1);
    }

    private static void assertSucceedsAndTellsNothingTwice(Build build) {
        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("Resuming build").contains("and it goes on: SUCCEEDED");
        List<String> events = build.console()
                .lines()
                .filter(line -> line.contains("(service webshop) "))
                .toList();
        assertThat(events).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    }
}
