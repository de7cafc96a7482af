package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceDeployment;

/**
 * The deployment circuit breaker: 0.5 × desired count, at least 3 and at most 200 failed tasks in a row (API reference,
 * ServiceDeploymentCircuitBreaker.threshold). It works with blue/green too (Terraform's acceptance test
 * TestAccECSService_BlueGreenDeployment_circuitBreakerRollback).
 */
public final class DeploymentCircuitBreaker {

    static final String ROLLED_BACK =
            "Service deployment rolled back because the circuit breaker threshold was exceeded.";
    /** The simulator's wording, modeled on the one above. */
    static final String STOPPED = "Service deployment stopped because the circuit breaker threshold was exceeded.";

    private DeploymentCircuitBreaker() {}

    public static int threshold(int desiredCount) {
        return Math.min(Math.max((desiredCount + 1) / 2, 3), 200);
    }

    /** Counts a failed task of the course's target; true if that was one too many. */
    static boolean trips(ServiceDeployment course, int desiredCount) {
        course.breakerFailure();
        if (!course.settings().breaker() || course.breakerFailures() < threshold(desiredCount)) {
            return false;
        }
        course.breakerTripped();
        return true;
    }

    public static String status(ServiceDeployment course) {
        if (!course.settings().breaker()) {
            return "DISABLED";
        }
        if (course.breakerTriggered()) {
            return "TRIGGERED";
        }
        return course.status().ended() ? "MONITORING_COMPLETE" : "MONITORING";
    }
}
