package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentNotFoundException;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Pauses wait for ContinueServiceDeployment, or until they time out. */
class PauseHookTest extends LifecycleHookFixture {

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
    void aPausedDeploymentContinuesWhenItIsAnswered(String stage) {
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
    void aPausedDeploymentIsRolledBackWhenItIsAnsweredSo() {
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
    void stoppingAPausedDeploymentRollsItBack() {
        hooks(pause("POST_TEST_TRAFFIC_SHIFT", 30, "CONTINUE"));
        bed.deployNewRevision();
        String arn = untilPaused().serviceDeploymentArn();
        bed.ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(arn));
        bed.pass(Duration.ofHours(1));

        assertThat(bed.newest().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
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
}
