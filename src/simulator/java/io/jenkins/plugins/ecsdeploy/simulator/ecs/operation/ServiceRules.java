package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.DeploymentSettings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LoadBalancerBinding;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinitions;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.LaunchCapacity;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What CreateService and UpdateService refuse. Messages of load balancer settings: developer guide, "Troubleshooting
 * Amazon ECS blue/green deployments"; the others as users report them.
 */
public final class ServiceRules {

    private final TaskDefinitions definitions;
    private final Traffic traffic;

    public ServiceRules(TaskDefinitions definitions, Traffic traffic) {
        this.definitions = definitions;
        this.traffic = traffic;
    }

    /** @return the task definition that settings name, which exists and is active */
    TaskDefinition taskDefinition(String reference) {
        TaskDefinition definition =
                definitions.find(reference).orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
        if (!definition.active()) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        return definition;
    }

    /** @param settings as the service is to have them */
    void check(ObjectNode settings, TaskDefinition definition) {
        NotSimulated.refuse(settings);
        String launchType = LaunchCapacity.launchType(settings);
        refuse(
                !launchType.isEmpty() && !definition.compatibleWith(launchType),
                "Task definition does not support launch_type " + launchType + ".");
        boolean awsvpc = "awsvpc".equals(definition.text("networkMode"));
        boolean network = settings.path("networkConfiguration").has("awsvpcConfiguration");
        refuse(awsvpc && !network, "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        refuse(
                !awsvpc && network,
                "Network Configuration is not valid for the given networkMode of this task definition.");
        DeploymentSettings deployment = DeploymentSettings.of(settings.path("deploymentConfiguration"));
        DeploymentRules.check(deployment);
        advancedConfiguration(deployment, settings);
        Set<String> groups = new HashSet<>();
        for (LoadBalancerBinding binding : LoadBalancerBinding.of(settings)) {
            refuse(
                    !groups.add(binding.targetGroupArn()),
                    "Duplicate targetGroupArn found: " + binding.targetGroupArn());
            container(binding, definition);
            targetGroup(binding.targetGroupArn(), awsvpc);
            if (binding.advanced()) {
                rules(binding);
            }
        }
    }

    private static void advancedConfiguration(DeploymentSettings deployment, ObjectNode settings) {
        long all = 0;
        long advanced = 0;
        for (JsonNode entry : settings.path("loadBalancers")) {
            all++;
            advanced += entry.has("advancedConfiguration") ? 1 : 0;
        }
        refuse(
                advanced > 0 && advanced < all,
                "Either all or none of the provided loadBalancers must have advancedConfiguration defined");
        refuse(
                !deployment.rolling() && advanced < all,
                "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment"
                        + " strategy");
    }

    private static void container(LoadBalancerBinding binding, TaskDefinition definition) {
        Optional<ObjectNode> container = definition.containers().stream()
                .filter(one -> one.get("name").asText().equals(binding.containerName()))
                .findFirst();
        refuse(
                container.isEmpty(),
                "The container " + binding.containerName() + " does not exist in the task definition.");
        boolean mapped = false;
        for (JsonNode port : container.get().path("portMappings")) {
            mapped |= port.path("containerPort").asInt() == binding.containerPort();
        }
        refuse(
                !mapped,
                "The container " + binding.containerName() + " did not have a container port " + binding.containerPort()
                        + " defined.");
    }

    private void targetGroup(String arn, boolean awsvpc) {
        Optional<TargetGroup> group = arn == null ? Optional.empty() : traffic.targetGroup(arn);
        refuse(
                group.isEmpty(),
                "The specified target group does not exist. Specify a valid target group and try again.");
        refuse(
                !traffic.isUsed(arn),
                "The target group with targetGroupArn " + arn + " does not have an associated load balancer.");
        refuse(
                awsvpc && !group.get().targetType().equals("ip"),
                "The provided target group " + arn + " has target type "
                        + group.get().targetType()
                        + ", which is incompatible with the awsvpc network mode specified in the task definition.");
    }

    private static void rules(LoadBalancerBinding binding) {
        arn("productionListenerRule", binding.productionListenerRule());
        if (binding.testListenerRule() != null) {
            arn("testListenerRule", binding.testListenerRule());
            refuse(
                    binding.testListenerRule().equals(binding.productionListenerRule()),
                    "The following rules cannot be used as both production and test listener rules: "
                            + binding.productionListenerRule());
        }
    }

    private static void arn(String member, String arn) {
        boolean rule = arn.contains(":listener-rule/app/") || arn.contains(":listener/net/");
        refuse(
                !rule,
                member + " has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: " + arn);
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw EcsErrors.invalidParameter(message);
        }
    }
}
