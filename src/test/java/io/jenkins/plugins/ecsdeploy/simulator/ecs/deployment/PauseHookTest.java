package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.HookResult;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Lifecycle hooks: pauses that wait for ContinueServiceDeployment, and Lambda functions. */
class PauseHookTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:smoke-test";

    private EcsTestBed bed;
    private WebshopSeed.Webshop webshop;

    @BeforeEach
    void plant() {
        bed = new EcsTestBed();
        webshop = bed.seed().bakeMinutes(1).plant();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aPauseWaitsAtItsStageAndSaysUntilWhen() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();
        bed.pass(Duration.ofMinutes(20));

        assertThat(bed.newest().lifecycleStageAsString()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        DeploymentLifecycleHookDetail hook = hook(paused);
        assertThat(hook.hookId()).matches("ecs-pause-[\\w-]{43}");
        assertThat(hook.targetTypeAsString()).isEqualTo("PAUSE");
        assertThat(hook.targetArn()).isNull();
        assertThat(hook.timeoutActionAsString()).isEqualTo("ROLLBACK");
        assertThat(Duration.between(bed.clock.instant(), hook.expiresAt()))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(bed.weight(webshop.testRuleArn(), webshop.greenTargetGroupArn()))
                .isEqualTo(100);
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.greenTargetGroupArn()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRE_SCALE_UP",
                "POST_SCALE_UP",
                "POST_TEST_TRAFFIC_SHIFT",
                "PRE_PRODUCTION_TRAFFIC_SHIFT",
                "POST_PRODUCTION_TRAFFIC_SHIFT"
            })
    void aPausedDeploymentGoesOnWhenItIsTold(String stage) {
        hooks(pause(stage, 30, "ROLLBACK"));
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();
        assertThat(paused.lifecycleStageAsString()).isEqualTo(stage);
        String answered = bed.ecs
                .continueServiceDeployment(request -> request.serviceDeploymentArn(paused.serviceDeploymentArn())
                        .hookId(hook(paused).hookId()))
                .serviceDeploymentArn();

        assertThat(answered).isEqualTo(paused.serviceDeploymentArn());
        bed.passSeconds(700);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(hook(bed.newest()).status()).isEqualTo(DeploymentLifecycleHookStatus.SUCCEEDED);
    }

    @Test
    void noTaskOfTheNewRevisionRunsBeforeTheScaleUp() {
        hooks(pause("PRE_SCALE_UP", 30, "ROLLBACK"));
        bed.deployNewRevision();
        bed.passSeconds(600);

        assertThat(bed.webshop().runningCount()).isEqualTo(2);
        assertThat(bed.webshop().pendingCount()).isZero();
    }

    @Test
    void anUpdateWhileOneIsUnderWayCanPauseBeforeItReconciles() {
        hooks(pause("RECONCILE_SERVICE", 30, "ROLLBACK"));
        bed.deployNewRevision();
        bed.passSeconds(60);
        bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        ServiceDeployment paused = untilPaused();
        bed.passSeconds(300);

        assertThat(bed.newest().lifecycleStageAsString()).isEqualTo("RECONCILE_SERVICE");
        answer(paused, DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(700);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aPausedDeploymentIsRolledBackWhenItIsTold() {
        hooks(pause("POST_PRODUCTION_TRAFFIC_SHIFT", 30, "CONTINUE"));
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();
        answer(paused, DeploymentLifecycleHookAction.ROLLBACK);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        bed.passSeconds(200);
        ServiceDeployment over = bed.newest();
        assertThat(over.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(over.statusReason())
                .startsWith("Service deployment rolled back because POST_PRODUCTION_TRAFFIC_SHIFT lifecycle hook(s)"
                        + " failed.");
        assertThat(hook(over).status()).isEqualTo(DeploymentLifecycleHookStatus.FAILED);
        assertThat(bed.weight(webshop.productionRuleArn(), webshop.blueTargetGroupArn()))
                .isEqualTo(100);
        assertThat(bed.webshop().taskDefinition()).isEqualTo(webshop.taskDefinitionArn());
    }

    @Test
    void whenNobodyAnswersTheTimeoutActionIsTaken() {
        hooks(pause("POST_SCALE_UP", 10, "CONTINUE"), pause("POST_TEST_TRAFFIC_SHIFT", 10, null));
        bed.deployNewRevision();
        bed.pass(Duration.ofMinutes(30));

        ServiceDeployment over = bed.newest();
        assertThat(over.lifecycleHookDetails())
                .extracting(DeploymentLifecycleHookDetail::statusAsString)
                .containsExactly("TIMED_OUT", "TIMED_OUT");
        assertThat(over.lifecycleHookDetails())
                .extracting(DeploymentLifecycleHookDetail::timeoutActionAsString)
                .containsExactly("CONTINUE", "ROLLBACK");
        assertThat(over.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(over.statusReason()).contains("POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed.");
    }

    @Test
    void withoutATimeoutConfigurationAPauseLastsADayAndRollsBack() {
        hooks(DeploymentLifecycleHook.builder()
                .targetType("PAUSE")
                .lifecycleStagesWithStrings("PRE_SCALE_UP")
                .build());
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();

        assertThat(Duration.between(paused.startedAt(), hook(paused).expiresAt()))
                .isEqualTo(Duration.ofDays(1));
        assertThat(hook(paused).timeoutActionAsString()).isEqualTo("ROLLBACK");
    }

    @Test
    void allPausesOfAStageMustBeAnswered() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"), pause("POST_TEST_TRAFFIC_SHIFT", 60, "ROLLBACK"));
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();
        List<String> ids = paused.lifecycleHookDetails().stream()
                .map(DeploymentLifecycleHookDetail::hookId)
                .toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();

        answer(paused, ids.get(0), DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(300);
        assertThat(bed.newest().lifecycleStageAsString()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        answer(paused, ids.get(1), DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(300);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void hooksAreSettingsOfTheServiceAndPauseLaterDeploymentsToo() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        bed.deployNewRevision();
        answer(untilPaused(), DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(700);

        bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        assertThat(untilPaused().lifecycleStageAsString()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        assertThat(bed.webshop().deploymentConfiguration().lifecycleHooks())
                .containsExactly(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
    }

    @Test
    void takingTheHookOutOfTheServiceLeavesARunningDeploymentPaused() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();
        hooks();
        bed.passSeconds(300);

        assertThat(bed.newest().lifecycleStageAsString()).isEqualTo("POST_TEST_TRAFFIC_SHIFT");
        answer(paused, DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(300);
        bed.deploy(bed.registerRevision("public.ecr.aws/nginx/nginx:1.29"));
        bed.passSeconds(700);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void aRollingDeploymentPausesBeforeAndAfterItsTasksAreReplaced() {
        bed.close();
        bed = new EcsTestBed();
        bed.seed().strategy(WebshopSeed.Strategy.ROLLING).plant();
        bed.ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .deploymentConfiguration(configuration -> configuration
                        .minimumHealthyPercent(50)
                        .lifecycleHooks(
                                pause("PRE_SCALE_UP", 30, "ROLLBACK"), pause("POST_SCALE_UP", 30, "ROLLBACK"))));
        bed.deployNewRevision();
        ServiceDeployment before = untilPaused();
        assertThat(before.lifecycleStageAsString()).isNull();
        bed.passSeconds(300);
        assertThat(bed.webshop().runningCount()).isEqualTo(2);

        answer(before, DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(300);
        ServiceDeployment after = bed.newest();
        assertThat(after.status()).isEqualTo(ServiceDeploymentStatus.IN_PROGRESS);
        assertThat(EcsTestBed.primary(bed.webshop()).rolloutStateAsString()).isEqualTo("IN_PROGRESS");
        answer(after, after.lifecycleHookDetails().get(1).hookId(), DeploymentLifecycleHookAction.CONTINUE);
        bed.passSeconds(30);
        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void stoppingAPausedDeploymentRollsItBack() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "CONTINUE"));
        bed.deployNewRevision();
        String arn = untilPaused().serviceDeploymentArn();
        bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn));
        bed.pass(Duration.ofHours(1));

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void aLambdaHookThatFailsRollsBackAndIsNamed() {
        hooks(lambda("POST_TEST_TRAFFIC_SHIFT"));
        bed.scenarios.hookFunction(FUNCTION, HookResult.FAILED);
        bed.deployNewRevision();
        bed.passSeconds(300);

        ServiceDeployment over = bed.newest();
        assertThat(over.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(over.statusReason())
                .isEqualTo("Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT lifecycle hook(s) failed."
                        + " Lifecycle hook target " + FUNCTION + " returned FAILED status.");
        assertThat(hook(over).targetArn()).isEqualTo(FUNCTION);
        assertThat(hook(over).status()).isEqualTo(DeploymentLifecycleHookStatus.FAILED);
    }

    @Test
    void aLambdaHookThatSucceedsLetsTheDeploymentPass() {
        hooks(lambda("TEST_TRAFFIC_SHIFT"), lambda("PRODUCTION_TRAFFIC_SHIFT"));
        bed.deployNewRevision();
        bed.passSeconds(700);

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(bed.newest().lifecycleHookDetails())
                .extracting(DeploymentLifecycleHookDetail::statusAsString)
                .containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void aLambdaHookThatIsNeverDoneTimesOutAfterADay() {
        hooks(lambda("POST_TEST_TRAFFIC_SHIFT"));
        bed.scenarios.hookFunction(FUNCTION, HookResult.IN_PROGRESS);
        bed.deployNewRevision();
        bed.pass(Duration.ofHours(20));
        assertThat(hook(bed.newest()).status()).isEqualTo(DeploymentLifecycleHookStatus.IN_PROGRESS);
        bed.pass(Duration.ofHours(5));

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(hook(bed.newest()).status()).isEqualTo(DeploymentLifecycleHookStatus.TIMED_OUT);
    }

    @Test
    void whatIsNotPausedCannotBeContinued() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        bed.deployNewRevision();
        ServiceDeployment paused = untilPaused();
        String arn = paused.serviceDeploymentArn();

        assertThatThrownBy(() -> answer(paused, "ecs-pause-unknown", DeploymentLifecycleHookAction.CONTINUE))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> bed.ecs.continueServiceDeployment(request -> request.serviceDeploymentArn(arn + "x")
                        .hookId(hook(paused).hookId())))
                .isInstanceOf(ServiceDeploymentNotFoundException.class);
        answer(paused, DeploymentLifecycleHookAction.CONTINUE);
        assertThatThrownBy(() -> answer(paused, DeploymentLifecycleHookAction.CONTINUE))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("AWAITING_ACTION");
        bed.passSeconds(700);
        assertThatThrownBy(() -> answer(paused, DeploymentLifecycleHookAction.CONTINUE))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("not IN_PROGRESS");
    }

    @Test
    void hooksThatTheApiDoesNotAllowAreRefused() {
        assertRefused("PAUSE hooks cannot be configured at", pause("TEST_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        assertRefused("PAUSE hooks cannot be configured at", pause("PRODUCTION_TRAFFIC_SHIFT", 30, "ROLLBACK"));
        assertRefused("greater than or equal to 1", pause("PRE_SCALE_UP", 0, "ROLLBACK"));
        assertRefused("less than or equal to 20160", pause("PRE_SCALE_UP", 20_161, "ROLLBACK"));
        assertRefused("Member must satisfy enum value set", pause("BAKE_TIME", 30, "ROLLBACK"));
        assertRefused(
                "hookTargetArn must be provided",
                DeploymentLifecycleHook.builder()
                        .lifecycleStagesWithStrings("PRE_SCALE_UP")
                        .build());
        DeploymentLifecycleHook[] eleven = new DeploymentLifecycleHook[11];
        Arrays.fill(eleven, pause("PRE_SCALE_UP", 30, "ROLLBACK"));
        assertRefused("A maximum of 10 pause hooks", eleven);
    }

    private void assertRefused(String message, DeploymentLifecycleHook... hooks) {
        assertThatThrownBy(() -> hooks(hooks)).isInstanceOf(EcsException.class).hasMessageContaining(message);
    }

    private void hooks(DeploymentLifecycleHook... hooks) {
        bed.ecs.updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                .service(WebshopSeed.SERVICE)
                .deploymentConfiguration(configuration -> configuration
                        .strategy("BLUE_GREEN")
                        .bakeTimeInMinutes(1)
                        .lifecycleHooks(hooks)));
    }

    private static DeploymentLifecycleHook pause(String stage, int minutes, String action) {
        return DeploymentLifecycleHook.builder()
                .targetType("PAUSE")
                .lifecycleStagesWithStrings(stage)
                .timeoutConfiguration(
                        timeout -> timeout.timeoutInMinutes(minutes).action(action))
                .build();
    }

    private static DeploymentLifecycleHook lambda(String stage) {
        return DeploymentLifecycleHook.builder()
                .hookTargetArn(FUNCTION)
                .roleArn("arn:aws:iam::123456789012:role/hooks")
                .lifecycleStagesWithStrings(stage)
                .build();
    }

    private ServiceDeployment untilPaused() {
        for (int seconds = 0; seconds < 300; seconds += 5) {
            bed.passSeconds(5);
            if (bed.newest().lifecycleHookDetails().stream()
                    .anyMatch(hook -> hook.status() == DeploymentLifecycleHookStatus.AWAITING_ACTION)) {
                return bed.newest();
            }
        }
        throw new AssertionError("never paused");
    }

    private static DeploymentLifecycleHookDetail hook(ServiceDeployment course) {
        return course.lifecycleHookDetails().get(0);
    }

    private void answer(ServiceDeployment paused, DeploymentLifecycleHookAction action) {
        answer(paused, hook(paused).hookId(), action);
    }

    private void answer(ServiceDeployment paused, String hookId, DeploymentLifecycleHookAction action) {
        bed.ecs.continueServiceDeployment(request -> request.serviceDeploymentArn(paused.serviceDeploymentArn())
                .hookId(hookId)
                .action(action));
    }
}
