package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import java.time.Instant;
import java.util.List;

/**
 * What a deployment runs, fixed when the deployment was made (developer guide, "service revisions").
 *
 * @param number the one its deployment's id {@code ecs-svc/N} has too (Terraform's findPrimaryDeploymentARN relies on
 *     it)
 * @param settings the service's settings at that time
 * @param targets where its tasks are registered: for each load balancer, the one of its two target groups that is this
 *     revision's
 */
public record ServiceRevision(
        String number,
        String arn,
        TaskDefinition taskDefinition,
        ObjectNode settings,
        List<Registration> targets,
        List<ContainerImage> images,
        Instant createdAt) {

    /**
     * The members of a service that belong to a revision: a deployment brings them along, a rollback puts them back
     * (API reference, UpdateService: each says that it "triggers a new service deployment").
     */
    public static final List<String> DEPLOYED_MEMBERS = List.of(
            "taskDefinition",
            "networkConfiguration",
            "platformVersion",
            "loadBalancers",
            "serviceRegistries",
            "serviceConnectConfiguration",
            "volumeConfigurations",
            "vpcLatticeConfigurations");

    public record Registration(String targetGroupArn, LoadBalancerBinding binding) {}

    /** @param digest null if it isn't known */
    public record ContainerImage(String containerName, String image, String digest) {}

    String deploymentId() {
        return "ecs-svc/" + number;
    }
}
