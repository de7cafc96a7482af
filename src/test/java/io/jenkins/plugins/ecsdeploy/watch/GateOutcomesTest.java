package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.HookResult;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What deployments come to that are paused at a gate or run a lifecycle hook: its rows of docs/outcomes.md. */
class GateOutcomesTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:smoke-test";

    private final WatchFixture bed = new WatchFixture();

    @BeforeEach
    void plant() {
        bed.simulator.seed().strategy(WebshopSeed.Strategy.BLUE_GREEN);
        bed.simulator.seedWebshop();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aGateThatIsWaitedForHasAllThatAnAnswerNeeds() {
        pauses("POST_TEST_TRAFFIC_SHIFT", 30);
        WatchResult result = bed.await(bed.follow(bed.deploy()).until(Until.PAUSED));

        assertEnds(result, Outcome.PAUSED, "Paused at POST_TEST_TRAFFIC_SHIFT");
        Gate gate = result.gate().orElseThrow();
        assertThat(gate.stage()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        assertThat(gate.hookId()).startsWith("ecs-pause-");
        assertThat(gate.onExpiry()).isEqualTo("ROLLBACK");
        assertThat(gate.expiresAt().orElseThrow()).isAfter(bed.clock.instant());
        assertThat(gate.testEndpoint().orElseThrow())
                .startsWith("http://webshop")
                .endsWith(":8080");
    }

    @Test
    void aGateOnTheWayIsReportedAndWaitedThrough() {
        pauses("POST_TEST_TRAFFIC_SHIFT", 10);
        WatchResult result = bed.await(bed.follow(bed.deploy()));

        assertEnds(result, Outcome.ROLLED_BACK, "POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed");
        assertThat(bed.log)
                .hasSize(1)
                .first()
                .asString()
                .contains("Paused at POST_TEST_TRAFFIC_SHIFT")
                .contains("rolls back automatically at");
    }

    @Test
    void aWaitForAGateThatNeverComesEndsWithTheDeployment() {
        assertEnds(
                bed.await(bed.follow(bed.deploy()).until(Until.PAUSED)),
                Outcome.SUCCEEDED,
                "webshop:1 runs with 2 tasks.");
    }

    @Test
    void aHookThatFailsIsRolledBackAndNamed() {
        bed.simulator.scenarios().hookFunction(FUNCTION, HookResult.FAILED);
        hooks(DeploymentLifecycleHook.builder()
                .targetType("AWS_LAMBDA")
                .hookTargetArn(FUNCTION)
                .roleArn("arn:aws:iam::123456789012:role/hooks")
                .lifecycleStages(DeploymentLifecycleHookStage.POST_SCALE_UP)
                .build());

        assertEnds(bed.await(bed.follow(bed.deploy())), Outcome.ROLLED_BACK, "smoke-test returned FAILED");
    }

    @Test
    void aLambdaHookThatNeverAnswersIsNamed() {
        bed.simulator.scenarios().hookFunction(FUNCTION, HookResult.IN_PROGRESS);
        hooks(DeploymentLifecycleHook.builder()
                .targetType("AWS_LAMBDA")
                .hookTargetArn(FUNCTION)
                .roleArn("arn:aws:iam::123456789012:role/hooks")
                .lifecycleStages(DeploymentLifecycleHookStage.POST_SCALE_UP)
                .build());

        assertEnds(
                bed.await(bed.follow(bed.deploy())),
                Outcome.TIMED_OUT,
                "It waits at POST_SCALE_UP for Lambda hook smoke-test (until 2026-01-02T12:");
        assertThat(bed.log)
                .singleElement()
                .asString()
                .startsWith("The deployment makes no progress. It waits at POST_SCALE_UP for Lambda hook smoke-test");
    }

    @Test
    void aGateAnsweredWithRollbackIsRolledBack() {
        pauses("POST_TEST_TRAFFIC_SHIFT", 30);
        DeploymentId deployment = bed.deploy();
        Gate gate = bed.untilPaused(deployment);
        bed.clients
                .ecs()
                .continueServiceDeployment(request -> request.serviceDeploymentArn(gate.deploymentArn())
                        .hookId(gate.hookId())
                        .action("ROLLBACK"));

        assertEnds(bed.await(bed.follow(deployment)), Outcome.ROLLED_BACK, "ECS rolled back to webshop:1.");
    }

    @Test
    void aDeploymentThatAUserRolledBackSaysSo() {
        pauses("POST_TEST_TRAFFIC_SHIFT", 30);
        DeploymentId deployment = bed.deploy();
        Gate gate = bed.untilPaused(deployment);
        bed.clients
                .ecs()
                .stopServiceDeployment(request ->
                        request.serviceDeploymentArn(gate.deploymentArn()).stopType("ROLLBACK"));

        assertEnds(bed.await(bed.follow(deployment)), Outcome.ROLLED_BACK, "Rolled back by a user or another tool");
    }

    @Test
    void aTimeOutAtAGateNamesTheGate() {
        pauses("POST_TEST_TRAFFIC_SHIFT", 600);
        WatchResult result =
                bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(bed.deploy()), Duration.ofMinutes(20)));

        assertEnds(result, Outcome.TIMED_OUT, "it waits for an answer. Paused at POST_TEST_TRAFFIC_SHIFT");
    }

    private void pauses(String stage, int minutes) {
        hooks(DeploymentLifecycleHook.builder()
                .targetType("PAUSE")
                .lifecycleStagesWithStrings(stage)
                .timeoutConfiguration(
                        timeout -> timeout.timeoutInMinutes(minutes).action("ROLLBACK"))
                .build());
    }

    private void hooks(DeploymentLifecycleHook hook) {
        configure(now -> now.lifecycleHooks(hook));
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
                .isEqualTo(!result.summary().matches("(?s)(ROLLED|SUPER|STOP|FAIL|TIMED).*"));
    }
}
