package io.jenkins.plugins.ecsdeploy.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

class LoadBalancerRequirementsTest {

    @Test
    void whatALoadBalancerLacksIsNamedByTheApisNames() {
        List<LoadBalancer> balancers = List.of(
                LoadBalancer.builder().targetGroupArn("blue").build(),
                LoadBalancer.builder()
                        .targetGroupArn("blue")
                        .advancedConfiguration(advanced ->
                                advanced.alternateTargetGroupArn("green").roleArn("role"))
                        .build());
        assertThat(LoadBalancerRequirements.missingFrom(balancers))
                .containsExactly(
                        "loadBalancers[0].advancedConfiguration.alternateTargetGroupArn",
                        "loadBalancers[0].advancedConfiguration.productionListenerRule",
                        "loadBalancers[0].advancedConfiguration.roleArn",
                        "loadBalancers[1].advancedConfiguration.productionListenerRule");
    }

    @Test
    void aServiceWithoutALoadBalancerLacksNothing() {
        assertThat(LoadBalancerRequirements.missingFrom(List.of())).isEmpty();
    }
}
