package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** A service's {@code deploymentConfiguration} with ECS's defaults (API reference, DeploymentConfiguration). */
record DeploymentSettings(ObjectNode configuration) {

    /** What a service has that was asked for {@code asked}; members not named have their defaults. */
    static DeploymentSettings of(JsonNode asked) {
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
        return new DeploymentSettings(configuration);
    }

    boolean rolling() {
        return configuration.get("strategy").asText().equals("ROLLING");
    }

    /** Rounded down (API reference, maximumPercent). */
    int maximumTasks(int desiredCount) {
        return desiredCount * configuration.get("maximumPercent").asInt() / 100;
    }

    /** Rounded up (API reference, minimumHealthyPercent). */
    int minimumTasks(int desiredCount) {
        return (desiredCount * configuration.get("minimumHealthyPercent").asInt() + 99) / 100;
    }

    Duration bakeTime() {
        return Duration.ofMinutes(configuration.path("bakeTimeInMinutes").asInt(0));
    }

    boolean breaker() {
        return configuration.get("deploymentCircuitBreaker").path("enable").asBoolean();
    }

    boolean breakerRollsBack() {
        return configuration.get("deploymentCircuitBreaker").path("rollback").asBoolean();
    }
}
