package io.jenkins.plugins.ecsdeploy.ecs;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** A service's list of deployments. */
public final class Deployments {

    private Deployments() {}

    /** Whether CodeDeploy carries them out, so that UpdateService may not. */
    public static boolean areByCodeDeploy(Service service) {
        return "ACTIVE".equals(service.status())
                && service.deploymentController() != null
                && service.deploymentController().type() == DeploymentControllerType.CODE_DEPLOY;
    }

    /** The one that the service is to become, or has become. */
    public static Optional<DeploymentId> primary(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst()
                .map(Deployment::id)
                .map(DeploymentId::new);
    }

    /**
     * The PRIMARY, where it goes on. A service deployment is listed a moment later only, but this entry is there at once.
     */
    public static Optional<DeploymentId> primaryInProgress(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .filter(deployment -> deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS)
                .findFirst()
                .map(Deployment::id)
                .map(DeploymentId::new);
    }

    /**
     * What CodeDeploy is at. API reference of TaskSet: `startedBy` is CODE_DEPLOY, and `externalId` the deployment's id.
     * While there are two, the newer one is what is being deployed, until the traffic has moved as ACTIVE and then as
     * PRIMARY.
     */
    public static Optional<DeploymentId> codeDeployInProgress(Service service) {
        return service.taskSets().stream()
                .filter(set -> service.taskSets().size() > 1)
                .max(Comparator.comparing(
                        set -> Optional.ofNullable(set.createdAt()).orElse(Instant.EPOCH)))
                .filter(set -> "CODE_DEPLOY".equals(set.startedBy()))
                .map(TaskSet::externalId)
                .map(DeploymentId::new)
                .filter(DeploymentId::isCodeDeploy);
    }
}
