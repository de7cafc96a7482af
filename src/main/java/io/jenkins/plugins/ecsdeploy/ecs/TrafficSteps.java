package io.jenkins.plugins.ecsdeploy.ecs;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;

/**
 * In how many steps a deployment shifts the production traffic; the defaults are those of the API reference
 * (LinearConfiguration, CanaryConfiguration).
 */
public final class TrafficSteps {

    private static final double ALL = 100;

    private TrafficSteps() {}

    /** @return 1 if all traffic is shifted at once */
    public static int of(DeploymentConfiguration configuration) {
        double percent = percent(configuration);
        if (percent >= ALL) {
            return 1;
        }
        return "CANARY".equals(configuration.strategyAsString()) ? 2 : (int) Math.ceil(ALL / percent);
    }

    /** How much is shifted in the first step. */
    public static double percent(DeploymentConfiguration configuration) {
        return switch (String.valueOf(configuration.strategyAsString())) {
            case "CANARY" ->
                Optional.ofNullable(configuration.canaryConfiguration())
                        .map(CanaryConfiguration::canaryPercent)
                        .orElse(5.0);
            case "LINEAR" ->
                Optional.ofNullable(configuration.linearConfiguration())
                        .map(LinearConfiguration::stepPercent)
                        .orElse(10.0);
            default -> ALL;
        };
    }
}
