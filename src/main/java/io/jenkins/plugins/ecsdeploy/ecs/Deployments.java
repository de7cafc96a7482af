package io.jenkins.plugins.ecsdeploy.ecs;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Finds deployments in a service's own lists. */
public final class Deployments {

    private static final String EXTERNAL = "EXTERNAL";

    private Deployments() {}

    /** Whether CodeDeploy carries out the service's deployments, so that UpdateService can't. */
    public static boolean areByCodeDeploy(Service service) {
        return "ACTIVE".equals(service.status())
                && service.deploymentController() != null
                && service.deploymentController().type() == DeploymentControllerType.CODE_DEPLOY;
    }

    /**
     * Express Mode services have no task definition of their own, only their deployments have one (ecspresso #902).
     *
     * @return the service, with that of its PRIMARY if it has none itself
     */
    public static Service withTaskDefinition(Service service) {
        return service.taskDefinition() != null
                ? service
                : primaryEntry(service)
                        .map(primary -> service.toBuilder()
                                .taskDefinition(primary.taskDefinition())
                                .build())
                        .orElse(service);
    }

    /** Why a service that another tool deploys by task sets can't be updated or waited for; empty for all others. */
    public static Optional<String> refusal(ServiceRef ref, String controller) {
        return EXTERNAL.equals(controller)
                ? Optional.of(
                        "The " + ref + " has the deployment controller EXTERNAL: its task sets are created and deleted"
                                + " by another tool, and ECS replaces no tasks by itself. Deploy it and wait for it with that"
                                + " tool.")
                : Optional.empty();
    }

    /** The deployment that the service is changing to, or has changed to. */
    public static Optional<DeploymentId> primary(Service service) {
        return primaryEntry(service).map(Deployment::id).map(DeploymentId::new);
    }

    /**
     * The PRIMARY, if it is in progress. A service deployment is listed a moment after an update, this entry at once.
     */
    public static Optional<DeploymentId> primaryInProgress(Service service) {
        return primaryEntry(service)
                .filter(deployment -> deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS)
                .map(Deployment::id)
                .map(DeploymentId::new);
    }

    /** The service's own entry of it; an entry is removed once the deployment has no tasks and isn't PRIMARY. */
    public static Optional<Deployment> entry(Service service, DeploymentId id) {
        return service.deployments().stream()
                .filter(deployment -> id.value().equals(deployment.id()))
                .findFirst();
    }

    /** The service's own entry of what it is changing to, or has changed to. */
    public static Optional<Deployment> primaryEntry(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst();
    }

    /**
     * CodeDeploy's deployment in progress. API reference of TaskSet: {@code startedBy} is CODE_DEPLOY, and
     * {@code externalId} the deployment's id. While there are two task sets, the newer one is being deployed: ACTIVE
     * until the traffic has shifted, then PRIMARY.
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
