package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Deployments that were replaced by later ones, whatever became of those, and deployments of services that are gone. */
class SupersededTest {

    private final WatchFixture bed = new WatchFixture();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void supersededByOneThatWasRolledBackSinceIsStillSuperseded() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.NO_CAPACITY);
        DeploymentId ours = bed.deploy(bed.revision("ours"));
        bed.clock.advance(Duration.ofMinutes(2));
        bed.meets(Scenario.CRASH);
        DeploymentId theirs = bed.deploy(bed.revision("theirs"));
        assertThat(bed.await(bed.follow(theirs)).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        bed.clock.advance(Duration.ofMinutes(10));

        assertEnds(
                bed.await(bed.follow(ours)),
                Outcome.SUPERSEDED,
                "Superseded by a later update: deployment " + theirs + ", which has ended since; webshop:1 runs now.");
    }

    @Test
    void aPauseThatExpiredBeforeDoesNotMakeItAFailure() {
        plant(WebshopSeed.Strategy.BLUE_GREEN);
        bed.update(UpdateServiceRequest.builder()
                .deploymentConfiguration(settings -> settings.strategy("BLUE_GREEN")
                        .bakeTimeInMinutes(60)
                        .lifecycleHooks(DeploymentLifecycleHook.builder()
                                .targetType("PAUSE")
                                .lifecycleStagesWithStrings("POST_SCALE_UP")
                                .timeoutConfiguration(
                                        timeout -> timeout.timeoutInMinutes(5).action("CONTINUE"))
                                .build())));
        DeploymentId ours = bed.deploy(bed.revision("ours"));
        bed.clock.advance(Duration.ofMinutes(20));
        bed.deploy(bed.revision("theirs"));
        bed.clock.advance(Duration.ofMinutes(1));

        assertEnds(bed.await(bed.follow(ours)), Outcome.SUPERSEDED, "of webshop:3");
    }

    @Test
    void aServiceThatIsCreatedAgainDuringTheWaitIsAFailure() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.NO_CAPACITY);
        DeploymentWatch watch =
                new DeploymentWatch(bed.follow(bed.deploy()), new WatchListener() {}, PollSchedule.DEFAULT, bed.clock);
        poll(watch);
        createAgain();
        while (!watch.hasEnded()) {
            bed.clock.advance(Duration.between(bed.clock.instant(), watch.due()));
            poll(watch);
        }

        assertEnds(watch.result().orElseThrow(), Outcome.FAILED, "created again at 2026-01-01T");
    }

    @Test
    void aDeploymentThatNoListHasAnyMoreIsUnknown() {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.NO_CAPACITY);
        DeploymentId ours = bed.deploy();
        createAgain();
        WatchResult result = bed.await(bed.follow(ours));

        assertEnds(result, Outcome.UNKNOWN, "ECS lists deployment " + ours + " of the service webshop");
        assertThat(result.waited()).isLessThan(Duration.ofMinutes(6));
        assertThat(result.outcome().isGood()).isFalse();
    }

    private void createAgain() {
        Service old = bed.clients
                .ecs()
                .deleteService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .force(true))
                .service();
        bed.clock.advance(Duration.ofMinutes(10));
        bed.clients
                .ecs()
                .createService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .serviceName(WebshopSeed.SERVICE)
                        .taskDefinition(old.taskDefinition())
                        .desiredCount(2)
                        .launchType("FARGATE")
                        .networkConfiguration(old.networkConfiguration()));
    }

    private void poll(DeploymentWatch watch) {
        new PollRound(bed.clients, () -> {}).poll(List.of(watch));
    }

    private WatchFixture plant(WebshopSeed.Strategy strategy) {
        bed.simulator.seed().strategy(strategy);
        bed.simulator.seedWebshop();
        return bed;
    }

    private static void assertEnds(WatchResult result, Outcome outcome, String reason) {
        assertThat(result.outcome()).as(result.summary()).isEqualTo(outcome);
        assertThat(result.verdict().reason()).contains(reason);
    }
}
