package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;

/**
 * What RunTask refuses. Limits: API reference, RunTask and TaskOverride. Messages as users report them, except those marked:
 * of these only that ECS refuses is known.
 */
final class RunTaskRules {

    private static final int MOST_TASKS = 10;
    private static final int LONGEST_OVERRIDES = 8192;
    private static final int LONGEST_STARTED_BY = 128;
    private static final int LONGEST_TOKEN = 64;

    private RunTaskRules() {}

    /** @return what the tasks run on: a launch type, or empty for a capacity provider strategy */
    static String launchType(ObjectNode request, Cluster cluster) {
        boolean byProviders = request.has("capacityProviderStrategy")
                || !request.has("launchType")
                        && !cluster.settings()
                                .path("defaultCapacityProviderStrategy")
                                .isEmpty();
        return byProviders ? "" : Json.read(request, "launchType", "EC2");
    }

    static void check(ObjectNode request, Cluster cluster, TaskDefinition definition) {
        refuse( // own words
                request.has("capacityProviderStrategy") && request.has("launchType"),
                "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.");
        int count = request.path("count").asInt(1);
        refuse(count < 1 || count > MOST_TASKS, "Count must be between 1 and 10."); // own words
        refuse(
                Json.read(request, "startedBy", "").length() > LONGEST_STARTED_BY,
                "startedBy must be at most 128 characters."); // own words
        String token = Json.read(request, "clientToken", "");
        refuse(
                token.length() > LONGEST_TOKEN || !token.chars().allMatch(letter -> letter > 32 && letter < 127),
                "clientToken must be at most 64 ASCII characters."); // own words
        String launchType = launchType(request, cluster);
        refuse(launchType.equals("EC2"), "No Container Instances were found in your cluster."); // none are simulated
        refuse(
                launchType.equals("FARGATE") && !definition.compatibleWith("FARGATE"),
                "Task definition does not support launch_type FARGATE.");
        network(request, definition);
        overrides(request.path("overrides"), definition);
    }

    private static void network(ObjectNode request, TaskDefinition definition) {
        boolean awsvpc = "awsvpc".equals(definition.text("networkMode"));
        JsonNode network = request.path("networkConfiguration").path("awsvpcConfiguration");
        refuse(
                awsvpc && network.isMissingNode(),
                "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        refuse(
                !awsvpc && !network.isMissingNode(),
                "Network Configuration is not valid for the given networkMode of this task definition.");
        refuse(awsvpc && network.path("subnets").isEmpty(), "subnets can not be empty.");
        refuse(network.path("subnets").size() > 16, "subnets can have at most 16 items."); // own words
        refuse(network.path("securityGroups").size() > 5, "securityGroups can have at most 5 items."); // own words
    }

    private static void overrides(JsonNode overrides, TaskDefinition definition) {
        // awslabs/amazon-ecs-agent and apache/airflow users quote it; the limit counts the JSON's own characters too.
        refuse(
                overrides.path("containerOverrides").toString().length() > LONGEST_OVERRIDES,
                "Container Overrides length must be at most 8192");
        for (JsonNode one : overrides.path("containerOverrides")) {
            String name = one.path("name").asText();
            refuse(
                    definition.containers().stream()
                            .noneMatch(
                                    container -> container.get("name").asText().equals(name)),
                    "Override for container named " + name + " is not a container in the TaskDefinition.");
        }
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw EcsErrors.invalidParameter(message);
        }
    }
}
