package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.time.Duration;
import java.util.List;

/** A service's {@code deploymentConfiguration} with ECS's defaults (API reference, DeploymentConfiguration). */
public record DeploymentSettings(ObjectNode configuration) {

    /** What a service has that was asked for {@code asked}; members not named have their defaults. */
    public static DeploymentSettings of(JsonNode asked) {
        ObjectNode configuration = asked.isObject() ? asked.deepCopy() : Json.object();
        if (!configuration.has("strategy")) {
            configuration.put("strategy", "ROLLING");
        }
        if (!configuration.has("maximumPercent")) {
            configuration.put("maximumPercent", 200);
        }
        if (!configuration.has("minimumHealthyPercent")) {
            configuration.put("minimumHealthyPercent", 100);
        }
        if (!configuration.has("deploymentCircuitBreaker")) {
            configuration
                    .putObject("deploymentCircuitBreaker")
                    .put("enable", false)
                    .put("rollback", false);
        }
        steps(configuration);
        return new DeploymentSettings(configuration);
    }

    private static void steps(ObjectNode configuration) {
        switch (configuration.get("strategy").asText()) {
            case "LINEAR" -> {
                ObjectNode linear = configuration.withObject("/linearConfiguration");
                orElse(linear, "stepPercent", JsonNodeFactory.instance.numberNode(10.0));
                orElse(linear, "stepBakeTimeInMinutes", JsonNodeFactory.instance.numberNode(6));
            }
            case "CANARY" -> {
                ObjectNode canary = configuration.withObject("/canaryConfiguration");
                orElse(canary, "canaryPercent", JsonNodeFactory.instance.numberNode(5.0));
                orElse(canary, "canaryBakeTimeInMinutes", JsonNodeFactory.instance.numberNode(10));
            }
            default -> {
                // all at once, or task by task
            }
        }
    }

    private static void orElse(ObjectNode configuration, String member, JsonNode standard) {
        if (!configuration.has(member)) {
            configuration.set(member, standard);
        }
    }

    public boolean rolling() {
        return configuration.get("strategy").asText().equals("ROLLING");
    }

    /** Rounded down (API reference, maximumPercent). */
    public int maximumTasks(int desiredCount) {
        return desiredCount * configuration.get("maximumPercent").asInt() / 100;
    }

    /** Rounded up (API reference, minimumHealthyPercent). */
    public int minimumTasks(int desiredCount) {
        return (desiredCount * configuration.get("minimumHealthyPercent").asInt() + 99) / 100;
    }

    public List<LifecycleHook> hooks() {
        return LifecycleHook.of(configuration);
    }

    /** How production traffic goes over to the new revision. */
    public List<TrafficStep> trafficSteps() {
        return TrafficStep.of(configuration);
    }

    public Duration bakeTime() {
        return Duration.ofMinutes(configuration.path("bakeTimeInMinutes").asInt(0));
    }

    /** The alarms that deployments watch; none unless that is switched on. */
    public List<String> alarms() {
        JsonNode alarms = configuration.path("alarms");
        return alarms.path("enable").asBoolean() ? Json.strings(alarms.path("alarmNames")) : List.of();
    }

    public boolean alarmsRollBack() {
        return configuration.path("alarms").path("rollback").asBoolean();
    }

    public boolean breaker() {
        return configuration.get("deploymentCircuitBreaker").path("enable").asBoolean();
    }

    public boolean breakerRollsBack() {
        return configuration.get("deploymentCircuitBreaker").path("rollback").asBoolean();
    }
}
