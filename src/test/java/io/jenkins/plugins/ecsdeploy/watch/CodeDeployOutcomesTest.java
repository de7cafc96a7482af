package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.PausedDeployments;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Deployments by CodeDeploy, begun as {@code updateService} begins them and followed as {@code awaitSteady} follows
 * them, on the simulated CodeDeploy: its rows of docs/outcomes.md.
 */
class CodeDeployOutcomesTest {

    private final WatchFixture bed = new WatchFixture();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void itSucceedsOnlyAfterTheTerminationWait() throws InterruptedException {
        plant(5, 0);
        WatchResult result = bed.await(bed.follow(deploy()));

        assertEnds(result, Outcome.SUCCEEDED, "webshop:2 runs with 2 tasks.");
        assertThat(result.waited()).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void readyIsAGateThatSaysHowLongItWaitsAndIsAnswered() throws InterruptedException {
        plant(1, 30);
        DeploymentId deployment = deploy();
        WatchResult paused = bed.await(bed.follow(deployment).until(Until.PAUSED));

        assertEnds(paused, Outcome.PAUSED, "Paused at Ready");
        Gate gate = paused.gate().orElseThrow();
        assertThat(gate.onExpiry()).isEqualTo("STOP_DEPLOYMENT");
        Instant expires = gate.expiresAt().orElseThrow();
        assertThat(expires)
                .isBetween(
                        bed.clock.instant().plus(Duration.ofMinutes(29)),
                        bed.clock.instant().plus(Duration.ofMinutes(30)));

        new PausedDeployments(bed.clients, pause -> {})
                .answer(WatchFixture.WEBSHOP, Optional.of(deployment), Optional.empty(), GateAction.CONTINUE);
        assertEnds(bed.await(bed.follow(deployment)), Outcome.SUCCEEDED, "webshop:2 runs with 2 tasks.");
        assertThat(bed.log).as("the gate was answered before the second wait").isEmpty();
    }

    @Test
    void readyIsReportedAndItsExpiryIsRolledBack() throws InterruptedException {
        plant(1, 10);
        WatchResult result = bed.await(bed.follow(deploy()));

        assertEnds(result, Outcome.ROLLED_BACK, "it was not continued within 10 minutes");
        assertThat(bed.log).hasSize(1).first().asString().contains("Paused at Ready");
    }

    @Test
    void readyAnsweredWithRollbackIsRolledBack() throws InterruptedException {
        plant(1, 30);
        DeploymentId deployment = deploy();
        bed.untilPaused(deployment);
        new PausedDeployments(bed.clients, pause -> {})
                .answer(WatchFixture.WEBSHOP, Optional.of(deployment), Optional.empty(), GateAction.ROLLBACK);

        assertEnds(bed.await(bed.follow(deployment)), Outcome.ROLLED_BACK, "CodeDeploy rolled back to webshop:1");
    }

    @Test
    void shiftedTrafficIsReachedInTheTerminationWait() throws InterruptedException {
        plant(60, 0);
        WatchResult result = bed.await(bed.follow(deploy()).until(Until.TRAFFIC_SHIFTED));

        assertEnds(result, Outcome.REACHED, "Reached trafficShifted (at AfterAllowTraffic)");
        assertThat(result.waited()).isLessThan(Duration.ofMinutes(10));
        assertThat(result.last().serviceDeployment().orElseThrow().target().productionPercent())
                .hasValue(100);
    }

    @Test
    void aLifecycleEventIsReachedWhenItOrALaterOneHasBegun() throws InterruptedException {
        plant(5, 0);
        WatchResult result = bed.await(
                bed.follow(deploy()).until(Until.of("AllowTestTraffic").orElseThrow()));

        assertThat(result.outcome()).isEqualTo(Outcome.REACHED);
    }

    @Test
    void tasksThatNeverStartAreRolledBackWithTheirCause() throws InterruptedException {
        plant(5, 0).meets(Scenario.CRASH);
        WatchResult result =
                bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(deploy()), Duration.ofHours(2)));

        assertEnds(result, Outcome.ROLLED_BACK, "timed out while waiting for the replacement task set");
        assertThat(result.verdict().reason()).contains("CodeDeploy rolled back to webshop:1");
        assertThat(result.summary()).contains("exit code 1");
    }

    @Test
    void failFastDoesNotWaitForCodeDeploysHour() throws InterruptedException {
        plant(5, 0).meets(Scenario.PULL_ERROR);
        WatchResult result = bed.await(bed.follow(deploy()).failFast(true));

        assertEnds(result, Outcome.ROLLED_BACK, "Ended early by failFast, because the deployment could not succeed.");
        assertThat(result.summary()).contains("CannotPullContainerError");
        assertThat(result.waited()).isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void anAlarmThatStopsItIsNamed() throws InterruptedException {
        plant(30, 0);
        UpdatedService updated = update(new Strategy.CodeDeploy(
                Optional.empty(), Optional.empty(), Optional.empty(), Alarms.of(List.of("5xx"), true)));
        bed.simulator.alarms().goOffAfter(Duration.ofMinutes(5), "5xx");

        assertEnds(
                bed.await(bed.follow(updated.deployment().orElseThrow())),
                Outcome.ROLLED_BACK,
                "Activated alarms: <5xx>. CodeDeploy rolled back to webshop:1");
    }

    @Test
    void aStopByTheBuildItselfRestoresTheTaskDefinition() throws InterruptedException {
        plant(30, 0);
        UpdatedService updated = update(new Strategy.CodeDeploy());
        bed.await(bed.follow(updated.deployment().orElseThrow()).until(Until.TRAFFIC_SHIFTED));
        ServiceRollback rollback = new ServiceRollback(bed.clients, bed.clock::advance);
        rollback.rollBack(
                new RollbackRequest(
                        WatchFixture.WEBSHOP,
                        updated.deployment(),
                        Optional.of(updated.previousTaskDefinition()),
                        Optional.empty()),
                PreparedUpdate::send);

        assertEnds(
                bed.await(bed.follow(updated.deployment().orElseThrow())),
                Outcome.ROLLED_BACK,
                "CodeDeploy rolled back to webshop:1");
        bed.clock.advance(Duration.ofMinutes(10));
        Service back = new ServiceReader(bed.clients).read(WatchFixture.WEBSHOP);
        assertThat(back.taskDefinition()).isEqualTo(updated.previousTaskDefinition());
        assertThat(back.taskSets()).hasSize(1);
        assertThat(back.runningCount()).isEqualTo(2);
    }

    @Test
    void theTerminationWaitIsPolledRarely() throws InterruptedException {
        plant(30, 0);
        DeploymentWatch watch =
                new DeploymentWatch(bed.follow(deploy()), new WatchListener() {}, PollSchedule.DEFAULT, bed.clock);
        Duration busy = poll(watch);
        while (!"AfterAllowTraffic"
                .equals(watch.seen()
                        .deployment()
                        .map(ServiceDeploymentState::lifecycleStage)
                        .orElse(""))) {
            bed.clock.advance(Duration.ofSeconds(10));
            busy = Collections.min(List.of(busy, poll(watch)));
        }
        int calls = bed.simulator.operations().size();
        for (int minute = 0; minute < 10; minute++) {
            bed.clock.advance(Duration.ofMinutes(1));
            assertThat(poll(watch)).isEqualTo(PollSchedule.DEFAULT.longest());
        }

        assertThat(busy).as("before that").isLessThan(PollSchedule.DEFAULT.longest());
        assertThat(bed.simulator.operations().size() - calls)
                .as("the deployment, its target and the service: 3 calls a poll")
                .isLessThanOrEqualTo(30);
    }

    @Test
    void theEndOfTheTerminationWaitIsPolledOften() throws InterruptedException {
        plant(5, 0);
        DeploymentWatch watch =
                new DeploymentWatch(bed.follow(deploy()), new WatchListener() {}, PollSchedule.DEFAULT, bed.clock);
        Duration last = Duration.ZERO;
        while (!watch.hasEnded()) {
            last = poll(watch);
            bed.clock.advance(last);
        }

        assertThat(watch.result().orElseThrow().outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(last).isLessThan(PollSchedule.DEFAULT.shortest());
    }

    /** @return how long it pauses afterwards; zero if it has ended */
    private Duration poll(DeploymentWatch watch) {
        new PollRound(bed.clients, () -> {}).poll(List.of(watch));
        return watch.hasEnded() ? Duration.ZERO : Duration.between(bed.clock.instant(), watch.due());
    }

    @Test
    void aStopByAUserWithRollbackSaysSo() throws InterruptedException {
        plant(30, 0);
        DeploymentId deployment = deploy();
        bed.clock.advance(Duration.ofMinutes(3));
        stop(deployment, true);

        assertEnds(bed.await(bed.follow(deployment)), Outcome.ROLLED_BACK, "Stopped by a user or another tool");
    }

    @Test
    void aStopByAUserWithoutRollbackIsStopped() throws InterruptedException {
        plant(30, 30);
        DeploymentId deployment = deploy();
        bed.untilPaused(deployment);
        stop(deployment, false);

        assertEnds(
                bed.await(bed.follow(deployment)),
                Outcome.STOPPED,
                "The deployment was stopped without a rollback: MANUAL_STOP");
    }

    @Test
    void aFailureWithoutAutoRollbackDoesNotWaitForARollback() throws InterruptedException {
        bed.simulator.seed().circuitBreaker(false, false);
        plant(5, 0).meets(Scenario.CRASH);
        WatchResult result =
                bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(deploy()), Duration.ofHours(2)));

        assertEnds(result, Outcome.FAILED, "Nothing was rolled back.");
        assertThat(result.waited()).isLessThan(Duration.ofMinutes(62));
    }

    @Test
    void aWaitWithoutADeploymentFollowsTheOneInProgress() throws InterruptedException {
        plant(5, 0);
        DeploymentId deployment = deploy();
        bed.clock.advance(Duration.ofMinutes(4));
        WatchResult result = bed.await(bed.counts());

        assertEnds(result, Outcome.SUCCEEDED, "webshop:2 runs with 2 tasks.");
        assertThat(result.deployment()).contains(deployment);
    }

    private WatchFixture plant(int terminationWaitMinutes, int readyWaitMinutes) {
        bed.simulator
                .seed()
                .strategy(WebshopSeed.Strategy.CODE_DEPLOY)
                .bakeMinutes(terminationWaitMinutes)
                .readyWaitMinutes(readyWaitMinutes);
        bed.simulator.seedWebshop();
        return bed;
    }

    private DeploymentId deploy() throws InterruptedException {
        return update(new Strategy.CodeDeploy()).deployment().orElseThrow();
    }

    private UpdatedService update(Strategy how) throws InterruptedException {
        return new ServiceUpdater(bed.clients, bed.clock::advance)
                .update(ServiceUpdate.of(WatchFixture.WEBSHOP)
                        .taskDefinition(bed.revision("two"))
                        .strategy(how));
    }

    private void stop(DeploymentId deployment, boolean rollBack) {
        bed.clients
                .codeDeploy()
                .stopDeployment(
                        request -> request.deploymentId(deployment.value()).autoRollbackEnabled(rollBack));
    }

    private static void assertEnds(WatchResult result, Outcome outcome, String reason) {
        assertThat(result.outcome()).as(result.summary()).isEqualTo(outcome);
        assertThat(result.verdict().reason()).contains(reason);
    }
}
