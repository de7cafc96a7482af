package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Every way in which a deployment can end, each produced by the simulated ECS: the rows of docs/outcomes.md. */
class OutcomesTest {

    private final WatchFixture bed = new WatchFixture();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aRollingDeploymentThatIsSteadySucceeds() {
        plant(WebshopSeed.Strategy.ROLLING);
        assertEnds(bed.await(bed.follow(bed.deploy())), Outcome.SUCCEEDED, "webshop:1 runs with 2 tasks.");
    }

    @Test
    void aDeploymentThatEcsCompletesEarlyWaitsForAllItsTasks() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CAPACITY_FOR_ONE);
        completeEarly(50, "BLOCKING");
        DeploymentId deployment = bed.deploy(bed.revision("two"));

        assertEnds(
                bed.await(bed.follow(deployment)),
                Outcome.TIMED_OUT,
                "ECS calls the deployment completed, but only 1 of 2 tasks of webshop:2 run.");
    }

    @Test
    void whatRunsOnAfterAnEarlyCompletionIsNamed() {
        plant(WebshopSeed.Strategy.ROLLING);
        completeEarly(100, "DEFERRED");
        bed.protectTasks();
        WatchResult result = bed.await(bed.follow(bed.deploy(bed.revision("two"))));

        assertEnds(result, Outcome.SUCCEEDED, "webshop:2 runs with 2 tasks. 2 tasks of webshop:1 (ecs-svc/");
        assertThat(result.reason())
                .endsWith("still run: sourceServiceRevisionCleanup is DEFERRED, so ECS stops it later.");
    }

    @Test
    void tasksThatAreProtectedHoldNoUnchangedServiceUp() {
        plant(WebshopSeed.Strategy.ROLLING);
        completeEarly(100, "DEFERRED");
        bed.protectTasks();
        bed.await(bed.follow(bed.deploy(bed.revision("two"))));
        WatchResult result = bed.await(bed.counts()).ofUnchangedService();

        assertEnds(
                result, Outcome.UNCHANGED, "webshop:2 runs with 2 tasks, as desired. 2 tasks of webshop:1 (ecs-svc/");
        assertThat(result.reason()).endsWith("still run: draining, or protected from scale-in.");
    }

    @Test
    void aBlueGreenDeploymentSucceedsOnlyAfterItsBakeTime() {
        plant(WebshopSeed.Strategy.BLUE_GREEN);
        WatchResult result = bed.await(bed.follow(bed.deploy()));

        assertEnds(result, Outcome.SUCCEEDED, "webshop:1 runs with 2 tasks.");
        assertThat(result.waited()).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void aServiceScaledToZeroSucceedsButIsNotSaidToRun() {
        plant(WebshopSeed.Strategy.ROLLING);
        bed.update(UpdateServiceRequest.builder().desiredCount(0));
        bed.clock.advance(Duration.ofMinutes(10));

        assertEnds(
                bed.await(bed.follow(bed.deploy())),
                Outcome.SUCCEEDED,
                "runs no task: the desired count is 0, so nothing shows whether it works");
    }

    @Test
    void aChangedDesiredCountSucceedsWhenAllTargetsAreHealthy() {
        plant(WebshopSeed.Strategy.ROLLING);
        bed.update(UpdateServiceRequest.builder().desiredCount(4));

        assertEnds(
                bed.await(bed.counts().desiredCount(OptionalInt.of(4))),
                Outcome.SUCCEEDED,
                "webshop:1 runs with 4 tasks, as desired.");
        assertThat(bed.simulator.operations()).contains("elasticloadbalancing:DescribeTargetHealth");
    }

    @Test
    void tasksUnhealthyBehindTheLoadBalancerAreNoSuccess() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.UNHEALTHY);
        bed.deploy();
        bed.update(UpdateServiceRequest.builder().desiredCount(3));
        WatchResult result = bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.empty(), Duration.ofMinutes(2)));

        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void aDesiredCountThatWasChangedAgainIsSuperseded() {
        plant(WebshopSeed.Strategy.ROLLING);
        bed.update(UpdateServiceRequest.builder().desiredCount(4));
        bed.update(UpdateServiceRequest.builder().desiredCount(1));

        assertEnds(
                bed.await(bed.counts().desiredCount(OptionalInt.of(4))),
                Outcome.SUPERSEDED,
                "The desired count is now 1 instead of the requested 4");
    }

    @Test
    void aServiceThatIsAsRequestedIsUnchanged() {
        plant(WebshopSeed.Strategy.ROLLING);
        assertEnds(bed.await(bed.counts()).ofUnchangedService(), Outcome.UNCHANGED, "Nothing to change:");
    }

    @Test
    void aRollbackToAnotherRevisionThanThePreviousSaysSo() {
        plant(WebshopSeed.Strategy.ROLLING);
        configure(settings -> settings.deploymentCircuitBreaker(
                breaker -> breaker.enable(true).rollback(false)));
        bed.meets(Scenario.CRASH);
        String failed = bed.revision("failed, and left there");
        bed.await(bed.follow(bed.deploy(failed)));
        configure(settings -> settings.deploymentCircuitBreaker(
                breaker -> breaker.enable(true).rollback(true)));
        bed.clock.advance(Duration.ofMinutes(1));
        WatchResult result =
                bed.await(bed.follow(bed.deploy(bed.revision("third"))).previousTaskDefinition(Optional.of(failed)));

        assertEnds(
                result,
                Outcome.ROLLED_BACK,
                "ECS rolled back to webshop:1. That is not the previous task definition, webshop:2.");
    }

    @Test
    void shiftedTrafficIsReachedBeforeTheBakeTimeIsOver() {
        plant(WebshopSeed.Strategy.BLUE_GREEN);
        WatchResult result = bed.await(bed.follow(bed.deploy()).until(Until.TRAFFIC_SHIFTED));

        assertEnds(result, Outcome.REACHED, "Reached trafficShifted");
        assertThat(result.last().serviceDeployment().orElseThrow().status()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void trafficHasShiftedWhenNoOldTaskIsRequestedAnyMore() {
        plant(WebshopSeed.Strategy.ROLLING);
        WatchResult result = bed.await(bed.follow(bed.deploy()).until(Until.TRAFFIC_SHIFTED));

        assertThat(result.outcome()).isIn(Outcome.REACHED, Outcome.SUCCEEDED);
        assertThat(result.last().serviceDeployment().orElseThrow().target().running())
                .isEqualTo(2);
    }

    @Test
    void aStageIsReachedWhenItOrALaterOneHasBegun() {
        plant(WebshopSeed.Strategy.BLUE_GREEN);
        WatchResult result = bed.await(
                bed.follow(bed.deploy()).until(Until.of("TEST_TRAFFIC_SHIFT").orElseThrow()));

        assertEnds(result, Outcome.REACHED, "Reached TEST_TRAFFIC_SHIFT");
    }

    @Test
    void failingTasksAreRolledBackByTheCircuitBreaker() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        WatchResult result = bed.await(bed.follow(bed.deploy()));

        assertEnds(result, Outcome.ROLLED_BACK, "The circuit breaker counted 3 failed tasks");
        assertThat(result.summary())
                .contains("Cause: Essential container in task exited")
                .contains("exit code 1");
    }

    @Test
    void anAlarmThatGoesOffIsRolledBackAndNamed() {
        plant(WebshopSeed.Strategy.BLUE_GREEN);
        configure(now -> now.alarms(
                alarms -> alarms.alarmNames("5xx", "latency").enable(true).rollback(true)));
        DeploymentId deployment = bed.deploy();
        bed.simulator.alarms().goOffAfter(Duration.ofMinutes(1), "5xx");

        assertEnds(bed.await(bed.follow(deployment)), Outcome.ROLLED_BACK, "CloudWatch alarm 5xx went off.");
    }

    @Test
    void aRollbackThatFailsTooIsAFailureThatMayHaveDegradedTheService() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        bed.simulator.scenarios().rollbackFails(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

        assertEnds(
                bed.await(bed.follow(bed.deploy())),
                Outcome.FAILED,
                "The rollback failed too, so the service may be degraded");
    }

    @Test
    void aDeploymentReplacedByALaterUpdateIsSuperseded() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.NO_CAPACITY);
        DeploymentId first = bed.deploy();
        bed.clock.advance(Duration.ofMinutes(1));
        DeploymentId second = bed.meets(Scenario.HEALTHY).deploy();

        assertEnds(
                bed.await(bed.follow(first)),
                Outcome.SUPERSEDED,
                "Superseded by a later update: deployment " + second + " of webshop:1.");
    }

    @Test
    void failingTasksWithRollbackOffAreAFailureAndNotStopped() {
        bed.simulator.seed().circuitBreaker(true, false);
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);

        assertEnds(
                bed.await(bed.follow(bed.deploy())),
                Outcome.FAILED,
                "Rollback is off in the service's deploymentConfiguration");
    }

    @Test
    void aServiceThatIsDeletedMeanwhileIsAFailure() {
        plant(WebshopSeed.Strategy.ROLLING);
        DeploymentId deployment = bed.deploy();
        bed.clients
                .ecs()
                .deleteService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .force(true));

        assertEnds(bed.await(bed.follow(deployment)), Outcome.FAILED, "The service was deleted");
    }

    @Test
    void aDeploymentThatIsNotOverInTimeIsNotTouched() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.NO_CAPACITY);
        WatchResult result =
                bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(bed.deploy()), Duration.ofMinutes(10)));

        assertEnds(
                result,
                Outcome.TIMED_OUT,
                "Timed out after 10 minutes. The deployment is still in progress and was not touched");
        assertThat(result.summary()).contains("Cause:").contains("Capacity is unavailable");
        assertThat(bed.simulator.operations()).doesNotContain("ecs:StopServiceDeployment");
    }

    @Test
    void failFastEndsADeploymentBeforeTheCircuitBreaker() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.PULL_ERROR);
        WatchResult slow = bed.await(bed.follow(bed.deploy()));
        WatchResult fast = bed.await(bed.follow(bed.deploy()).failFast(true));

        assertEnds(
                fast,
                Outcome.ROLLED_BACK,
                "Ended early by failFast, because the deployment could not succeed. Rolled back by this build (failFast): ");
        assertThat(fast.summary()).contains("CannotPullContainerError");
        assertThat(fast.waited()).isLessThan(slow.waited());
        assertThat(bed.log).hasSize(1).first().asString().contains("Check repository, tag or digest");
    }

    @Test
    void failFastLeavesWhatMayStillSucceedToEcs() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        WatchResult result = bed.await(bed.follow(bed.deploy()).failFast(true));

        assertEnds(result, Outcome.ROLLED_BACK, "The circuit breaker counted 3 failed tasks");
        assertThat(bed.log).isEmpty();
    }

    private WatchFixture plant(WebshopSeed.Strategy strategy) {
        bed.simulator.seed().strategy(strategy);
        bed.simulator.seedWebshop();
        return bed;
    }

    private void completeEarly(int healthyPercent, String cleanUp) {
        configure(settings -> settings.minimumHealthyPercent(50)
                .earlySuccessCriteria(early ->
                        early.enable(true).healthyPercent(healthyPercent).sourceServiceRevisionCleanup(cleanUp)));
    }

    private void configure(UnaryOperator<DeploymentConfiguration.Builder> change) {
        DeploymentConfiguration now = bed.clients
                .ecs()
                .describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0)
                .deploymentConfiguration();
        bed.update(UpdateServiceRequest.builder()
                .deploymentConfiguration(change.apply(now.toBuilder()).build()));
    }

    private static void assertEnds(WatchResult result, Outcome outcome, String reason) {
        assertThat(result.outcome()).as(result.summary()).isEqualTo(outcome);
        assertThat(result.verdict().reason()).contains(reason);
        assertThat(result.outcome().isGood())
                .isEqualTo(!result.summary().matches("(?s)(ROLLED|SUPER|STOP|FAIL|TIMED|UNKNOWN).*"));
    }
}
