package io.jenkins.plugins.ecsdeploy.taskdef;

import static io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.Scalar.BOOLEAN;
import static io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.Scalar.INTEGER;
import static io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.Scalar.STRING;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;

/** The shapes of {@code RegisterTaskDefinition}, written down by hand from the API reference for these tests. */
final class SampleSchema {

    private static final Shape STRINGS = new ListShape(STRING);
    private static final Shape STRING_MAP = new MapShape(STRING);

    private SampleSchema() {}

    static TaskDefinitionSchema schema() {
        return new TaskDefinitionSchema(StructureShape.named("RegisterTaskDefinitionRequest")
                .member("family", STRING)
                .member("taskRoleArn", STRING)
                .member("executionRoleArn", STRING)
                .member("networkMode", STRING)
                .member("containerDefinitions", new ListShape(container()))
                .member("volumes", new ListShape(volume()))
                .member("placementConstraints", listOf("PlacementConstraint", "type", "expression"))
                .member("requiresCompatibilities", STRINGS)
                .member("cpu", STRING)
                .member("memory", STRING)
                .member("tags", listOf("Tag", "key", "value"))
                .member("pidMode", STRING)
                .member("ipcMode", STRING)
                .member(
                        "proxyConfiguration",
                        StructureShape.named("ProxyConfiguration")
                                .member("type", STRING)
                                .member("containerName", STRING)
                                .member("properties", listOf("KeyValuePair", "name", "value"))
                                .build())
                .member("inferenceAccelerators", listOf("InferenceAccelerator", "deviceName", "deviceType"))
                .member(
                        "ephemeralStorage",
                        StructureShape.named("EphemeralStorage")
                                .member("sizeInGiB", INTEGER)
                                .build())
                .member(
                        "runtimePlatform",
                        StructureShape.named("RuntimePlatform")
                                .member("cpuArchitecture", STRING)
                                .member("operatingSystemFamily", STRING)
                                .build())
                .member("enableFaultInjection", BOOLEAN)
                .build());
    }

    private static StructureShape container() {
        return StructureShape.named("ContainerDefinition")
                .member("name", STRING)
                .member("image", STRING)
                .member("repositoryCredentials", strings("RepositoryCredentials", "credentialsParameter"))
                .member("cpu", INTEGER)
                .member("memory", INTEGER)
                .member("memoryReservation", INTEGER)
                .member("links", STRINGS)
                .member("portMappings", new ListShape(portMapping()))
                .member("essential", BOOLEAN)
                .member(
                        "restartPolicy",
                        StructureShape.named("ContainerRestartPolicy")
                                .member("enabled", BOOLEAN)
                                .member("ignoredExitCodes", new ListShape(INTEGER))
                                .member("restartAttemptPeriod", INTEGER)
                                .build())
                .member("entryPoint", STRINGS)
                .member("command", STRINGS)
                .member("environment", listOf("KeyValuePair", "name", "value"))
                .member("environmentFiles", listOf("EnvironmentFile", "value", "type"))
                .member(
                        "mountPoints",
                        new ListShape(StructureShape.named("MountPoint")
                                .member("sourceVolume", STRING)
                                .member("containerPath", STRING)
                                .member("readOnly", BOOLEAN)
                                .build()))
                .member(
                        "volumesFrom",
                        new ListShape(StructureShape.named("VolumeFrom")
                                .member("sourceContainer", STRING)
                                .member("readOnly", BOOLEAN)
                                .build()))
                .member("linuxParameters", linuxParameters())
                .member("secrets", listOf("Secret", "name", "valueFrom"))
                .member("dependsOn", listOf("ContainerDependency", "containerName", "condition"))
                .member("startTimeout", INTEGER)
                .member("stopTimeout", INTEGER)
                .member("versionConsistency", STRING)
                .member("hostname", STRING)
                .member("user", STRING)
                .member("workingDirectory", STRING)
                .member("disableNetworking", BOOLEAN)
                .member("privileged", BOOLEAN)
                .member("readonlyRootFilesystem", BOOLEAN)
                .member("dnsServers", STRINGS)
                .member("dnsSearchDomains", STRINGS)
                .member("extraHosts", listOf("HostEntry", "hostname", "ipAddress"))
                .member("dockerSecurityOptions", STRINGS)
                .member("interactive", BOOLEAN)
                .member("pseudoTerminal", BOOLEAN)
                .member("dockerLabels", STRING_MAP)
                .member(
                        "ulimits",
                        new ListShape(StructureShape.named("Ulimit")
                                .member("name", STRING)
                                .member("softLimit", INTEGER)
                                .member("hardLimit", INTEGER)
                                .build()))
                .member(
                        "logConfiguration",
                        StructureShape.named("LogConfiguration")
                                .member("logDriver", STRING)
                                .member("options", STRING_MAP)
                                .member("secretOptions", listOf("Secret", "name", "valueFrom"))
                                .build())
                .member(
                        "healthCheck",
                        StructureShape.named("HealthCheck")
                                .member("command", STRINGS)
                                .member("interval", INTEGER)
                                .member("timeout", INTEGER)
                                .member("retries", INTEGER)
                                .member("startPeriod", INTEGER)
                                .build())
                .member("systemControls", listOf("SystemControl", "namespace", "value"))
                .member("resourceRequirements", listOf("ResourceRequirement", "value", "type"))
                .member(
                        "firelensConfiguration",
                        StructureShape.named("FirelensConfiguration")
                                .member("type", STRING)
                                .member("options", STRING_MAP)
                                .build())
                .member("credentialSpecs", STRINGS)
                .build();
    }

    private static StructureShape portMapping() {
        return StructureShape.named("PortMapping")
                .member("containerPort", INTEGER)
                .member("hostPort", INTEGER)
                .member("protocol", STRING)
                .member("name", STRING)
                .member("appProtocol", STRING)
                .member("containerPortRange", STRING)
                .build();
    }

    private static StructureShape linuxParameters() {
        return StructureShape.named("LinuxParameters")
                .member(
                        "capabilities",
                        StructureShape.named("KernelCapabilities")
                                .member("add", STRINGS)
                                .member("drop", STRINGS)
                                .build())
                .member(
                        "devices",
                        new ListShape(StructureShape.named("Device")
                                .member("hostPath", STRING)
                                .member("containerPath", STRING)
                                .member("permissions", STRINGS)
                                .build()))
                .member("initProcessEnabled", BOOLEAN)
                .member("sharedMemorySize", INTEGER)
                .member(
                        "tmpfs",
                        new ListShape(StructureShape.named("Tmpfs")
                                .member("containerPath", STRING)
                                .member("size", INTEGER)
                                .member("mountOptions", STRINGS)
                                .build()))
                .member("maxSwap", INTEGER)
                .member("swappiness", INTEGER)
                .build();
    }

    private static StructureShape volume() {
        return StructureShape.named("Volume")
                .member("name", STRING)
                .member("host", strings("HostVolumeProperties", "sourcePath"))
                .member(
                        "dockerVolumeConfiguration",
                        StructureShape.named("DockerVolumeConfiguration")
                                .member("scope", STRING)
                                .member("autoprovision", BOOLEAN)
                                .member("driver", STRING)
                                .member("driverOpts", STRING_MAP)
                                .member("labels", STRING_MAP)
                                .build())
                .member(
                        "efsVolumeConfiguration",
                        StructureShape.named("EFSVolumeConfiguration")
                                .member("fileSystemId", STRING)
                                .member("rootDirectory", STRING)
                                .member("transitEncryption", STRING)
                                .member("transitEncryptionPort", INTEGER)
                                .member(
                                        "authorizationConfig",
                                        strings("EFSAuthorizationConfig", "accessPointId", "iam"))
                                .build())
                .member("configuredAtLaunch", BOOLEAN)
                .build();
    }

    private static StructureShape strings(String name, String... members) {
        StructureShape.Builder shape = StructureShape.named(name);
        for (String member : members) {
            shape.member(member, STRING);
        }
        return shape.build();
    }

    private static Shape listOf(String name, String... members) {
        return new ListShape(strings(name, members));
    }
}
