package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What ECS refuses to register. The messages are ECS's, as users report them; those marked below are worded by the
 * simulator.
 */
final class TaskDefinitionRules {

    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

    private static final Pattern ROLE =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+|[\\w+=,.@/-]+");

    /** Amazon ECS service quotas. */
    private static final int MOST_CONTAINERS = 10;

    private TaskDefinitionRules() {}

    static void check(ObjectNode request) {
        String family = request.path("family").asText();
        refuse(family.isEmpty(), "Family should not be null or empty.");
        refuse(!NAME.matcher(family).matches(), "Family contains invalid characters.");
        if (request.has("tags") && request.get("tags").isEmpty()) {
            throw EcsErrors.invalidParameter("Tags can not be empty.");
        }
        refuse(request.path("containerDefinitions").isEmpty(), "Container list cannot be empty.");
        // aws/amazon-ecs-cli #184.
        refuse(request.get("containerDefinitions").size() > MOST_CONTAINERS, "Too many containers.");
        for (String role : List.of("taskRoleArn", "executionRoleArn")) {
            // aws-samples/aws-modern-application-workshop #9; of an empty one fabfuel/ecs-deploy #231.
            refuse(
                    request.has(role)
                            && !ROLE.matcher(request.get(role).asText()).matches(),
                    "Role is not valid");
        }
        containers(request);
        proxy(request.path("proxyConfiguration"));
        request.path("volumes").forEach(volume -> efs(volume.path("efsVolumeConfiguration")));
        if (Json.strings(request.path("requiresCompatibilities")).contains("FARGATE")) {
            FargateRules.check(request);
        }
    }

    private static void containers(ObjectNode request) {
        Map<String, JsonNode> containers = new HashMap<>();
        boolean essential = false;
        for (JsonNode container : request.get("containerDefinitions")) {
            ContainerRules.check(request, container);
            // The simulator's wording.
            refuse(
                    containers.put(container.get("name").asText(), container) != null,
                    "Container names must be unique within a task definition.");
            essential |= isEssential(container);
        }
        // The simulator's wording.
        refuse(!essential, "A task definition must have at least one essential container.");
        for (JsonNode container : containers.values()) {
            for (JsonNode dependency : container.path("dependsOn")) {
                JsonNode target =
                        containers.get(dependency.path("containerName").asText());
                // boto/boto3 #2436.
                refuse(
                        target != null
                                && isEssential(target)
                                && List.of("SUCCESS", "COMPLETE")
                                        .contains(dependency.path("condition").asText()),
                        "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");
            }
        }
        refuseCycle(containers);
    }

    private static boolean isEssential(JsonNode container) {
        return container.path("essential").asBoolean(true);
    }

    /** The simulator's wording; of links, Shippable/support #4194: "Container links should not have a cycle". */
    private static void refuseCycle(Map<String, JsonNode> containers) {
        Map<String, JsonNode> left = new HashMap<>(containers);
        while (left.values().removeIf(container -> waitsForNone(container, left))) {
            // those that wait for nothing that is left
        }
        refuse(!left.isEmpty(), "Container dependencies should not have a cycle");
    }

    private static boolean waitsForNone(JsonNode container, Map<String, JsonNode> left) {
        for (JsonNode dependency : container.path("dependsOn")) {
            if (left.containsKey(dependency.path("containerName").asText())) {
                return false;
            }
        }
        return true;
    }

    /** aws-actions/amazon-ecs-deploy-task-definition #163. */
    private static void proxy(JsonNode proxy) {
        for (JsonNode property : proxy.path("properties")) {
            refuse(!property.has("value"), "ProxyConfiguration properties value cannot be null.");
        }
    }

    /** API reference, EFSVolumeConfiguration; the first message from aws/aws-cdk #10683, the second is the simulator's. */
    private static void efs(JsonNode efs) {
        JsonNode authorization = efs.path("authorizationConfig");
        boolean accessPoint = authorization.has("accessPointId");
        String root = efs.path("rootDirectory").asText("/");
        refuse(
                accessPoint && !root.equals("/"),
                "When using an EFS access point, the root directory must either be set to \"/\" or be omitted.");
        boolean encrypted = efs.path("transitEncryption").asText().equals("ENABLED");
        boolean iam = authorization.path("iam").asText().equals("ENABLED");
        refuse((accessPoint || iam) && !encrypted, "Transit encryption must be enabled for this EFS volume.");
    }

    static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw EcsErrors.client(message);
        }
    }
}
