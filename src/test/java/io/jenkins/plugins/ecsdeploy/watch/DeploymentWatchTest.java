package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waits that begin late, with nothing named, or beside other deployments. */
class DeploymentWatchTest {

    private final WatchFixture bed = new WatchFixture();
    private final List<ServiceEvent> reported = new ArrayList<>();
    private final WatchListener listener = new WatchListener() {
        @Override
        public void event(ServiceEvent event) {
            reported.add(event);
        }
    };

    @BeforeEach
    void plant() {
        bed.simulator.seedWebshop();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aWaitThatBeginsDuringARollbackIsNoSuccess() {
        update(Scenario.CRASH);
        passUntilRollback();
        WatchResult result = await(Optional.empty(), Duration.ofMinutes(30));

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.verdict().reason()).contains("ECS rolled back to webshop:1");
        assertThat(result.last().deployments())
                .as("all of the rollback is over")
                .hasSize(1);
        assertThat(result.waited()).isPositive();
    }

    @Test
    void aWaitAfterTheRollbackReportsOnlyItsEventsAndItsCause() {
        DeploymentId rolledBack = update(Scenario.CRASH);
        bed.clock.advance(Duration.ofMinutes(20));
        WatchResult result = await(Optional.of(rolledBack), Duration.ofMinutes(30));

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.failures().headline())
                .hasValueSatisfying(cause -> assertThat(cause).contains("exit code 1"));
        assertThat(reported)
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.createdAt()).isAfterOrEqualTo(Instant.parse("2026-01-01T12:00:00Z")));
    }

    @Test
    void aSupersedingDeploymentIsNotCalledACause() {
        DeploymentId first = update(Scenario.NO_CAPACITY);
        bed.clock.advance(Duration.ofMinutes(2));
        update(Scenario.HEALTHY);
        WatchResult result = await(Optional.of(first), Duration.ofMinutes(30));

        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(result.summary()).doesNotContain("Cause:");
    }

    @Test
    void countsThatAreNotReachedInTimeNameTheCause() {
        update(Scenario.NO_CAPACITY);
        WatchResult result = await(Optional.empty(), Duration.ofSeconds(90));

        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(result.summary()).contains("Timed out after 90 seconds").contains("Capacity is unavailable");
    }

    @Test
    void aPollThatFailsAtTheVeryEndStillTimesOut() {
        DeploymentId deployment = update(Scenario.NO_CAPACITY);
        DeploymentWatch watch =
                watch(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(deployment), Duration.ofMinutes(5)));
        poll(watch);
        assertThat(watch.hasEnded()).isFalse();
        bed.clock.advance(Duration.ofMinutes(6));
        bed.simulator.faults().next(5, "ecs:DescribeServiceDeployments", Faults.serverError());
        poll(watch);

        assertThat(watch.result()).map(WatchResult::outcome).contains(Outcome.TIMED_OUT);
        assertThat(watch.result().orElseThrow().summary())
                .containsPattern("AWS has not answered since \\S+:\\d\\dZ, so this may be out of date\\.");
    }

    @Test
    void aDeploymentThatHasJustBegunIsNotListedInVain() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        DeploymentWatch watch =
                watch(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(deployment), Duration.ofMinutes(30)));
        poll(watch);
        assertThat(bed.simulator.operations()).doesNotContain("ecs:ListServiceDeployments");
        bed.clock.advance(Duration.ofSeconds(3));
        poll(watch);

        assertThat(watch.seen().deployment()).isPresent();
    }

    @Test
    void eventsReportedBeforeARestartAreNotReportedAgain() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        bed.clock.advance(Duration.ofMinutes(1));
        WatchRequest request = new WatchRequest(WatchFixture.WEBSHOP, Optional.of(deployment), Duration.ofMinutes(30));
        poll(watch(request));
        List<String> ids = reported.stream().map(ServiceEvent::id).toList();
        reported.clear();
        poll(watch(request.continuing(request.reported().copy())));

        assertThat(ids).isNotEmpty();
        assertThat(reported).extracting(ServiceEvent::id).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void theFirstPollReadsTheServiceOnce() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        int before = bed.simulator.operations().size();
        poll(watch(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(deployment), Duration.ofMinutes(5))));

        assertThat(bed.simulator
                        .operations()
                        .subList(before, bed.simulator.operations().size()))
                .filteredOn("ecs:DescribeServices"::equals)
                .hasSize(1);
    }

    @Test
    void aMissingPermissionEndsTheWaitAtOnce() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        bed.simulator.faults().deny("ecs:DescribeServices");

        assertThatThrownBy(() -> await(Optional.of(deployment), Duration.ofMinutes(30)))
                .isInstanceOf(AwsCallException.class)
                .hasMessageContaining("Missing IAM action: ecs:DescribeServices");
    }

    private DeploymentId update(Scenario scenario) {
        return bed.meets(scenario).deploy();
    }

    private void passUntilRollback() {
        while (bed.clock.instant().isBefore(Instant.parse("2026-01-01T12:30:00Z"))) {
            boolean rolledBack = bed
                    .clients
                    .ecs()
                    .describeServices(
                            request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                    .services()
                    .get(0)
                    .events()
                    .stream()
                    .anyMatch(event -> event.message().contains("rolling back"));
            if (rolledBack) {
                return;
            }
            bed.clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("nothing was rolled back within half an hour");
    }

    private WatchResult await(Optional<DeploymentId> deployment, Duration timeout) {
        return bed.await(new WatchRequest(WatchFixture.WEBSHOP, deployment, timeout), listener);
    }

    private DeploymentWatch watch(WatchRequest request) {
        return new DeploymentWatch(request, listener, PollSchedule.DEFAULT, bed.clock);
    }

    private void poll(DeploymentWatch watch) {
        new PollRound(bed.clients, () -> {}).poll(List.of(watch));
    }
}
