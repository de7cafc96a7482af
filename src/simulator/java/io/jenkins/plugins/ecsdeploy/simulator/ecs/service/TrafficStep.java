package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of shifting production traffic.
 *
 * @param percent of the traffic that the new revision has after it
 * @param bakeTime how long it stays so before the next step
 */
public record TrafficStep(double percent, Duration bakeTime) {

    private static final double ALL = 100.0;

    /**
     * Linear: equal steps, each followed by its bake time but the one to 100 %. Canary: the canary and the rest (API
     * reference, LinearConfiguration and CanaryConfiguration). Blue/green: all at once.
     *
     * @param deploymentConfiguration with its defaults filled in
     */
    static List<TrafficStep> of(JsonNode deploymentConfiguration) {
        return switch (deploymentConfiguration.path("strategy").asText()) {
            case "LINEAR" -> {
                JsonNode linear = deploymentConfiguration.path("linearConfiguration");
                yield linear(
                        linear.path("stepPercent").asDouble(),
                        linear.path("stepBakeTimeInMinutes").asInt());
            }
            case "CANARY" -> {
                JsonNode canary = deploymentConfiguration.path("canaryConfiguration");
                double percent = canary.path("canaryPercent").asDouble();
                Duration bake = Duration.ofMinutes(
                        canary.path("canaryBakeTimeInMinutes").asInt());
                yield percent < ALL ? List.of(new TrafficStep(percent, bake), all()) : List.of(all());
            }
            default -> List.of(all());
        };
    }

    private static List<TrafficStep> linear(double stepPercent, int bakeMinutes) {
        List<TrafficStep> steps = new ArrayList<>();
        for (double percent = stepPercent; percent < ALL; percent += stepPercent) {
            steps.add(new TrafficStep(percent, Duration.ofMinutes(bakeMinutes)));
        }
        steps.add(all());
        return steps;
    }

    private static TrafficStep all() {
        return new TrafficStep(ALL, Duration.ZERO);
    }
}
