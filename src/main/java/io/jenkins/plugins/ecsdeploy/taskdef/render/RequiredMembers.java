package io.jenkins.plugins.ecsdeploy.taskdef.render;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import java.util.List;
import java.util.Map;

/**
 * The members that structures of a task definition can't do without, by the field that holds the structure: those that the
 * API reference marks "Required: Yes", and names without which an element means nothing.
 */
final class RequiredMembers {

    private static final Map<String, List<String>> BY_FIELD = Map.ofEntries(
            Map.entry("dependsOn", List.of("containerName", "condition")),
            Map.entry("devices", List.of("hostPath")),
            Map.entry("efsVolumeConfiguration", List.of("fileSystemId")),
            Map.entry("environment", List.of("name")),
            Map.entry("environmentFiles", List.of("value", "type")),
            Map.entry("ephemeralStorage", List.of("sizeInGiB")),
            Map.entry("extraHosts", List.of("hostname", "ipAddress")),
            Map.entry("firelensConfiguration", List.of("type")),
            Map.entry(
                    "fsxWindowsFileServerVolumeConfiguration",
                    List.of("fileSystemId", "rootDirectory", "authorizationConfig")),
            Map.entry("healthCheck", List.of("command")),
            Map.entry("inferenceAccelerators", List.of("deviceName", "deviceType")),
            Map.entry("logConfiguration", List.of("logDriver")),
            Map.entry("mountPoints", List.of("sourceVolume", "containerPath")),
            Map.entry("placementConstraints", List.of("expression")),
            // "ProxyConfiguration properties value cannot be null" (aws-actions/amazon-ecs-deploy-task-definition issue
            // 163).
            Map.entry("properties", List.of("name", "value")),
            Map.entry("proxyConfiguration", List.of("containerName")),
            Map.entry("repositoryCredentials", List.of("credentialsParameter")),
            Map.entry("resourceRequirements", List.of("value", "type")),
            Map.entry("restartPolicy", List.of("enabled")),
            Map.entry("s3filesVolumeConfiguration", List.of("fileSystemArn")),
            Map.entry("secretOptions", List.of("name", "valueFrom")),
            Map.entry("secrets", List.of("name", "valueFrom")),
            Map.entry("systemControls", List.of("namespace", "value")),
            Map.entry("tags", List.of("key")),
            Map.entry("tmpfs", List.of("containerPath", "size")),
            Map.entry("ulimits", List.of("name", "softLimit", "hardLimit")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumesFrom", List.of("sourceContainer")));

    /** Of a service's definition: its structures have names of their own. */
    private static final Map<String, List<String>> BY_STRUCTURE = Map.ofEntries(
            Map.entry("AwsVpcConfiguration", List.of("subnets")),
            Map.entry("CapacityProviderStrategyItem", List.of("capacityProvider")),
            Map.entry("DeploymentAlarms", List.of("alarmNames", "enable", "rollback")),
            Map.entry("DeploymentCircuitBreaker", List.of("enable", "rollback")),
            Map.entry("DeploymentController", List.of("type")),
            Map.entry("LoadBalancer", List.of("containerName", "containerPort")),
            Map.entry("PlacementConstraint", List.of("type")),
            Map.entry("PlacementStrategy", List.of("type")),
            Map.entry("ServiceConnectClientAlias", List.of("port")),
            Map.entry("ServiceConnectConfiguration", List.of("enabled")),
            Map.entry("ServiceConnectService", List.of("portName")),
            Map.entry("ServiceManagedEBSVolumeConfiguration", List.of("roleArn")),
            Map.entry("ServiceVolumeConfiguration", List.of("name")),
            Map.entry("VpcLatticeConfiguration", List.of("roleArn", "targetGroupArn", "portName")));

    private RequiredMembers() {}

    static List<String> of(String field, Shape shape) {
        List<String> ofStructure =
                shape instanceof StructureShape structure ? BY_STRUCTURE.get(structure.name()) : null;
        return ofStructure == null ? BY_FIELD.getOrDefault(field, List.of()) : ofStructure;
    }
}
