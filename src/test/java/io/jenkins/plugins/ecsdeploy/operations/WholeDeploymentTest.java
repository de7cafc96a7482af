package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.report.Progress;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Progressed;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** The four operations end to end, over loopback HTTP against the simulated AWS. */
class WholeDeploymentTest {

    @TempDir
    Path folder;

    private Webshop webshop;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder).seeded();
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void anImageGoesBlueGreenIntoTheService() throws InterruptedException {
        Deployed result = webshop.deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.result().summary()).isEqualTo("webshop: SUCCEEDED: webshop:2 runs with 2 tasks.");
        assertThat(webshop.described().taskDefinition()).endsWith("task-definition/webshop:2");
        assertThat(webshop.described().runningCount()).isEqualTo(2);
    }

    @Test
    void whatWasPushedIsWhatRunsByItsDigest() throws InterruptedException {
        Deployed result = webshop.deploy();

        ContainerDefinition web = webshop.clients
                .ecs()
                .describeTaskDefinition(request ->
                        request.taskDefinition(result.revision().arn().orElseThrow()))
                .taskDefinition()
                .containerDefinitions()
                .get(0);
        assertThat(web.image())
                .isEqualTo(webshop.simulator.authority() + "/webshop@"
                        + result.push().digest());
    }

    @Test
    void trafficMovesFromBlueToGreenWhileBothRun() throws InterruptedException {
        webshop.deploy();

        List<Progressed> moments = webshop.seen.polls.stream()
                .map(seen -> Progress.of(seen).moment())
                .toList();
        assertThat(moments)
                .extracting(Progressed::stage)
                .containsSubsequence(
                        "SCALE_UP", "TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP");
        assertThat((Object) moments.get(0).productionPercent()).isNotEqualTo(100.0);
        assertThat(moments)
                .filteredOn(moment -> moment.stage().equals("BAKE_TIME"))
                .allSatisfy(moment -> {
                    assertThat(moment.productionPercent()).isEqualTo(100.0);
                    assertThat(moment.oldRunning()).isEqualTo(2);
                });
    }

    @Test
    void theDeploymentThatIsFollowedIsTheOneTheUpdateStarted() throws InterruptedException {
        Deployed result = webshop.deploy();

        DeploymentId started = result.update().deployment().orElseThrow();
        assertThat(result.watch().deployment()).contains(started);
        assertThat(webshop.described().deployments().get(0).id()).isEqualTo(started.value());
    }

    @Test
    void eachServiceEventOfTheDeploymentIsToldOnceInOrder() throws InterruptedException {
        webshop.deploy();

        List<String> inOrder = webshop.described().events().stream()
                .map(event -> event.message())
                .toList();
        assertThat(webshop.seen.events)
                .doesNotHaveDuplicates()
                .first()
                .asString()
                .contains("has started 2 tasks");
        assertThat(webshop.seen.events).last().asString().isEqualTo(inOrder.get(0));
        assertThat(webshop.seen.events).hasSizeLessThan(inOrder.size());
    }

    @Test
    void aRollingUpdateReplacesTheTasks() throws InterruptedException {
        Deployed result = webshop.strategy(new Strategy.Rolling()).deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.update().changes())
                .contains(
                        "deploymentConfiguration.bakeTimeInMinutes 5 -> 0",
                        "deploymentConfiguration.strategy BLUE_GREEN -> ROLLING");
        assertThat(webshop.described().deployments()).hasSize(1);
        assertThat(webshop.seen.polls)
                .allSatisfy(
                        look -> assertThat(Progress.of(look).moment().stage()).isEmpty());
    }

    @Test
    void aSecondTimeNothingIsSentRegisteredOrUpdated() throws InterruptedException {
        webshop.deploy();
        Deployed again = webshop.deploy();

        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(again.push().pushed()).isFalse();
        assertThat(again.push().bytesSent()).isZero();
        assertThat(again.revision().registered()).isFalse();
        assertThat(again.update().changed()).isFalse();
        assertThat(webshop.calls("ecs:RegisterTaskDefinition")).isEqualTo(1);
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    @Test
    void whatTheServiceRunsIsReusedDespiteANewerRevision() throws InterruptedException {
        webshop.deploy();
        webshop.scenario(Scenario.CRASH).values(Map.of("STAGE", "broken")).deploy();
        Deployed back = webshop.scenario(Scenario.HEALTHY)
                .values(Map.of("STAGE", "test"))
                .deploy();

        assertThat(back.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(back.revision().arn().orElseThrow()).endsWith("/webshop:2");
        assertThat(webshop.calls("ecs:RegisterTaskDefinition")).isEqualTo(2);
    }

    @Test
    void aChangedDesiredCountAloneStartsNoDeploymentAndIsWaitedFor() throws InterruptedException {
        webshop.deploy();
        Deployed result = webshop.desiredCount(4).deploy();

        assertThat(result.update().changes()).containsExactly("desired count 2 -> 4");
        assertThat(result.update().deployment()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(webshop.described().runningCount()).isEqualTo(4);
    }

    @Test
    void aCrashingContainerEndsRolledBackWithItsExitCode() throws InterruptedException {
        Deployed result = webshop.scenario(Scenario.CRASH).deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.result().summary())
                .contains("circuit breaker")
                .contains("rolled back to webshop:1")
                .contains("container web: exit code 1 (the program ended with an error)");
        assertThat(webshop.described().taskDefinition()).endsWith("webshop:1");
    }

    @Test
    void failingHealthChecksEndRolledBackWithTheCodeTheTargetAnswered() throws InterruptedException {
        Deployed result = webshop.scenario(Scenario.UNHEALTHY).deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.watch().failures().describe())
                .anyMatch(line -> line.contains("Task failed ELB health checks in (target-group "))
                .anyMatch(line -> line.contains("Health checks failed with these codes: [503]"));
    }

    @Test
    void anImageThatCantBePulledEndsRolledBackWithItsName() throws InterruptedException {
        Deployed result = webshop.scenario(Scenario.PULL_ERROR).deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.result().summary())
                .contains("CannotPullContainerError")
                .contains(result.push().uri().toString());
    }

    @Test
    void equalFailuresOfThisDeploymentAreCountedTogether() throws InterruptedException {
        webshop.scenario(Scenario.CRASH).deploy();
        Deployed second = webshop.scenario(Scenario.UNHEALTHY)
                .values(Map.of("STAGE", "another"))
                .deploy();

        assertThat(second.watch().failures().tasks()).hasSize(1).first().satisfies(failure -> {
            assertThat(failure.stoppedReason()).startsWith("Task failed ELB health checks");
            assertThat(failure.count()).isGreaterThanOrEqualTo(3);
        });
    }

    @Test
    void withoutCapacityTheWaitTimesOutAndLeavesTheDeploymentAlone() throws InterruptedException {
        Deployed result = webshop.scenario(Scenario.NO_CAPACITY)
                .timeout(Duration.ofMinutes(20))
                .deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(result.result().summary())
                .contains("Timed out after 20 minutes")
                .contains("was unable to place a task. Reason: Capacity is unavailable at this time.");
        assertThat(status(result)).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(webshop.calls("ecs:StopServiceDeployment")).isZero();
    }

    @Test
    void withRollbackOffAFailedDeploymentIsFailedAndStays() throws InterruptedException {
        try (Webshop other = Webshop.open(folder)) {
            other.simulator.seed().circuitBreaker(true, false);
            Deployed result = other.seeded().scenario(Scenario.CRASH).deploy();

            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.result().summary()).contains("nothing was rolled back");
            assertThat(other.described().taskDefinition()).endsWith("webshop:2");
        }
    }

    @Test
    void aLaterUpdateSupersedesTheDeploymentAndIsNamed() throws InterruptedException {
        Runnable later = new Runnable() {
            private int looks;

            @Override
            public void run() {
                if (++looks == 5) {
                    webshop.clients
                            .ecs()
                            .updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                                    .service(WebshopSeed.SERVICE)
                                    .taskDefinition("webshop:1"));
                }
            }
        };
        Deployed result =
                webshop.strategy(new Strategy.Rolling()).atEachPoll(later).deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(result.result().summary())
                .contains(webshop.described().deployments().get(0).id())
                .contains("webshop:1");
    }

    @Test
    void throttlingIsSatOutAndTheDeploymentSucceeds() throws InterruptedException {
        for (String operation : List.of(
                "ecr:GetAuthorizationToken",
                "ecs:DescribeServices",
                "ecs:RegisterTaskDefinition",
                "ecs:UpdateService")) {
            webshop.simulator.faults().next(4, operation, Faults.throttled());
        }
        assertThat(webshop.deploy().outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void aLookThatFailsIsToldAndTheWaitGoesOn() throws InterruptedException {
        webshop.simulator.faults().next(7, "ecs:DescribeServiceDeployments", Faults.serverError());
        Deployed result = webshop.deploy();

        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(webshop.seen.failedPolls).hasSize(1).first().asString().contains("ecs:DescribeServiceDeployments");
    }

    @Test
    void aRevisionThatFailedWithRollbackOffIsDeployedAgain() throws InterruptedException {
        try (Webshop other = Webshop.open(folder)) {
            other.simulator.seed().circuitBreaker(true, false);
            other.seeded().scenario(Scenario.CRASH).deploy();
            Deployed again = other.scenario(Scenario.HEALTHY).deploy();

            assertThat(again.update().changes())
                    .containsExactly("a new deployment, because the last one of webshop:2 failed");
            assertThat(again.outcome()).isEqualTo(Outcome.SUCCEEDED);
        }
    }

    private ServiceDeploymentStatus status(Deployed result) {
        String arn = result.watch().last().serviceDeployment().orElseThrow().arn();
        return webshop.clients
                .ecs()
                .describeServiceDeployments(request -> request.serviceDeploymentArns(arn))
                .serviceDeployments()
                .get(0)
                .status();
    }
}
