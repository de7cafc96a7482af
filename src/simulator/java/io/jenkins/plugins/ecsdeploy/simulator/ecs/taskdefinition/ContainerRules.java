package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import static io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinitionRules.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What ECS refuses of one container; the messages as users report them. */
final class ContainerRules {

    private ContainerRules() {}

    static void check(ObjectNode request, JsonNode container) {
        String name = container.path("name").asText();
        refuse(name.isEmpty(), "Container.name should not be null or empty.");
        refuse(!TaskDefinitionRules.NAME.matcher(name).matches(), "Container.name contains invalid characters.");
        refuse(container.path("image").asText().isEmpty(), "Container.image should not be null or empty.");
        memory(request, container, name);
        network(request.path("networkMode").asText(), container);
        secrets(container);
        roles(request, container);
        logs(container.path("logConfiguration"));
        for (JsonNode dependency : container.path("dependsOn")) {
            refuse(
                    dependency.path("containerName").asText().equals(name),
                    "A container cannot have a dependency on itself.");
        }
        for (JsonNode variable : container.path("environment")) {
            // thnery/terraform-aws-template #2.
            refuse(variable.path("name").asText().isBlank(), "Environment variable name cannot be null or blank.");
        }
    }

    private static void memory(ObjectNode request, JsonNode container, String name) {
        List<String> compatibilities = Json.strings(request.path("requiresCompatibilities"));
        boolean sized = container.path("memory").asInt() > 0
                || container.path("memoryReservation").asInt() > 0
                || request.has("memory");
        refuse(
                !sized && !compatibilities.contains("FARGATE") && !compatibilities.contains("MANAGED_INSTANCES"),
                "Invalid setting for container '" + name
                        + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
        boolean windows = request.path("runtimePlatform")
                .path("operatingSystemFamily")
                .asText()
                .startsWith("WINDOWS");
        int ofTask = FargateTaskSizes.amount(request.path("memory").asText()).orElse(0);
        // pulumi/pulumi-awsx #1220.
        refuse(
                !windows && ofTask > 0 && container.path("memory").asInt() > ofTask,
                "The 'memory' setting for container '" + name + "' is greater than for the task.");
    }

    private static void network(String mode, JsonNode container) {
        if (!mode.equals("awsvpc")) {
            return;
        }
        // aws-observability/aws-otel-collector #1359.
        refuse(!container.path("links").isEmpty(), "Links are not supported when networkMode=awsvpc.");
        for (JsonNode port : container.path("portMappings")) {
            int containerPort = port.path("containerPort").asInt();
            int hostPort = port.path("hostPort").asInt();
            refuse(
                    hostPort != 0 && hostPort != containerPort,
                    "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
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

    private static void roles(ObjectNode request, JsonNode container) {
        if (!request.has("executionRoleArn")) {
            // fabfuel/ecs-deploy #87; of an empty list aws/aws-sdk-go #2370.
            refuse(
                    container.has("secrets"),
                    "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
            // sil-org/ecs-deploy #188.
            refuse(
                    container.has("repositoryCredentials"),
                    "Private repository authentication requires that the task definition specify a value for"
                            + " executionRoleArn.");
        }
    }

    /** aws-cloudformation/cfn-lint #1787, terraform-aws-modules/terraform-aws-ecs #206. */
    private static void logs(JsonNode log) {
        if (log.path("logDriver").asText().equals("awslogs")) {
            JsonNode options = log.path("options");
            List<String> missing = List.of("awslogs-region", "awslogs-group").stream()
                    .filter(option -> !options.has(option))
                    .toList();
            refuse(!missing.isEmpty(), "Log driver awslogs requires options: " + String.join(", ", missing));
            for (String option : List.of("awslogs-region", "awslogs-group")) {
                refuse(
                        options.path(option).asText().isEmpty(),
                        "Log driver awslogs option '" + option + "' should not be null or empty.");
            }
        }
    }
}
