package io.jenkins.plugins.ecsdeploy.update;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** What load balancers must have so that ECS can move traffic between two revisions. */
public final class LoadBalancerNeeds {

    private LoadBalancerNeeds() {}

    /**
     * What is missing, each as the API names it; empty when nothing is. A service without a load balancer lacks nothing:
     * ECS brings a second set up all the same and moves no traffic.
     */
    public static List<String> missingFrom(List<LoadBalancer> balancers) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < balancers.size(); i++) {
            AdvancedConfiguration advanced = balancers.get(i).advancedConfiguration();
            String at = "loadBalancers[" + i + "].advancedConfiguration.";
            if (advanced == null || advanced.alternateTargetGroupArn() == null) {
                missing.add(at + "alternateTargetGroupArn");
            }
            if (advanced == null || advanced.productionListenerRule() == null) {
                missing.add(at + "productionListenerRule");
            }
            if (advanced == null || advanced.roleArn() == null) {
                missing.add(at + "roleArn");
            }
        }
        return missing;
    }
}
