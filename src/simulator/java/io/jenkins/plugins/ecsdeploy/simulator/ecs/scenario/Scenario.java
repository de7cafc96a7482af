package io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario;

import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetHealth;
import java.util.OptionalInt;

/** What happens to the tasks that a deployment starts. */
public enum Scenario {
    /** They start and stay healthy. */
    HEALTHY,
    /** An essential container exits with code 1 soon after its start. */
    CRASH,
    /** An essential container ends with exit code 0 soon after its start. */
    EXIT_ZERO,
    /** An essential container is killed for exceeding its memory limit: exit code 137. */
    OUT_OF_MEMORY,
    /** An essential container ends with a segmentation fault: exit code 139. */
    SEGFAULT,
    /** They run, but answer the load balancer's health checks with 503 (or fail their own health check). */
    UNHEALTHY,
    /** They run, but the load balancer's health checks get no answer in time. */
    TARGET_TIMEOUT,
    /** They run, but the load balancer can't connect to them. */
    TARGET_REFUSES,
    /** There is no Fargate capacity: no task is placed at all. */
    NO_CAPACITY,
    /** There is Fargate capacity for one task at a time. */
    CAPACITY_FOR_ONE,
    /** An image can't be pulled. */
    PULL_ERROR,
    /** The execution role may not read a secret that a container names. */
    SECRET_DENIED;

    /** The essential container's exit code; empty if it doesn't exit by itself. */
    public OptionalInt exitCode() {
        return switch (this) {
            case CRASH -> OptionalInt.of(1);
            case EXIT_ZERO -> OptionalInt.of(0);
            case OUT_OF_MEMORY -> OptionalInt.of(137);
            case SEGFAULT -> OptionalInt.of(139);
            default -> OptionalInt.empty();
        };
    }

    /** What the load balancer finds once the task runs: healthy, or why not. */
    public TargetHealth targetHealth() {
        return switch (this) {
            case UNHEALTHY -> TargetHealth.unhealthy(503);
            case TARGET_TIMEOUT -> TargetHealth.TIMED_OUT;
            case TARGET_REFUSES -> TargetHealth.FAILED;
            default -> TargetHealth.HEALTHY;
        };
    }
}
