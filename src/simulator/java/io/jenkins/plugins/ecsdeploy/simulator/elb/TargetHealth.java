package io.jenkins.plugins.ecsdeploy.simulator.elb;

/**
 * The health of a target (ELBv2 API reference, TargetHealth).
 *
 * @param reason null if the target is healthy
 * @param description null if the target is healthy
 */
public record TargetHealth(String state, String reason, String description) {

    public static final TargetHealth INITIAL =
            new TargetHealth("initial", "Elb.RegistrationInProgress", "Target registration is in progress");
    public static final TargetHealth HEALTHY = new TargetHealth("healthy", null, null);
    public static final TargetHealth DRAINING =
            new TargetHealth("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");

    /** For a target in a zone that the load balancer is not enabled in. */
    public static final TargetHealth UNUSED = new TargetHealth(
            "unused", "Target.NotInUse", "Target is in an Availability Zone that is not enabled for the load balancer");

    public static final TargetHealth TIMED_OUT = new TargetHealth("unhealthy", "Target.Timeout", "Request timed out");
    public static final TargetHealth FAILED =
            new TargetHealth("unhealthy", "Target.FailedHealthChecks", "Health checks failed");

    /** @param httpStatus what the target answered the health checks with */
    public static TargetHealth unhealthy(int httpStatus) {
        return new TargetHealth(
                "unhealthy",
                "Target.ResponseCodeMismatch",
                "Health checks failed with these codes: [" + httpStatus + "]");
    }

    public boolean healthy() {
        return state.equals("healthy");
    }
}
