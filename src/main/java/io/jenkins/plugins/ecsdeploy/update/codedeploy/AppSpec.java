package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * What CodeDeploy must deploy (CodeDeploy user guide, "AppSpec File content for an Amazon ECS deployment"), made from the live
 * service.
 */
final class AppSpec {

    private AppSpec() {}

    /**
     * All that {@code Properties} can carry, from the live task set: CodeDeploy does not keep what is left out. Without the
     * capacity provider strategy, tasks on Spot become on-demand ones (aws/containers-roadmap issues 695 and 1752). Hooks are
     * left out: CodeDeploy answers only the SHA-256 of an earlier AppSpec.
     *
     * @param live the task set that gets the production traffic; empty for a service that has none
     */
    static String of(String taskDefinitionArn, Optional<TaskSet> live, Service service, ServiceRef ref) {
        List<LoadBalancer> balancers =
                live.map(TaskSet::loadBalancers).filter(list -> !list.isEmpty()).orElse(service.loadBalancers());
        if (balancers.isEmpty()) {
            throw new ServiceRefusedException("The " + ref + " has no load balancer, and CodeDeploy deploys a service"
                    + " by shifting its load balancer's traffic. Add a target group to the service first.");
        }
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("version", "0.0");
        ObjectNode properties = spec.putArray("Resources")
                .addObject()
                .putObject("TargetService")
                .put("Type", "AWS::ECS::Service")
                .putObject("Properties");
        properties.put("TaskDefinition", taskDefinitionArn);
        properties
                .putObject("LoadBalancerInfo")
                .put("ContainerName", balancers.get(0).containerName())
                .put("ContainerPort", balancers.get(0).containerPort());
        String platform = live.map(TaskSet::platformVersion).orElse(service.platformVersion());
        if (platform != null && !platform.isEmpty() && !"LATEST".equals(platform)) {
            properties.put("PlatformVersion", platform);
        }
        Optional.ofNullable(live.map(TaskSet::networkConfiguration).orElse(service.networkConfiguration()))
                .map(NetworkConfiguration::awsvpcConfiguration)
                .ifPresent(network -> network(
                        properties.putObject("NetworkConfiguration").putObject("AwsvpcConfiguration"), network));
        List<CapacityProviderStrategyItem> capacity =
                live.map(TaskSet::capacityProviderStrategy).orElse(service.capacityProviderStrategy());
        if (!capacity.isEmpty()) {
            ArrayNode items = properties.putArray("CapacityProviderStrategy");
            capacity.forEach(item -> capacity(items.addObject(), item));
        }
        return spec.toString();
    }

    private static void network(ObjectNode to, AwsVpcConfiguration network) {
        network.subnets().forEach(to.putArray("Subnets")::add);
        if (network.hasSecurityGroups() && !network.securityGroups().isEmpty()) {
            network.securityGroups().forEach(to.putArray("SecurityGroups")::add);
        }
        if (network.assignPublicIp() != null) {
            to.put("AssignPublicIp", network.assignPublicIpAsString());
        }
    }

    private static void capacity(ObjectNode to, CapacityProviderStrategyItem item) {
        to.put("CapacityProvider", item.capacityProvider());
        if (item.base() != null) {
            to.put("Base", item.base());
        }
        if (item.weight() != null) {
            to.put("Weight", item.weight());
        }
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
