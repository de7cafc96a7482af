package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/**
 * What CodeDeploy must deploy (CodeDeploy user guide, "AppSpec File content for an Amazon ECS deployment"), made from the live
 * service.
 */
final class AppSpec {

    private AppSpec() {}

    /**
     * @param balancers the live task set's; the first names the container that gets the traffic
     * @param platformVersion null, empty or LATEST to leave it to CodeDeploy
     */
    static String of(
            String taskDefinitionArn,
            List<LoadBalancer> balancers,
            @CheckForNull String platformVersion,
            ServiceRef service) {
        if (balancers.isEmpty()) {
            throw new ServiceRefusedException(
                    "The " + service + " has no load balancer, and CodeDeploy deploys a service"
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
        if (platformVersion != null && !platformVersion.isEmpty() && !"LATEST".equals(platformVersion)) {
            properties.put("PlatformVersion", platformVersion);
        }
        return spec.toString();
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
