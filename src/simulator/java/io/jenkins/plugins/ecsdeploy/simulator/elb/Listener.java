package io.jenkins.plugins.ecsdeploy.simulator.elb;

import java.util.List;

/** A listener with its default actions. */
public record Listener(String arn, String loadBalancerArn, int port, String protocol, List<Action> defaultActions) {

    /** {@code app/NAME/LOAD-BALANCER/LISTENER}: what its rules' ARNs begin with after the resource type. */
    String path() {
        return arn.substring(arn.indexOf(":listener/") + ":listener/".length());
    }
}
