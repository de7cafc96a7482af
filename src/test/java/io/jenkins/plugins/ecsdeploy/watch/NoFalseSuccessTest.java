package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;

/**
 * Each way in which tools that wait for a deployment have called one good that was not, tried here: green builds after
 * a rollback first (aws-actions/amazon-ecs-deploy-task-definition #191).
 */
class NoFalseSuccessTest {

    private WatchFixture bed = new WatchFixture();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aServiceThatTheSdksWaiterCallsStableIsRolledBack() throws InterruptedException {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        DeploymentId deployment = deployRevision("two").deployment().orElseThrow();
        bed.clock.advance(Duration.ofMinutes(30));

        assertThat(looksStable()).as("the waiter's condition").isTrue();
        assertThat(sdkWaiterIsContent()).as("the SDK's waiter itself").isTrue();
        assertThat(bed.await(bed.follow(deployment)).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void aForcedDeploymentOfTheSameRevisionIsRolledBack() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        DeploymentId deployment = bed.deploy();
        bed.clock.advance(Duration.ofMinutes(30));

        assertThat(service().taskDefinition())
                .as("the task definition shows nothing")
                .endsWith("webshop:1");
        assertThat(bed.await(bed.follow(deployment)).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void aBlueGreenDeploymentThatRolledBackIsRolledBack() throws InterruptedException {
        plant(WebshopSeed.Strategy.BLUE_GREEN).meets(Scenario.CRASH);
        DeploymentId deployment = deployRevision("two").deployment().orElseThrow();

        assertThat(bed.await(bed.follow(deployment)).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(bed.await(bed.follow(deployment)).outcome())
                .as("asked once more")
                .isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void rightAfterAForcedDeploymentTheOldTasksAreNoSuccess() {
        plant(WebshopSeed.Strategy.ROLLING);
        WatchResult result = bed.await(bed.follow(bed.deploy()));

        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.waited()).as("its tasks take their time").isGreaterThan(Duration.ofSeconds(30));
        assertThat(result.last().deployments()).hasSize(1);
    }

    @Test
    void runningTasksAreNoSuccessAfterAFailedDeployment() throws InterruptedException {
        bed.simulator.seed().circuitBreaker(true, false);
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        bed.await(bed.follow(deployRevision("two").deployment().orElseThrow()));
        WatchResult result = bed.await(bed.counts()).ofUnchangedService();

        assertThat(service().runningCount())
                .as("the old tasks run")
                .isEqualTo(service().desiredCount());
        assertThat(result.outcome()).as(result.summary()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).contains("of webshop:2, failed before this wait and was not rolled back");
    }

    @Test
    void theSameUpdateAfterAFailureDeploysAgainAndFailsAgain() throws InterruptedException {
        bed.simulator.seed().circuitBreaker(true, false);
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        UpdatedService first = deployRevision("two");
        bed.await(bed.follow(first.deployment().orElseThrow()));
        UpdatedService again = deploy(first.taskDefinition());

        assertThat(again.deployment()).isPresent().isNotEqualTo(first.deployment());
        assertThat(bed.await(bed.follow(again.deployment().orElseThrow())).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void anUpdateWithoutAChangeAfterARollbackIsUnchanged() throws InterruptedException {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        UpdatedService first = deployRevision("two");
        bed.await(bed.follow(first.deployment().orElseThrow()));
        bed.clock.advance(Duration.ofMinutes(10));
        UpdatedService again = deploy(first.previousTaskDefinition());

        assertThat(again.changed()).isFalse();
        WatchResult result = bed.await(bed.counts()).ofUnchangedService();
        assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(result.reason()).contains("webshop:1 runs with 2 tasks");
        assertThat(deploy(first.taskDefinition()).changed())
                .as("the revision that failed is deployed again")
                .isTrue();
    }

    @Test
    void aServiceScaledToZeroProvesNothingAndTheLogSaysSo() throws InterruptedException {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.PULL_ERROR);
        bed.update(UpdateServiceRequest.builder().desiredCount(0));
        bed.clock.advance(Duration.ofMinutes(10));
        WatchResult result =
                bed.await(bed.follow(deployRevision("two").deployment().orElseThrow()));

        assertThat(result.outcome()).as("as was asked for").isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.reason())
                .isEqualTo(
                        "webshop:2 is set, but runs no task: the desired count is 0, so nothing shows whether it works.");
    }

    @Test
    void aDeploymentScaledToZeroMeanwhileIsNotSaidToRun() throws InterruptedException {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.NO_CAPACITY);
        DeploymentId deployment = deployRevision("two").deployment().orElseThrow();
        bed.clock.advance(Duration.ofMinutes(1));
        bed.update(UpdateServiceRequest.builder().desiredCount(0));
        WatchResult result = bed.await(bed.follow(deployment));

        assertThat(result.reason()).contains("runs no task: the desired count is 0");
    }

    @Test
    void aSupersededDeploymentIsNoSuccessIfTheNextSucceeds() throws InterruptedException {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.CRASH);
        DeploymentId first = deployRevision("two").deployment().orElseThrow();
        bed.clock.advance(Duration.ofSeconds(20));
        bed.meets(Scenario.HEALTHY);
        DeploymentId second = deployRevision("three").deployment().orElseThrow();
        bed.clock.advance(Duration.ofMinutes(20));

        assertThat(bed.await(bed.follow(second)).outcome()).isEqualTo(Outcome.SUCCEEDED);
        WatchResult result = bed.await(bed.follow(first));
        assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(result.reason()).contains(second + " of webshop:3");
    }

    @Test
    void aStaleCurrentServiceDeploymentIsNotTakenForOurs() throws InterruptedException {
        restart(EcsTimings.FARGATE.withStaleCurrentDeployment(Duration.ofHours(2)));
        plant(WebshopSeed.Strategy.ROLLING);
        bed.await(bed.follow(bed.deploy()));
        bed.meets(Scenario.CRASH);
        DeploymentId ours = deployRevision("two").deployment().orElseThrow();

        assertThat(bed.await(bed.follow(ours)).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void aDeploymentThatIsNotListedYetIsWaitedFor() throws InterruptedException {
        restart(EcsTimings.FARGATE.withListDelay(Duration.ofSeconds(45)));
        plant(WebshopSeed.Strategy.ROLLING);
        bed.await(bed.follow(bed.deploy()));
        bed.meets(Scenario.CRASH);
        DeploymentId ours = deployRevision("two").deployment().orElseThrow();
        WatchResult result = bed.await(bed.follow(ours));

        assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(result.waited()).isGreaterThan(Duration.ofSeconds(45));
    }

    @Test
    void aCountReachedDuringADeploymentIsNoSuccess() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.NO_CAPACITY);
        bed.deploy();
        WatchResult result = bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.empty(), Duration.ofMinutes(10))
                .desiredCount(OptionalInt.of(2)));

        assertThat(service().runningCount()).as("the old tasks run").isEqualTo(2);
        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    private void restart(EcsTimings timings) {
        bed.close();
        bed = new WatchFixture(timings);
    }

    private WatchFixture plant(WebshopSeed.Strategy strategy) {
        bed.simulator.seed().strategy(strategy);
        bed.simulator.seedWebshop();
        return bed;
    }

    private UpdatedService deployRevision(String stage) throws InterruptedException {
        return deploy(bed.revision(stage));
    }

    private UpdatedService deploy(String taskDefinition) throws InterruptedException {
        return new ServiceUpdater(bed.clients, bed.clock::advance)
                .update(ServiceUpdate.of(WatchFixture.WEBSHOP).taskDefinition(taskDefinition));
    }

    private Service service() {
        return bed.clients
                .ecs()
                .describeServices(
                        request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                .services()
                .get(0);
    }

    private boolean looksStable() {
        return service().deployments().size() == 1
                && service().runningCount().equals(service().desiredCount());
    }

    private boolean sdkWaiterIsContent() {
        try (EcsWaiter waiter = EcsWaiter.builder().client(bed.clients.ecs()).build()) {
            return waiter.waitUntilServicesStable(
                            request -> request.cluster(WebshopSeed.CLUSTER).services(WebshopSeed.SERVICE))
                    .matched()
                    .response()
                    .isPresent();
        }
    }
}
