package io.jenkins.plugins.ecsdeploy.simulator.elb;

import java.time.Duration;

/**
 * A target group as it was created, with ELBv2's defaults filled in.
 *
 * @param targetType {@code ip} or {@code instance}
 * @param deregistrationDelay how long a target drains (attribute {@code deregistration_delay.timeout_seconds})
 */
public record TargetGroup(
        String arn,
        String name,
        String protocol,
        int port,
        String vpcId,
        String targetType,
        HealthCheck healthCheck,
        Duration deregistrationDelay) {

    /** Defaults of CreateTargetGroup for HTTP (ELBv2 API reference). */
    public record HealthCheck(
            String protocol,
            String port,
            String path,
            int intervalSeconds,
            int timeoutSeconds,
            int healthyThreshold,
            int unhealthyThreshold,
            String httpCodes) {

        public static final HealthCheck HTTP = new HealthCheck("HTTP", "traffic-port", "/", 30, 5, 5, 2, "200");
    }

    TargetGroup withDeregistrationDelay(Duration delay) {
        return new TargetGroup(arn, name, protocol, port, vpcId, targetType, healthCheck, delay);
    }
}
