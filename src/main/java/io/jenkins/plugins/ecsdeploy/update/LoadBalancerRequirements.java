package io.jenkins.plugins.ecsdeploy.update;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** What ECS needs to know of a load balancer to shift traffic between two revisions. */
final class LoadBalancerRequirements {

    private LoadBalancerRequirements() {}

    /**
     * The members that are missing, in the API's names. Without a load balancer nothing is: ECS starts a second set of tasks
     * and shifts no traffic.
     */
    static List<String> missingFrom(List<LoadBalancer> balancers) {
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
