package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import static io.jenkins.plugins.ecsdeploy.taskdef.compare.DefaultValues.removeIf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.AmountUnit;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/**
 * What ECS changes in a task definition when it registers it. Sources: the Amazon ECS API reference (2014-11-13), and
 * differences that others found between what they registered and what was described.
 */
final class EcsDefaults {

    private static final String NETWORK_MODE = "networkMode";
    private static final String RUNTIME_PLATFORM = "runtimePlatform";
    private static final String OPERATING_SYSTEM = "operatingSystemFamily";

    private final ContainerDefaults containers = new ContainerDefaults();

    /** Changes a task definition to what ECS would describe, as far as that makes no difference for its tasks. */
    void apply(ObjectNode taskDefinition) {
        String networkMode = networkMode(taskDefinition);
        taskDefinition.put(NETWORK_MODE, networkMode);
        inUnits(taskDefinition, "cpu");
        inUnits(taskDefinition, "memory");
        // API reference, RegisterTaskDefinition: enableFaultInjection, "The default value is false."
        removeIf(taskDefinition, "enableFaultInjection", "false");
        fargatePlatform(taskDefinition);
        if (taskDefinition.path("proxyConfiguration") instanceof ObjectNode proxy) {
            // API reference, ProxyConfiguration: "The only supported value is APPMESH."
            removeIf(proxy, "type", "APPMESH");
        }
        for (JsonNode container : taskDefinition.path(TaskDefinitionFields.CONTAINERS)) {
            if (container instanceof ObjectNode object) {
                containers.apply(object, networkMode);
            }
        }
        for (JsonNode volume : taskDefinition.path("volumes")) {
            if (volume instanceof ObjectNode object) {
                volume(object);
            }
        }
    }

    /** API reference, RegisterTaskDefinition: "If no network mode is specified, the default is bridge"; on Windows, default. */
    private static String networkMode(ObjectNode taskDefinition) {
        String operatingSystem =
                taskDefinition.path(RUNTIME_PLATFORM).path(OPERATING_SYSTEM).asText();
        String byDefault = operatingSystem.startsWith("WINDOWS") ? "default" : "bridge";
        return taskDefinition.has(NETWORK_MODE)
                ? taskDefinition.get(NETWORK_MODE).asText()
                : byDefault;
    }

    /**
     * API reference, RegisterTaskDefinition: "a vCPU value is converted to an integer indicating the CPU units", "a GB
     * value is converted to an integer indicating the MiB".
     */
    private static void inUnits(ObjectNode taskDefinition, String field) {
        AmountUnit.of(field)
                .inUnits(taskDefinition.path(field).asText())
                .ifPresent(units -> taskDefinition.put(field, units));
    }

    /**
     * Fargate runs a task that names no platform on Linux and X86_64 (ECS developer guide, task definition parameters
     * for Fargate; terraform-aws-modules/terraform-aws-ecs issue 103). If EC2 may run it too, the instances decide, so that
     * naming a platform makes a difference.
     */
    private static void fargatePlatform(ObjectNode taskDefinition) {
        JsonNode compatibilities = taskDefinition.path("requiresCompatibilities");
        boolean fargateAlone =
                compatibilities.size() == 1 && compatibilities.get(0).asText().equals("FARGATE");
        if (fargateAlone && taskDefinition.path(RUNTIME_PLATFORM) instanceof ObjectNode platform) {
            removeIf(platform, OPERATING_SYSTEM, "LINUX");
            if (!platform.has(OPERATING_SYSTEM)) {
                removeIf(platform, "cpuArchitecture", "X86_64");
            }
        }
    }

    private static void volume(ObjectNode volume) {
        // API reference, Volume: a volume is configured at launch only if it says so.
        removeIf(volume, "configuredAtLaunch", "false");
        if (volume.path("dockerVolumeConfiguration") instanceof ObjectNode docker) {
            // API reference, DockerVolumeConfiguration: created only "if this value is true".
            removeIf(docker, "autoprovision", "false");
            // Described with a scope if none was given (hashicorp/terraform-provider-aws, task_definition.go:
            // computed).
            removeIf(docker, "scope", "task");
        }
        if (volume.path("efsVolumeConfiguration") instanceof ObjectNode efs) {
            // API reference, EFSVolumeConfiguration: "Specifying / will have the same effect as omitting this
            // parameter";
            // transitEncryption and iam: "If this parameter is omitted, the default value of DISABLED is used".
            removeIf(efs, "rootDirectory", "/");
            removeIf(efs, "transitEncryption", "DISABLED");
            if (efs.path("authorizationConfig") instanceof ObjectNode authorization) {
                removeIf(authorization, "iam", "DISABLED");
            }
        }
    }
}
