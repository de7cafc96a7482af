package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Waits that begin late, with nothing named, or beside other deployments. */
class DeploymentWatchTest {

    private static final ServiceRef WEBSHOP = new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    private final List<ServiceEvent> told = new ArrayList<>();
    private final WatchListener listener = new WatchListener() {
        @Override
        public void event(ServiceEvent event) {
            told.add(event);
        }
    };
    private Simulator simulator;
    private AwsConnection connection;
    private AwsClients clients;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(0, clock);
        simulator.seedWebshop();
        connection = AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately());
        clients = new AwsClients(connection);
    }

    @AfterEach
    void stop() {
        clients.close();
        simulator.close();
    }

    @Test
    void aWaitForNothingInParticularIsNoSuccessWhileTheServiceIsRolledBack() throws InterruptedException {
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
    void aWaitThatBeginsAfterTheRollbackStillTellsItsEventsAndItsCauseAlone() throws InterruptedException {
        DeploymentId rolledBack = update(Scenario.CRASH);
        clock.advance(Duration.ofMinutes(20));
        WatchResult result = await(Optional.of(rolledBack), Duration.ofMinutes(30));

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.failures().headline())
                .hasValueSatisfying(cause -> assertThat(cause).contains("exit code 1"));
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(
                        event -> assertThat(event.createdAt()).isAfterOrEqualTo(Instant.parse("2026-01-01T12:00:00Z")));
    }

    @Test
    void whatSupersededADeploymentIsNotCalledItsCause() throws InterruptedException {
        DeploymentId first = update(Scenario.NO_CAPACITY);
        clock.advance(Duration.ofMinutes(2));
        update(Scenario.HEALTHY);
        WatchResult result = await(Optional.of(first), Duration.ofMinutes(30));

        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(result.summary()).doesNotContain("Cause:");
    }

    @Test
    void countsThatAreNotReachedInTimeNameTheCauseAndPromiseNoDeployment() throws InterruptedException {
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, Scenario.NO_CAPACITY);
        update(Scenario.NO_CAPACITY);
        WatchResult result = await(Optional.empty(), Duration.ofSeconds(90));

        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(result.summary()).contains("Not steady after 90 seconds").contains("Capacity is unavailable");
    }

    @Test
    void aLookThatFailsAtTheVeryEndStillEndsAsATimeOut() {
        DeploymentId deployment = update(Scenario.NO_CAPACITY);
        DeploymentWatch watch = watch(new WatchRequest(WEBSHOP, Optional.of(deployment), Duration.ofMinutes(5)));
        poll(watch);
        assertThat(watch.hasEnded()).isFalse();
        clock.advance(Duration.ofMinutes(6));
        simulator.faults().next(5, "ecs:DescribeServiceDeployments", Faults.serverError());
        poll(watch);

        assertThat(watch.result()).map(WatchResult::outcome).contains(Outcome.TIMED_OUT);
    }

    @Test
    void aDeploymentThatHasJustBegunIsNotLookedUpInVain() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        DeploymentWatch watch = watch(new WatchRequest(WEBSHOP, Optional.of(deployment), Duration.ofMinutes(30)));
        poll(watch);
        assertThat(simulator.operations()).doesNotContain("ecs:ListServiceDeployments");
        clock.advance(Duration.ofSeconds(3));
        poll(watch);

        assertThat(watch.seen().deployment()).isPresent();
    }

    @Test
    void eventsThatWereToldBeforeARestartAreNotToldAgain() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        clock.advance(Duration.ofMinutes(1));
        WatchRequest request = new WatchRequest(WEBSHOP, Optional.of(deployment), Duration.ofMinutes(30));
        poll(watch(request));
        List<String> ids = told.stream().map(ServiceEvent::id).toList();
        told.clear();
        poll(watch(request.continuing(request.reported().copy())));

        assertThat(ids).isNotEmpty();
        assertThat(told).extracting(ServiceEvent::id).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void theFirstLookReadsTheServiceOnce() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        int before = simulator.operations().size();
        poll(watch(new WatchRequest(WEBSHOP, Optional.of(deployment), Duration.ofMinutes(5))));

        assertThat(simulator.operations().subList(before, simulator.operations().size()))
                .filteredOn("ecs:DescribeServices"::equals)
                .hasSize(1);
    }

    @Test
    void aMissingPermissionEndsTheWaitAtOnce() {
        DeploymentId deployment = update(Scenario.HEALTHY);
        simulator.faults().deny("ecs:DescribeServices");

        assertThatThrownBy(() -> await(Optional.of(deployment), Duration.ofMinutes(30)))
                .isInstanceOf(AwsCallException.class)
                .hasMessageContaining("Missing IAM action: ecs:DescribeServices");
    }

    private DeploymentId update(Scenario scenario) {
        simulator.scenarios().forService(WebshopSeed.CLUSTER, WebshopSeed.SERVICE, scenario);
        return new DeploymentId(clients.ecs()
                .updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .forceNewDeployment(true))
                .service()
                .deployments()
                .get(0)
                .id());
    }

    private void passUntilRollback() {
        while (clock.instant().isBefore(Instant.parse("2026-01-01T12:30:00Z"))) {
            boolean rolledBack = clients
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
            clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("nothing was rolled back within half an hour");
    }

    private WatchResult await(Optional<DeploymentId> deployment, Duration timeout) throws InterruptedException {
        return new TestPoller(clock).await(connection, new WatchRequest(WEBSHOP, deployment, timeout), listener);
    }

    private DeploymentWatch watch(WatchRequest request) {
        return new DeploymentWatch(request, listener, PollSchedule.DEFAULT, clock);
    }

    private void poll(DeploymentWatch watch) {
        new PollRound(clients, () -> {}).poll(List.of(watch));
    }
}
