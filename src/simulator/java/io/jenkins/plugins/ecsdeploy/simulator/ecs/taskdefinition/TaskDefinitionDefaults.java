package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What ECS adds to a task definition when it registers it. The defaults are those that definitions on ECS show (cpu
 * 0, empty lists, protocol tcp, health check 30/5/3: corpus 037, 038 and 058; secretOptions: 004 and 038; user 0 of a
 * FireLens container, rootDirectory of an EFS volume: 065), the API reference states, or others met.
 */
final class TaskDefinitionDefaults {

    private TaskDefinitionDefaults() {}

    /** @return what DescribeTaskDefinition answers, without tags */
    static ObjectNode described(ObjectNode request, String arn, int revision, String accountId, Instant registeredAt) {
        ObjectNode described = Json.object();
        described.put("taskDefinitionArn", arn);
        boolean awsvpc = request.path("networkMode").asText().equals("awsvpc");
        ArrayNode containers = described.putArray("containerDefinitions");
        request.get("containerDefinitions")
                .forEach(container -> containers.add(container((ObjectNode) container, awsvpc)));
        Json.copy(request, described, "family");
        role(request, described, "taskRoleArn", accountId);
        role(request, described, "executionRoleArn", accountId);
        networkMode(request, described);
        described.put("revision", revision);
        ArrayNode volumes = described.putArray("volumes");
        request.path("volumes").forEach(volume -> volumes.add(volume((ObjectNode) volume.deepCopy())));
        described.put("status", "ACTIVE");
        Set<String> attributes = attributes(request);
        described.set(
                "requiresAttributes",
                Json.array(attributes, name -> Json.object().put("name", name)));
        described.set(
                "placementConstraints",
                request.path("placementConstraints").isMissingNode()
                        ? Json.array()
                        : request.get("placementConstraints"));
        described.set("compatibilities", Json.texts(compatibilities(request)));
        Json.copy(request, described, "runtimePlatform", "requiresCompatibilities");
        normalized(request, described, "cpu");
        normalized(request, described, "memory");
        Json.copy(
                request,
                described,
                "inferenceAccelerators",
                "pidMode",
                "ipcMode",
                "proxyConfiguration",
                "ephemeralStorage",
                "enableFaultInjection");
        Json.time(described, "registeredAt", registeredAt);
        described.put("registeredBy", "arn:aws:sts::" + accountId + ":assumed-role/jenkins/build");
        return described;
    }

    private static ObjectNode container(ObjectNode asked, boolean awsvpc) {
        ObjectNode container = asked.deepCopy();
        if (!container.has("cpu")) {
            container.put("cpu", 0);
        }
        if (!container.has("essential")) {
            container.put("essential", true);
        }
        for (String list : List.of("portMappings", "environment", "mountPoints", "volumesFrom", "systemControls")) {
            if (!container.has(list)) {
                container.putArray(list);
            }
        }
        // aws-actions/amazon-ecs-deploy-task-definition pull request 224.
        for (Iterator<JsonNode> variables = container.get("environment").elements(); variables.hasNext(); ) {
            if (!variables.next().has("value")) {
                variables.remove();
            }
        }
        reordered(container, "environment");
        reordered(container, "portMappings");
        reordered(container, "secrets");
        if (container.has("firelensConfiguration") && !container.has("user")) {
            container.put("user", "0");
        }
        if (container.path("logConfiguration") instanceof ObjectNode log && !log.has("secretOptions")) {
            log.putArray("secretOptions");
        }
        for (JsonNode mapping : container.get("portMappings")) {
            port((ObjectNode) mapping, awsvpc);
        }
        if (container.has("healthCheck")) {
            healthCheck((ObjectNode) container.get("healthCheck"));
        }
        return container;
    }

    /** A role's name becomes the ARN in the account (aws-actions/amazon-ecs-render-task-definition issue 19). */
    private static void role(ObjectNode request, ObjectNode described, String member, String accountId) {
        String role = request.path(member).asText();
        if (!role.isEmpty()) {
            described.put(member, role.startsWith("arn:") ? role : "arn:aws:iam::" + accountId + ":role/" + role);
        }
    }

    /** "If no network mode is specified, the default is bridge" (API reference); on Windows it is default. */
    private static void networkMode(ObjectNode request, ObjectNode described) {
        boolean windows = request.path("runtimePlatform")
                .path("operatingSystemFamily")
                .asText()
                .startsWith("WINDOWS");
        described.put("networkMode", Json.read(request, "networkMode", windows ? "default" : "bridge"));
    }

    /**
     * "fields which may be re-ordered in the API" (hashicorp/terraform-provider-aws, container_definitions.go; port mappings:
     * kayac/ecspresso, diff.go).
     */
    private static void reordered(ObjectNode container, String list) {
        List<JsonNode> elements = new ArrayList<>();
        container.path(list).forEach(elements::add);
        if (elements.size() > 1) {
            Collections.reverse(elements);
            container.putArray(list).addAll(elements);
        }
    }

    /**
     * With awsvpc the host port is the container port, otherwise 0 means a dynamic one (API reference, PortMapping).
     */
    private static void port(ObjectNode mapping, boolean awsvpc) {
        if (mapping.path("hostPort").asInt() == 0 && mapping.has("containerPort")) {
            mapping.put("hostPort", awsvpc ? mapping.get("containerPort").asInt() : 0);
        }
        if (!mapping.has("protocol")) {
            mapping.put("protocol", "tcp");
        }
    }

    private static void healthCheck(ObjectNode check) {
        if (!check.has("interval")) {
            check.put("interval", 30);
        }
        if (!check.has("timeout")) {
            check.put("timeout", 5);
        }
        if (!check.has("retries")) {
            check.put("retries", 3);
        }
    }

    /** A volume of no other kind is a bind mount on a path that Docker chooses. */
    private static ObjectNode volume(ObjectNode volume) {
        boolean configured = volume.size() > (volume.has("name") ? 1 : 0);
        if (!configured) {
            volume.putObject("host");
        }
        // CircleCI-Public/aws-ecs-orb issue 105.
        if (volume.path("efsVolumeConfiguration") instanceof ObjectNode efs && !efs.has("rootDirectory")) {
            efs.put("rootDirectory", "/");
        }
        // hashicorp/terraform-provider-aws, task_definition.go: the scope is computed.
        if (volume.path("dockerVolumeConfiguration") instanceof ObjectNode docker && !docker.has("scope")) {
            docker.put("scope", "task");
        }
        return volume;
    }

    private static void normalized(ObjectNode request, ObjectNode described, String member) {
        if (request.has(member)) {
            String text = request.get(member).asText();
            described.put(
                    member, FargateTaskSizes.amount(text).map(String::valueOf).orElse(text));
        }
    }

    private static List<String> compatibilities(ObjectNode request) {
        if (request.path("networkMode").asText().equals("awsvpc")) {
            boolean sized = request.has("cpu") && request.has("memory");
            return sized ? List.of("EC2", "FARGATE") : List.of("EC2");
        }
        return List.of("EXTERNAL", "EC2");
    }

    private static Set<String> attributes(ObjectNode request) {
        Set<String> names = new TreeSet<>();
        boolean executionRole = request.has("executionRoleArn");
        for (JsonNode container : request.get("containerDefinitions")) {
            String driver = container.path("logConfiguration").path("logDriver").asText();
            if (!driver.isEmpty()) {
                names.add("com.amazonaws.ecs.capability.logging-driver." + driver);
                names.add("com.amazonaws.ecs.capability.docker-remote-api.1.19");
            }
            if (driver.equals("awslogs") && executionRole) {
                names.add("ecs.capability.execution-role-awslogs");
            }
            if (container.path("image").asText().contains(".dkr.ecr.")) {
                names.add("com.amazonaws.ecs.capability.ecr-auth");
                names.add("ecs.capability.execution-role-ecr-pull");
            }
            if (container.has("healthCheck")) {
                names.add("ecs.capability.container-health-check");
            }
        }
        if (request.has("taskRoleArn")) {
            names.add("com.amazonaws.ecs.capability.task-iam-role");
        }
        if (request.path("networkMode").asText().equals("awsvpc")) {
            names.add("ecs.capability.task-eni");
        }
        names.add("com.amazonaws.ecs.capability.docker-remote-api.1.18");
        return names;
    }
}
