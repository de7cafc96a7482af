package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What ECS refuses to register. The messages are ECS's, as users report them; the wording of the two marked below is
 * the simulator's.
 */
final class TaskDefinitionRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

    private TaskDefinitionRules() {}

    static void check(ObjectNode request) {
        String family = request.path("family").asText();
        refuse(family.isEmpty(), "Family should not be null or empty.");
        refuse(!NAME.matcher(family).matches(), "Family contains invalid characters.");
        if (request.has("tags") && request.get("tags").isEmpty()) {
            throw EcsErrors.invalidParameter("Tags can not be empty.");
        }
        refuse(request.path("containerDefinitions").isEmpty(), "Container list cannot be empty.");
        boolean fargate = Json.strings(request.path("requiresCompatibilities")).contains("FARGATE");
        Set<String> names = new HashSet<>();
        boolean essential = false;
        for (JsonNode container : request.get("containerDefinitions")) {
            container(request, container);
            // The simulator's wording.
            refuse(
                    !names.add(container.get("name").asText()),
                    "Container names must be unique within a task definition.");
            essential |= container.path("essential").asBoolean(true);
        }
        // The simulator's wording.
        refuse(!essential, "A task definition must have at least one essential container.");
        if (fargate) {
            fargate(request);
        }
    }

    private static void container(ObjectNode request, JsonNode container) {
        String name = container.path("name").asText();
        refuse(name.isEmpty(), "Container.name should not be null or empty.");
        refuse(!NAME.matcher(name).matches(), "Container.name contains invalid characters.");
        refuse(container.path("image").asText().isEmpty(), "Container.image should not be null or empty.");
        boolean sized = container.has("memory") || container.has("memoryReservation") || request.has("memory");
        boolean fargate = Json.strings(request.path("requiresCompatibilities")).contains("FARGATE");
        refuse(
                !sized && !fargate,
                "Invalid setting for container '" + name
                        + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
        if (request.path("networkMode").asText().equals("awsvpc")) {
            for (JsonNode port : container.path("portMappings")) {
                int containerPort = port.path("containerPort").asInt();
                int hostPort = port.path("hostPort").asInt();
                refuse(
                        hostPort != 0 && hostPort != containerPort,
                        "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
            }
        }
        secrets(container);
        for (JsonNode dependency : container.path("dependsOn")) {
            refuse(
                    dependency.path("containerName").asText().equals(name),
                    "A container cannot have a dependency on itself.");
        }
    }

    /** dagster-io/dagster #11622. */
    private static void secrets(JsonNode container) {
        Set<String> taken = new HashSet<>();
        container
                .path("environment")
                .forEach(variable -> taken.add(variable.path("name").asText()));
        for (JsonNode secret : container.path("secrets")) {
            String name = secret.path("name").asText();
            refuse(
                    !taken.add(name),
                    "The secret name must be unique and not shared with any new or existing environment variables set on"
                            + " the container, such as '" + name + "'.");
        }
    }

    private static void fargate(ObjectNode request) {
        refuse(
                !request.path("networkMode").asText().equals("awsvpc"),
                "Fargate only supports network mode \u2018awsvpc\u2019.");
        refuse(!request.has("cpu"), "Fargate requires that 'cpu' be defined at the task level.");
        refuse(!request.has("memory"), "Fargate requires that 'memory' be defined at the task level.");
        Optional<Integer> cpu = FargateTaskSizes.amount(request.get("cpu").asText());
        Optional<Integer> memory = FargateTaskSizes.amount(request.get("memory").asText());
        refuse(cpu.isEmpty(), "Invalid 'cpu' setting for task.");
        refuse(memory.isEmpty(), "Invalid 'memory' setting for task.");
        refuse(!FargateTaskSizes.exists(cpu.get(), memory.get()), "No Fargate configuration exists for given values.");
        if (request.path("executionRoleArn").asText().isEmpty()) {
            for (JsonNode container : request.get("containerDefinitions")) {
                refuse(
                        container.path("image").asText().contains(".dkr.ecr."),
                        "Fargate requires task definition to have execution role ARN to support ECR images.");
                String driver =
                        container.path("logConfiguration").path("logDriver").asText();
                refuse(
                        driver.equals("awslogs"),
                        "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
            }
        }
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw EcsErrors.client(message);
        }
    }
}
