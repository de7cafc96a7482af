package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import static io.jenkins.plugins.ecsdeploy.taskdef.compare.DefaultValues.fill;
import static io.jenkins.plugins.ecsdeploy.taskdef.compare.DefaultValues.removeIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;

/** The defaults that ECS adds to a container definition, and those that it leaves out; each with its source. */
final class ContainerDefaults {

    /** API reference, ContainerDefinition and LinuxParameters: "When this parameter is true, …"; off if absent. */
    private static final List<String> OFF_BY_DEFAULT =
            List.of("privileged", "readonlyRootFilesystem", "interactive", "pseudoTerminal", "disableNetworking");

    void apply(ObjectNode container, String networkMode) {
        // Described as 0 if none was given (hashicorp/terraform-provider-aws, container_definitions.go).
        fill(container, "cpu", 0);
        // API reference, ContainerDefinition: "If this parameter is omitted, a container is assumed to be essential."
        if (!container.has("essential")) {
            container.put("essential", true);
        }
        OFF_BY_DEFAULT.forEach(flag -> removeIf(container, flag, "false"));
        // API reference, ContainerDefinition: the default of versionConsistency is enabled.
        removeIf(container, "versionConsistency", "enabled");
        // A FireLens container is described with user "0" (cloudposse/terraform-aws-ecs-container-definition pull
        // request 97, eagletmt/hako pull request 93).
        if (container.has("firelensConfiguration")) {
            fill(container, "user", "0");
        }
        // "ECS removes the complete object with no value field" (aws-actions/amazon-ecs-deploy-task-definition pull
        // request 224; hashicorp/terraform-provider-aws issue 39533). An empty value is one.
        for (Iterator<JsonNode> variables = container.path("environment").elements(); variables.hasNext(); ) {
            if (!variables.next().has("value")) {
                variables.remove();
            }
        }
        for (JsonNode mapping : container.path("portMappings")) {
            if (mapping instanceof ObjectNode object) {
                portMapping(object, networkMode);
            }
        }
        // API reference, MountPoint and VolumeFrom: "The default value is false."
        readOnly(container, "mountPoints");
        readOnly(container, "volumesFrom");
        nested(container);
    }

    /**
     * API reference, PortMapping: protocol, "The default is tcp"; hostPort, in awsvpc or host mode it "can be left blank or
     * it must be the same value as the containerPort", in bridge mode 0 or none is a port from the ephemeral range.
     * Described accordingly (ansible/ansible issue 22547, kayac/ecspresso diff.go).
     */
    private static void portMapping(ObjectNode mapping, String networkMode) {
        fill(mapping, "protocol", "tcp");
        // A range of container ports has no single host port.
        if (mapping.has("containerPortRange") || mapping.path("hostPort").asInt(0) != 0) {
            return;
        }
        boolean sameOnHost = networkMode.equals("awsvpc") || networkMode.equals("host");
        mapping.put("hostPort", sameOnHost ? mapping.path("containerPort").asInt() : 0);
    }

    private static void readOnly(ObjectNode container, String field) {
        for (JsonNode mount : container.path(field)) {
            if (mount instanceof ObjectNode object) {
                removeIf(object, "readOnly", "false");
            }
        }
    }

    private static void nested(ObjectNode container) {
        if (container.path("healthCheck") instanceof ObjectNode healthCheck) {
            // API reference, HealthCheck; described so (terraform-aws-modules/terraform-aws-ecs issue 148).
            fill(healthCheck, "interval", 30);
            fill(healthCheck, "timeout", 5);
            fill(healthCheck, "retries", 3);
            // "By default, the startPeriod is off."
            removeIf(healthCheck, "startPeriod", "0");
        }
        if (container.path("restartPolicy") instanceof ObjectNode restartPolicy) {
            // API reference, ContainerRestartPolicy: restarted again after 300 seconds by default.
            fill(restartPolicy, "restartAttemptPeriod", 300);
        }
        if (container.path("linuxParameters") instanceof ObjectNode linux) {
            removeIf(linux, "initProcessEnabled", "false");
        }
    }
}
