package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import java.util.List;

/**
 * Which members of UpdateService start a deployment when they differ from what is (API reference, UpdateService: each
 * says whether it "triggers a new service deployment").
 */
final class UpdateRules {

    static final List<String> KEPT_ONLY = List.of(
            "capacityProviderStrategy",
            "deploymentConfiguration",
            "availabilityZoneRebalancing",
            "placementConstraints",
            "placementStrategy",
            "healthCheckGracePeriodSeconds",
            "deploymentController",
            "enableExecuteCommand",
            "enableECSManagedTags",
            "propagateTags");

    private static final String BY_CODE_DEPLOY =
            " on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.";

    private UpdateRules() {}

    /** @param request with {@code taskDefinition} as a full ARN */
    static boolean startsDeployment(ObjectNode settings, ObjectNode request) {
        return request.path("forceNewDeployment").asBoolean()
                || ServiceRevision.DEPLOYED_MEMBERS.stream()
                        .anyMatch(member -> request.has(member) && differs(settings, request, member));
    }

    /**
     * What only CodeDeploy may change of a service that it deploys, in ECS's words (Terraform and CloudFormation users'
     * reports; API reference, UpdateService).
     */
    static void refuseForCodeDeploy(ObjectNode settings, ObjectNode request) {
        refuse(settings, request, "taskDefinition", "task definition");
        refuse(settings, request, "networkConfiguration", "network parameters");
        refuse(settings, request, "platformVersion", "platform version");
        refuse(settings, request, "loadBalancers", "load balancers");
        if (request.path("forceNewDeployment").asBoolean()) {
            throw EcsErrors.invalidParameter("Cannot force a new deployment" + BY_CODE_DEPLOY);
        }
    }

    /** In ECS's words (pipe-cd/pipecd pull request 6385, reproio/ecs_deploy pull request 74). */
    static void refuseCapacityWithoutDeployment(ObjectNode settings, ObjectNode request) {
        if (request.has("capacityProviderStrategy")
                && differs(settings, request, "capacityProviderStrategy")
                && !request.path("forceNewDeployment").asBoolean()) {
            throw EcsErrors.invalidParameter(
                    "When switching from launch type to capacity provider strategy on an existing"
                            + " service, or making a change to a capacity provider strategy on a service that is already using"
                            + " one, you must force a new deployment.");
        }
    }

    private static void refuse(ObjectNode settings, ObjectNode request, String member, String what) {
        if (request.has(member) && differs(settings, request, member)) {
            throw EcsErrors.invalidParameter("Unable to update " + what + BY_CODE_DEPLOY);
        }
    }

    /** No value and an empty list are the same: some clients always send {@code volumeConfigurations: []}. */
    private static boolean differs(ObjectNode settings, ObjectNode request, String member) {
        return !orMissing(settings.path(member)).equals(orMissing(request.get(member)));
    }

    private static JsonNode orMissing(JsonNode value) {
        return value.isEmpty() && value.isContainerNode() ? MissingNode.getInstance() : value;
    }
}
