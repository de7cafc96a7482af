package io.jenkins.plugins.ecsdeploy.update.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;

class StrategyTest {

    @Test
    void blueGreenKeepsWhatTheServiceHasAndAddsItsBakeTime() {
        DeploymentConfiguration current = DeploymentConfiguration.builder()
                .maximumPercent(150)
                .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
                .build();
        DeploymentConfiguration applied = new Strategy.BlueGreen(7).appliedTo(current);
        assertThat(applied.maximumPercent()).isEqualTo(150);
        assertThat(applied.deploymentCircuitBreaker().rollback()).isTrue();
        assertThat(applied.strategy()).isEqualTo(DeploymentStrategy.BLUE_GREEN);
        assertThat(applied.bakeTimeInMinutes()).isEqualTo(7);
    }

    @Test
    void goingBackToRollingDropsWhatBelongsToBlueGreenAlone() {
        DeploymentConfiguration applied = new Strategy.Rolling()
                .appliedTo(new Strategy.BlueGreen(7)
                        .appliedTo(DeploymentConfiguration.builder()
                                .maximumPercent(150)
                                .build()));
        assertThat(applied.strategy()).isEqualTo(DeploymentStrategy.ROLLING);
        assertThat(applied.bakeTimeInMinutes()).isZero();
        assertThat(applied.maximumPercent()).isEqualTo(150);
    }

    @Test
    void canaryAndLinearLayTheirOwnPartOverAndDropTheOthers() {
        DeploymentConfiguration canary = new Strategy.Canary(2.5, 7, Optional.empty())
                .appliedTo(new Strategy.BlueGreen(5)
                        .appliedTo(DeploymentConfiguration.builder().build()));
        assertThat(canary.strategyAsString()).isEqualTo("CANARY");
        assertThat(canary.canaryConfiguration().canaryPercent()).isEqualTo(2.5);
        assertThat(canary.canaryConfiguration().canaryBakeTimeInMinutes()).isEqualTo(7);
        assertThat(canary.bakeTimeInMinutes()).as("the last bake stays").isEqualTo(5);

        DeploymentConfiguration linear = new Strategy.Linear(20, 1, Optional.empty()).appliedTo(canary);
        assertThat(linear.linearConfiguration().stepPercent()).isEqualTo(20);
        assertThat(linear.canaryConfiguration()).isNull();
    }

    @Test
    void rollingSetsOnlyWhatIsNamedAndKeepsTheThresholds() {
        DeploymentConfiguration current = DeploymentConfiguration.builder()
                .maximumPercent(200)
                .minimumHealthyPercent(100)
                .deploymentCircuitBreaker(
                        breaker -> breaker.enable(false).thresholdConfiguration(threshold -> threshold.value(7)))
                .build();
        DeploymentConfiguration applied = new Strategy.Rolling(
                        OptionalInt.of(50), OptionalInt.empty(), Optional.of(CircuitBreaker.FAIL), Optional.empty())
                .appliedTo(current);
        assertThat(applied.minimumHealthyPercent()).isEqualTo(50);
        assertThat(applied.maximumPercent()).isEqualTo(200);
        assertThat(applied.deploymentCircuitBreaker().enable()).isTrue();
        assertThat(applied.deploymentCircuitBreaker().rollback()).isFalse();
        assertThat(applied.deploymentCircuitBreaker().thresholdConfiguration().value())
                .isEqualTo(7);
    }

    @Test
    void aStrategyThatTheServiceHasChangesNothing() {
        DeploymentConfiguration current = DeploymentConfiguration.builder()
                .maximumPercent(200)
                .bakeTimeInMinutes(0)
                .build();
        assertThat(new Strategy.Rolling().appliedTo(current)).isEqualTo(current);
    }

    @Test
    void alarmsAreSwitchedOnWithTheirNames() {
        DeploymentConfiguration applied = new Strategy.BlueGreen(0, Alarms.of(List.of("5xx", "latency"), false))
                .appliedTo(DeploymentConfiguration.builder().build());
        assertThat(applied.alarms().alarmNames()).containsExactly("5xx", "latency");
        assertThat(applied.alarms().enable()).isTrue();
        assertThat(applied.alarms().rollback()).isFalse();
    }

    @Test
    void numbersOutOfTheApisRangeAreRefusedWithItsBounds() {
        refused(() -> new Strategy.BlueGreen(1441), "blueGreen: bakeMinutes must be from 0 to 1440, not 1441");
        refused(
                () -> new Strategy.Canary(0, 5, Optional.empty()),
                "canary: percent must be a multiple of 0.1 from 0.1");
        refused(() -> new Strategy.Canary(0.15, 5, Optional.empty()), "canary: percent must be a multiple of 0.1");
        refused(
                () -> new Strategy.Canary(Double.NaN, 5, Optional.empty()),
                "canary: percent must be a multiple of 0.1");
        refused(() -> new Strategy.Linear(2.9, 5, Optional.empty()), "linear: stepPercent must be a multiple of 0.1");
        refused(() -> new Strategy.Linear(10, -1, Optional.empty()), "linear: stepBakeMinutes must be from 0 to 1440");
        refused(() -> rolling(101, 200), "rolling: minimumHealthyPercent must be from 0 to 100, not 101");
        refused(() -> rolling(50, 99), "rolling: maximumPercent must be from 100");
        refused(() -> CircuitBreaker.parse("on"), "circuitBreaker must be one of rollback, fail, off, not 'on'");
        refused(() -> Alarms.of(List.of(), false), "rollbackOnAlarm: false has no effect without alarms");
    }

    @Test
    void aStageThatCantPauseIsRefusedWithTheOneToUse() {
        refused(
                () -> pause("TEST_TRAFFIC_SHIFT"),
                "ECS can't pause at TEST_TRAFFIC_SHIFT; use POST_TEST_TRAFFIC_SHIFT");
        refused(() -> pause("BAKE_TIME"), "ECS can't pause at BAKE_TIME; use POST_PRODUCTION_TRAFFIC_SHIFT");
        refused(() -> pause("RECONCILE_SERVICE"), "usually nothing would pause");
        refused(() -> pause("LUNCH"), "there is no stage LUNCH; use one of RECONCILE_SERVICE, PRE_SCALE_UP");
        refused(() -> pause(), "pauseAt: name at least one stage");
        refused(
                () -> new PauseRequest(List.of("POST_SCALE_UP"), 20_161, false, "me"),
                "pauseMinutes must be from 1 to 20160");
    }

    @Test
    void wrongLoadBalancerSettingsAreAllNamedAtOnce() {
        refused(
                () -> new LoadBalancerSettings(
                        Optional.of("webshop-green"),
                        Optional.of("arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/a/b/c"),
                        Optional.empty(),
                        Optional.of("admin")),
                "alternateTargetGroup must be a target group's ARN, not webshop-green; productionListenerRule must be the"
                        + " ARN of an Application Load Balancer's rule or of a Network Load Balancer's listener, not");
    }

    private static PauseRequest pause(String... stages) {
        return new PauseRequest(List.of(stages), 10, false, "me");
    }

    private static Strategy rolling(int minimum, int maximum) {
        return new Strategy.Rolling(
                OptionalInt.of(minimum), OptionalInt.of(maximum), Optional.empty(), Optional.empty());
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(ServiceRefusedException.class).hasMessageContaining(message);
    }
}
