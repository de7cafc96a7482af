package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.PauseHookRemoval;
import io.jenkins.plugins.ecsdeploy.operations.ContinueDeployment.Candidate;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** A deployment that is paused, answered and waited for, as docs/examples/gated/Jenkinsfile does it. */
class GatedDeploymentTest {

    private static final String STAGE = "POST_TEST_TRAFFIC_SHIFT";

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
    void eachStageIsPausedAtAndThenThePauseHookIsRemoved() throws InterruptedException {
        UpdatedService updated = paused("POST_SCALE_UP", "PRE_PRODUCTION_TRAFFIC_SHIFT");

        assertThat(gate(updated)).isEqualTo("POST_SCALE_UP");
        ContinueDeployment.Result first = answer(updated, GateAction.CONTINUE);
        assertThat(first.stage()).isEqualTo("POST_SCALE_UP");
        assertThat(first.deployment())
                .isEqualTo(updated.deployment().orElseThrow().value());
        assertThat(gate(updated)).isEqualTo("PRE_PRODUCTION_TRAFFIC_SHIFT");
        answer(updated, GateAction.CONTINUE);
        ServiceResult end = webshop.await(updated, Until.COMPLETE);

        assertThat(end.outcome()).contains(Outcome.SUCCEEDED);
        assertThat(webshop.described().deploymentConfiguration().lifecycleHooks())
                .isEmpty();
        assertThat(webshop.seen.events).doesNotHaveDuplicates();
        assertThat(webshop.log)
                .contains(
                        "[continueDeployment] Continued the deployment of service webshop in cluster rehearsal, which was"
                                + " paused at POST_SCALE_UP",
                        "[updateService] Removed the pause hook from service webshop in cluster rehearsal");
        assertThat(webshop.pauses.of(Webshop.SERVICE)).isEmpty();
    }

    @Test
    void eachStepOfACanaryPausesAnewAndIsCounted() throws InterruptedException {
        webshop.strategy(new Strategy.Canary(10, 1, Optional.empty()));
        UpdatedService updated = paused("PRE_PRODUCTION_TRAFFIC_SHIFT");

        assertThat(webshop.log)
                .contains("[updateService] pauseAt: with the strategy CANARY the deployment pauses at"
                        + " PRE_PRODUCTION_TRAFFIC_SHIFT before each of its 2 steps, and each pause needs an answer");
        gate(updated);
        answer(updated, GateAction.CONTINUE);
        gate(updated);
        answer(updated, GateAction.CONTINUE);
        assertThat(webshop.await(updated, Until.COMPLETE).outcome()).contains(Outcome.SUCCEEDED);
        assertThat(webshop.log)
                .anySatisfy(line -> assertThat(line).contains("PRE_PRODUCTION_TRAFFIC_SHIFT, step 1 of 2 (hook "))
                .anySatisfy(line -> assertThat(line).contains("PRE_PRODUCTION_TRAFFIC_SHIFT, step 2 of 2 (hook "));
    }

    @Test
    void aTestRuleWithAHeaderIsNoTestEndpoint() throws InterruptedException {
        testRuleWantsTheHeader("X-Test", "new");
        UpdatedService updated = paused(STAGE);
        Gate gate = webshop.await(updated, Until.PAUSED).gate().orElseThrow();

        assertThat(gate.testEndpoint()).isEmpty();
        assertThat(gate.noTestEndpoint().orElseThrow()).contains("takes only requests with the headers {X-Test=new}");
        assertThat(gate.testTraffic().orElseThrow().headers()).isEqualTo(Map.of("X-Test", "new"));
    }

    @Test
    void whyThereIsNoTestEndpointIsSaid() throws InterruptedException {
        UpdatedService updated = paused(STAGE);
        webshop.simulator.faults().deny("elasticloadbalancing:DescribeLoadBalancers");
        Gate gate = webshop.await(updated, Until.PAUSED).gate().orElseThrow();

        assertThat(gate.testEndpoint()).isEmpty();
        assertThat(gate.noTestEndpoint().orElseThrow())
                .startsWith("the test listener could not be read: ")
                .contains("Missing IAM action: elasticloadbalancing:DescribeLoadBalancers");
        assertThat(webshop.log)
                .anySatisfy(
                        line -> assertThat(line).contains("Test traffic: unknown, because the test listener could"));
    }

    @Test
    void anUnmarkedHookOfAnEarlierBuildLeavesWithTheNextUpdate() throws InterruptedException {
        webshop.simulator
                .faults()
                .next(
                        1,
                        "ecs:UpdateService",
                        new Faults.Answer(AwsError.client(
                                "InvalidParameterException", "hookDetails is not applicable for PAUSE hooks.")));
        paused(STAGE);
        assertThat(webshop.described().deploymentConfiguration().lifecycleHooks())
                .singleElement()
                .satisfies(hook -> assertThat(hook.hookDetails()).isNull());

        new UpdateService(webshop.pauses, webshop.clock::advance)
                .run(
                        new UpdateService.Request(
                                webshop.connection,
                                ServiceUpdate.of(Webshop.SERVICE)
                                        .taskDefinition(webshop.register("shop/web:3", false)
                                                .arn()),
                                false),
                        (step, line) -> {});
        assertThat(webshop.described().deploymentConfiguration().lifecycleHooks())
                .isEmpty();
    }

    @Test
    void aRollbackAtThePauseBringsThePreviousRevisionBack() throws InterruptedException {
        UpdatedService updated = paused(STAGE);
        gate(updated);
        answer(updated, GateAction.ROLLBACK);
        ServiceResult end = webshop.await(updated, Until.COMPLETE);

        assertThat(end.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(webshop.described().taskDefinition()).endsWith("webshop:1");
        assertThat(webshop.described().deploymentConfiguration().lifecycleHooks())
                .isEmpty();
    }

    @Test
    void aRollbackThatTheBuildAskedForIsReportedAsItsOwn() throws InterruptedException {
        UpdatedService updated = paused(STAGE);
        gate(updated);
        answer(updated, GateAction.ROLLBACK);
        webshop.rollbackAskedBy = Optional.of("continueDeployment");

        assertThat(webshop.await(updated, Until.COMPLETE).reason())
                .startsWith("Rolled back by this build (continueDeployment): ");
    }

    @Test
    void untilCompleteReportsThePauseAndWaitsThroughIt() throws InterruptedException {
        UpdatedService updated = paused(STAGE);
        webshop.timeout(Duration.ofMinutes(4)); // the bake alone takes five
        ServiceResult end = webshop.await(updated, Until.COMPLETE);

        assertThat(end.outcome()).contains(Outcome.TIMED_OUT);
        assertThat(end.gate()).isPresent();
        assertThat(webshop.log).anySatisfy(line -> assertThat(line).contains("Paused at " + STAGE + " (hook "));
        assertThat(webshop.pauses.of(Webshop.SERVICE))
                .as("the deployment is in progress, so the hook stays and is remembered")
                .hasSize(1);
    }

    @Test
    void aPauseHookThatCanNotBeRemovedDoesNotSpoilTheOutcome() throws InterruptedException {
        UpdatedService updated = paused(STAGE);
        gate(updated);
        webshop.simulator
                .faults()
                .next(
                        20,
                        "ecs:UpdateService",
                        new Faults.Answer(AwsError.client("AccessDeniedException", "not authorized")));
        answer(updated, GateAction.CONTINUE);

        assertThat(webshop.await(updated, Until.COMPLETE).outcome()).contains(Outcome.SUCCEEDED);
        assertThat(webshop.log)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("[updateService] The pause hook is still in the deploymentConfiguration of service")
                        .contains("ecs:UpdateService"));
        assertThat(webshop.pauses.of(Webshop.SERVICE)).hasSize(1);
    }

    @Test
    void thePauseHookIsRememberedBeforeItIsSent() {
        webshop.pauseAt(STAGE).simulator.faults().deny("ecs:UpdateService");
        assertThatThrownBy(webshop::deploy).hasMessageContaining("ecs:UpdateService");

        assertThat(webshop.pauses.of(Webshop.SERVICE))
                .singleElement()
                .satisfies(pending -> assertThat(pending.deployment()).isEmpty());
    }

    @Test
    void aHookThatNeverArrivedIsForgottenAfterAWhile() {
        webshop.pauseAt(STAGE).simulator.faults().deny("ecs:UpdateService");
        assertThatThrownBy(webshop::deploy).hasMessageContaining("ecs:UpdateService");
        PendingPause pending = webshop.pauses.of(Webshop.SERVICE).get(0);
        PauseCleanup cleanup = new PauseCleanup(webshop.clock, webshop.clock::advance);

        cleanup.settle(pending);
        assertThat(webshop.pauses.of(Webshop.SERVICE)).as("it may still arrive").hasSize(1);
        webshop.clock.advance(Duration.ofMinutes(11));
        cleanup.settle(pending);
        assertThat(webshop.pauses.of(Webshop.SERVICE)).isEmpty();
    }

    @Test
    void aHookThatTheMinutelyJobRemovedFirstIsReportedByTheBuild() throws InterruptedException {
        UpdatedService updated = paused(STAGE);
        gate(updated);
        answer(updated, GateAction.CONTINUE);
        PendingPause pending = webshop.pauses.of(Webshop.SERVICE).get(0);
        webshop.atEachEnd(() -> assertThat(new PauseCleanup(webshop.clock, webshop.clock::advance).settle(pending))
                .isEqualTo(PauseHookRemoval.Result.REMOVED));

        assertThat(webshop.await(updated, Until.COMPLETE).outcome()).contains(Outcome.SUCCEEDED);
        assertThat(webshop.log)
                .containsOnlyOnce("[updateService] Removed the pause hook from service webshop in cluster rehearsal");
        assertThat(webshop.pauses.of(Webshop.SERVICE)).isEmpty();
    }

    @Test
    void ofSeveralServicesThePausedOneIsMeant() throws InterruptedException {
        UpdatedService updated = paused(STAGE);
        gate(updated);
        ServiceRef other = new ServiceRef(Webshop.SERVICE.cluster(), "other");
        ContinueDeployment.Request request = new ContinueDeployment.Request(
                List.of(
                        new Candidate(webshop.connection, other, Optional.empty()),
                        new Candidate(webshop.connection, Webshop.SERVICE, updated.deployment())),
                Optional.empty(),
                GateAction.CONTINUE);

        assertThat(new ContinueDeployment(webshop.clock::advance)
                        .run(request, (step, line) -> {})
                        .service())
                .isEqualTo(Webshop.SERVICE);
        assertThatThrownBy(() -> new ContinueDeployment(webshop.clock::advance).run(request, (step, line) -> {}))
                .isInstanceOf(RequestException.class)
                .hasMessage("continueDeployment: of the services that this build updated none is paused: name cluster"
                        + " and service.");
    }

    private UpdatedService paused(String... stages) throws InterruptedException {
        webshop.pauseAt(stages);
        return webshop.update(webshop.register(webshop.push()).arn().orElseThrow());
    }

    /** A second rule on the listener of the production traffic, told apart by a header. */
    private void testRuleWantsTheHeader(String name, String value) {
        ElasticLoadBalancingV2Client elb = webshop.clients.elb();
        LoadBalancer balancer = webshop.described().loadBalancers().get(0);
        String production = balancer.advancedConfiguration().productionListenerRule();
        Rule like = elb.describeRules(request -> request.ruleArns(production))
                .rules()
                .get(0);
        String rule = elb.createRule(request -> request.listenerArn(production
                                .replace(":listener-rule/", ":listener/")
                                .replaceFirst("/[^/]+$", ""))
                        .priority(5)
                        .conditions(condition -> condition
                                .field("http-header")
                                .httpHeaderConfig(
                                        header -> header.httpHeaderName(name).values(value)))
                        .actions(like.actions()))
                .rules()
                .get(0)
                .ruleArn();
        webshop.clients
                .ecs()
                .updateService(request -> request.cluster(Webshop.SERVICE.cluster())
                        .service(Webshop.SERVICE.service())
                        .loadBalancers(balancer.toBuilder()
                                .advancedConfiguration(balancer.advancedConfiguration().toBuilder()
                                        .testListenerRule(rule)
                                        .build())
                                .build()));
        webshop.clock.advance(Duration.ofMinutes(20));
    }

    /** Waits for the next pause, and gives its stage. */
    private String gate(UpdatedService updated) {
        ServiceResult result = webshop.await(updated, Until.PAUSED);
        assertThat(result.outcome()).contains(Outcome.PAUSED);
        return result.gate().orElseThrow().stage();
    }

    private ContinueDeployment.Result answer(UpdatedService updated, GateAction action) throws InterruptedException {
        Optional<DeploymentId> own = updated.deployment();
        return new ContinueDeployment(webshop.clock::advance)
                .run(
                        new ContinueDeployment.Request(
                                List.of(new Candidate(webshop.connection, Webshop.SERVICE, own)),
                                Optional.empty(),
                                action),
                        (step, line) -> webshop.log.add("[" + step + "] " + line));
    }
}
