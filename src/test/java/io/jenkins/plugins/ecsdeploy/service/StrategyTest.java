package io.jenkins.plugins.ecsdeploy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.Service;

class StrategyTest {

    @Test
    void blueGreenKeepsWhatTheServiceHasAndAddsItsBakeTime() {
        DeploymentConfiguration current = DeploymentConfiguration.builder()
                .maximumPercent(150)
                .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
                .build();
        DeploymentConfiguration laidOver = new Strategy.BlueGreen(7).over(current);
        assertThat(laidOver.maximumPercent()).isEqualTo(150);
        assertThat(laidOver.deploymentCircuitBreaker().rollback()).isTrue();
        assertThat(laidOver.strategy()).isEqualTo(DeploymentStrategy.BLUE_GREEN);
        assertThat(laidOver.bakeTimeInMinutes()).isEqualTo(7);
    }

    @Test
    void goingBackToRollingDropsWhatBelongsToBlueGreenAlone() {
        DeploymentConfiguration laidOver = new Strategy.Rolling()
                .over(new Strategy.BlueGreen(7)
                        .over(DeploymentConfiguration.builder()
                                .maximumPercent(150)
                                .build()));
        assertThat(laidOver.strategy()).isEqualTo(DeploymentStrategy.ROLLING);
        assertThat(laidOver.bakeTimeInMinutes()).isNull();
        assertThat(laidOver.maximumPercent()).isEqualTo(150);
    }

    @Test
    void blueGreenNamesWhatALoadBalancerLacks() {
        Service service = Service.builder()
                .loadBalancers(
                        balancer -> balancer.targetGroupArn("blue"),
                        balancer -> balancer.targetGroupArn("blue")
                                .advancedConfiguration(advanced -> advanced.alternateTargetGroupArn("green")
                                        .roleArn("role")))
                .build();
        assertThat(new Strategy.BlueGreen(0).missingFrom(service))
                .containsExactly(
                        "loadBalancers[0].advancedConfiguration.alternateTargetGroupArn",
                        "loadBalancers[0].advancedConfiguration.productionListenerRule",
                        "loadBalancers[0].advancedConfiguration.roleArn",
                        "loadBalancers[1].advancedConfiguration.productionListenerRule");
    }

    @Test
    void aServiceWithoutALoadBalancerLacksNothing() {
        assertThat(new Strategy.BlueGreen(0).missingFrom(Service.builder().build()))
                .isEmpty();
    }

    @Test
    void aBakeTimeThatTheApiDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> new Strategy.BlueGreen(1441))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("0 to 1440");
    }
}
