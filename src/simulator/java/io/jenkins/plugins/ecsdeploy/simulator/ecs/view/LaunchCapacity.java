package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskLaunch;
import java.util.List;

/** What a service's tasks run on, as its settings say it. */
public final class LaunchCapacity {

    private LaunchCapacity() {}

    /** {@code FARGATE} or {@code EC2}; empty with a capacity provider strategy. */
    public static String launchType(ObjectNode settings) {
        return TaskLaunch.launchType(settings);
    }

    /** Fargate's platform: LATEST is 1.4.0 on Linux (developer guide, "Fargate platform versions"). */
    static void describe(ObjectNode settings, ObjectNode view) {
        String launchType = launchType(settings);
        if (launchType.isEmpty()) {
            Json.copy(settings, view, "capacityProviderStrategy");
            // API reference, CapacityProviderStrategyItem: both default to 0, and are described.
            for (JsonNode item : view.path("capacityProviderStrategy")) {
                for (String number : List.of("weight", "base")) {
                    if (item instanceof ObjectNode object && !object.has(number)) {
                        object.put(number, 0);
                    }
                }
            }
        } else {
            view.put("launchType", launchType);
        }
        if (launchType.equals("FARGATE")) {
            view.put("platformVersion", Json.read(settings, "platformVersion", "LATEST"));
            view.put("platformFamily", "Linux");
        }
    }
}
