package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Target;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetHealth;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What counts of ECS and CodeDeploy's word don't show: whether the load balancer reaches the deployment's own tasks. */
class TargetHealthOutcomesTest {

    private static final String UNHEALTHY =
            "All tasks run, but the load balancer does not call all of their targets healthy";

    private final WatchFixture bed = new WatchFixture();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void healthyTargetsOfAnotherServiceInTheGroupDoNotCount() {
        plant(WebshopSeed.Strategy.ROLLING);
        setHealth(TargetHealth.TIMED_OUT);
        for (int number = 1; number <= 2; number++) {
            Target other = new Target("10.99.0." + number, 8080, "us-east-1a");
            bed.simulator.loadBalancing().register(group(), other);
            bed.simulator.loadBalancing().health(group(), other, TargetHealth.HEALTHY);
        }

        assertEnds(bed.await(counts(Duration.ofMinutes(5))), Outcome.TIMED_OUT, UNHEALTHY);
    }

    @Test
    void unusedTargetsGetNoTrafficAndAreNoSuccess() {
        plant(WebshopSeed.Strategy.ROLLING);
        setHealth(TargetHealth.UNUSED);
        assertEnds(bed.await(counts(Duration.ofMinutes(5))), Outcome.TIMED_OUT, UNHEALTHY);

        setHealth(TargetHealth.HEALTHY);
        assertEnds(bed.await(counts(Duration.ofMinutes(5))), Outcome.SUCCEEDED, "webshop:1 runs with 2 tasks");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void trafficOfARollingDeploymentHasNotShiftedToUnhealthyTargets(int minimumHealthyPercent) {
        plant(WebshopSeed.Strategy.ROLLING).meets(Scenario.TARGET_TIMEOUT);
        bed.update(UpdateServiceRequest.builder()
                .deploymentConfiguration(settings -> settings.minimumHealthyPercent(minimumHealthyPercent)));
        DeploymentId deployment = bed.deploy(bed.revision("two"));

        assertEnds(
                bed.await(bed.follow(deployment).until(Until.TRAFFIC_SHIFTED)),
                Outcome.ROLLED_BACK,
                "The circuit breaker counted 3 failed tasks");
    }

    @Test
    void codeDeploysSuccessDoesNotDoWhileTargetsAreUnhealthy() throws InterruptedException {
        bed.simulator
                .seed()
                .strategy(WebshopSeed.Strategy.CODE_DEPLOY)
                .bakeMinutes(1)
                .readyWaitMinutes(0);
        bed.simulator.seedWebshop();
        DeploymentId deployment = new ServiceUpdater(bed.clients, bed.clock::advance)
                .update(ServiceUpdate.of(WatchFixture.WEBSHOP)
                        .taskDefinition(bed.revision("two"))
                        .strategy(new Strategy.CodeDeploy()))
                .deployment()
                .orElseThrow();
        bed.await(bed.follow(deployment).until(Until.TRAFFIC_SHIFTED));
        setHealth(TargetHealth.TIMED_OUT);

        assertEnds(bed.await(bed.follow(deployment)), Outcome.TIMED_OUT, UNHEALTHY);
        setHealth(TargetHealth.HEALTHY);
        assertEnds(bed.await(bed.follow(deployment)), Outcome.SUCCEEDED, "webshop:2 runs with 2 tasks.");
    }

    @Test
    void healthThatMayNotBeReadIsANoteAndTheCountsDecide() {
        plant(WebshopSeed.Strategy.ROLLING);
        bed.simulator.faults().deny("ecs:ListTasks");

        assertEnds(bed.await(counts(Duration.ofMinutes(5))), Outcome.SUCCEEDED, "webshop:1 runs with 2 tasks");
        assertThat(bed.log)
                .singleElement()
                .asString()
                .startsWith("The health of the load balancer's targets was not checked")
                .contains("ecs:ListTasks");
    }

    private WatchFixture plant(WebshopSeed.Strategy strategy) {
        bed.simulator.seed().strategy(strategy);
        bed.simulator.seedWebshop();
        return bed;
    }

    private static WatchRequest counts(Duration timeout) {
        return new WatchRequest(WatchFixture.WEBSHOP, Optional.empty(), timeout);
    }

    /** Of all targets in the group that has the production traffic. */
    private void setHealth(TargetHealth health) {
        for (Target target :
                List.copyOf(bed.simulator.loadBalancing().targets(group()).keySet())) {
            bed.simulator.loadBalancing().health(group(), target, health);
        }
    }

    private String group() {
        Service service = new ServiceReader(bed.clients).read(WatchFixture.WEBSHOP);
        List<LoadBalancer> balancers = service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .map(TaskSet::loadBalancers)
                .findFirst()
                .orElse(service.loadBalancers());
        return balancers.get(0).targetGroupArn();
    }

    private static void assertEnds(WatchResult result, Outcome outcome, String reason) {
        assertThat(result.outcome()).as(result.summary()).isEqualTo(outcome);
        assertThat(result.verdict().reason()).contains(reason);
    }
}
