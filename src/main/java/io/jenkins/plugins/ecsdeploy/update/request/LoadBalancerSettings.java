package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/**
 * What a service's load balancer needs for shifting traffic between two revisions
 * ({@code loadBalancers[].advancedConfiguration}); what is empty stays as it is.
 *
 * @param alternateTargetGroup ARN of the second target group
 * @param productionListenerRule ARN of the listener rule (Application Load Balancer) or listener (Network Load Balancer)
 *     of the production traffic
 * @param testListenerRule the same for test traffic
 * @param role ARN of the role that lets ECS change the rules
 */
public record LoadBalancerSettings(
        Optional<String> alternateTargetGroup,
        Optional<String> productionListenerRule,
        Optional<String> testListenerRule,
        Optional<String> role) {

    public LoadBalancerSettings {
        List<String> wrong = new ArrayList<>();
        arn(wrong, "alternateTargetGroup", alternateTargetGroup, "a target group's ARN", ":targetgroup/");
        String rule = "the ARN of an Application Load Balancer's rule or of a Network Load Balancer's listener";
        arn(wrong, "productionListenerRule", productionListenerRule, rule, ":listener-rule/app/", ":listener/net/");
        arn(wrong, "testListenerRule", testListenerRule, rule, ":listener-rule/app/", ":listener/net/");
        arn(wrong, "role", role, "an IAM role's ARN", ":role/");
        if (testListenerRule.isPresent() && testListenerRule.equals(productionListenerRule)) {
            wrong.add("testListenerRule and productionListenerRule are the same");
        }
        if (alternateTargetGroup.isEmpty()
                && productionListenerRule.isEmpty()
                && testListenerRule.isEmpty()
                && role.isEmpty()) {
            wrong.add("name at least one of alternateTargetGroup, productionListenerRule, testListenerRule, role");
        }
        if (!wrong.isEmpty()) {
            throw new ServiceRefusedException("loadBalancer: " + String.join("; ", wrong) + ".");
        }
    }

    private static void arn(List<String> wrong, String name, Optional<String> value, String what, String... kinds) {
        value.filter(arn -> !arn.startsWith("arn:") || Stream.of(kinds).noneMatch(arn::contains))
                .ifPresent(arn -> wrong.add(name + " must be " + what + ", not " + arn));
    }

    /**
     * The service's load balancers with these settings.
     *
     * @throws ServiceRefusedException if it has none, or several, so that it is unclear which one is meant
     */
    public List<LoadBalancer> appliedTo(List<LoadBalancer> current) {
        if (current.size() != 1) {
            throw new ServiceRefusedException("loadBalancer: the service has "
                    + (current.isEmpty() ? "no load balancer" : current.size() + " load balancers")
                    + ", and these settings are for one. "
                    + (current.isEmpty()
                            ? "Add a target group to the service first."
                            : "Set them in the service's definition."));
        }
        LoadBalancer balancer = current.get(0);
        AdvancedConfiguration.Builder advanced = balancer.advancedConfiguration() == null
                ? AdvancedConfiguration.builder()
                : balancer.advancedConfiguration().toBuilder();
        alternateTargetGroup.ifPresent(advanced::alternateTargetGroupArn);
        productionListenerRule.ifPresent(advanced::productionListenerRule);
        testListenerRule.ifPresent(advanced::testListenerRule);
        role.ifPresent(advanced::roleArn);
        return List.of(
                balancer.toBuilder().advancedConfiguration(advanced.build()).build());
    }
}
