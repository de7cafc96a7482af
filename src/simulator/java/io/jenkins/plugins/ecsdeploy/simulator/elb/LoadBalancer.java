package io.jenkins.plugins.ecsdeploy.simulator.elb;

import java.time.Instant;
import java.util.List;

/** A load balancer; {@code type} is {@code application} or {@code network}. */
public record LoadBalancer(
        String arn,
        String name,
        String dnsName,
        String type,
        String scheme,
        Instant createdTime,
        List<String> subnets,
        List<String> securityGroups) {

    /** {@code app/NAME/ID}: what its listeners' and rules' ARNs begin with after the resource type. */
    String path() {
        return arn.substring(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
    }
}
