package io.jenkins.plugins.ecsdeploy.watch.state;

import java.util.OptionalDouble;

/**
 * Tasks and traffic of one service revision within a service deployment.
 *
 * @param productionPercent share of the production traffic, 0 to 100; empty if ECS shifts no traffic
 * @param testPercent share of the test traffic, 0 to 100
 */
public record RevisionState(
        String arn,
        int requested,
        int running,
        int pending,
        OptionalDouble productionPercent,
        OptionalDouble testPercent) {}
