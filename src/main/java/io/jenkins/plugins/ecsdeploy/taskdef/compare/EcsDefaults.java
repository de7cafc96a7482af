package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ECS makes of a task definition while it registers it. Sources, by the names used below: the Amazon ECS API
 * reference (2014-11-13), and differences that others met between what they registered and what was described.
 */
final class EcsDefaults {

    private static final String NETWORK_MODE = "networkMode";
    private static final String RUNTIME_PLATFORM = "runtimePlatform";
    private static final String OPERATING_SYSTEM = "operatingSystemFamily";

    /** "1 vCPU", ".25 vcpu", "1GB", "0.5 GB". */
    private static final Pattern CPU_IN_VCPU = Pattern.compile("([0-9]{0,6}\\.?[0-9]{1,6}) ?vcpu");

    private static final Pattern MEMORY_IN_GB = Pattern.compile("([0-9]{0,6}\\.?[0-9]{1,6}) ?gb");

    private final ContainerDefaults containers = new ContainerDefaults();

    /** Changes a task definition into what ECS would describe it as, as far as that makes no difference for its tasks. */
    void apply(ObjectNode taskDefinition) {
        String networkMode = networkMode(taskDefinition);
        taskDefinition.put(NETWORK_MODE, networkMode);
        inUnits(taskDefinition, "cpu", CPU_IN_VCPU);
        inUnits(taskDefinition, "memory", MEMORY_IN_GB);
        // API reference, RegisterTaskDefinition: enableFaultInjection, "The default value is false."
        dropIf(taskDefinition, "enableFaultInjection", "false");
        fargatePlatform(taskDefinition);
        if (taskDefinition.path("proxyConfiguration") instanceof ObjectNode proxy) {
            // API reference, ProxyConfiguration: "The only supported value is APPMESH."
            dropIf(proxy, "type", "APPMESH");
        }
        for (JsonNode container : taskDefinition.path(Containers.FIELD)) {
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
    private static void inUnits(ObjectNode taskDefinition, String field, Pattern pattern) {
        Matcher size = pattern.matcher(taskDefinition.path(field).asText().toLowerCase(Locale.ROOT));
        if (size.matches()) {
            BigDecimal units = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1024));
            taskDefinition.put(field, units.stripTrailingZeros().toPlainString());
        }
    }

    /**
     * Fargate runs a task that names no platform on Linux and X86_64 (ECS developer guide, task definition parameters
     * for Fargate; terraform-aws-modules/terraform-aws-ecs issue 103). Where EC2 may run it too, the instances decide, so there it
     * makes a difference whether a platform is named.
     */
    private static void fargatePlatform(ObjectNode taskDefinition) {
        JsonNode compatibilities = taskDefinition.path("requiresCompatibilities");
        boolean fargateAlone =
                compatibilities.size() == 1 && compatibilities.get(0).asText().equals("FARGATE");
        if (fargateAlone && taskDefinition.path(RUNTIME_PLATFORM) instanceof ObjectNode platform) {
            dropIf(platform, OPERATING_SYSTEM, "LINUX");
            if (!platform.has(OPERATING_SYSTEM)) {
                dropIf(platform, "cpuArchitecture", "X86_64");
            }
        }
    }

    private static void volume(ObjectNode volume) {
        // API reference, Volume: a volume is configured at launch only where it says so.
        dropIf(volume, "configuredAtLaunch", "false");
        if (volume.path("dockerVolumeConfiguration") instanceof ObjectNode docker) {
            // API reference, DockerVolumeConfiguration: created only "if this value is true".
            dropIf(docker, "autoprovision", "false");
            // Described with a scope where none was given (hashicorp/terraform-provider-aws, task_definition.go:
            // computed).
            dropIf(docker, "scope", "task");
        }
        if (volume.path("efsVolumeConfiguration") instanceof ObjectNode efs) {
            // API reference, EFSVolumeConfiguration: "Specifying / will have the same effect as omitting this
            // parameter";
            // transitEncryption and iam: "If this parameter is omitted, the default value of DISABLED is used".
            dropIf(efs, "rootDirectory", "/");
            dropIf(efs, "transitEncryption", "DISABLED");
            if (efs.path("authorizationConfig") instanceof ObjectNode authorization) {
                dropIf(authorization, "iam", "DISABLED");
            }
        }
    }

    /** Drops a field that says only what would be so without it. */
    static void dropIf(ObjectNode object, String field, String value) {
        if (object.path(field).asText().equals(value)) {
            object.remove(field);
        }
    }
}
