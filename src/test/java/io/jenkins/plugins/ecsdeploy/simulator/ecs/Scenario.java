package io.jenkins.plugins.ecsdeploy.simulator.ecs;

/** What becomes of the tasks that a deployment starts. */
public enum Scenario {
    /** They start and stay healthy. */
    HEALTHY,
    /** An essential container exits with code 1 soon after its start. */
    CRASH,
    /** They run, but answer the load balancer's health checks with 503 (or fail their own health check). */
    UNHEALTHY,
    /** There is no Fargate capacity: no task is placed at all. */
    NO_CAPACITY,
    /** An image can't be pulled. */
    PULL_ERROR
}
