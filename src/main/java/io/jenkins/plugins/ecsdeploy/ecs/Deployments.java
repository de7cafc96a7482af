package io.jenkins.plugins.ecsdeploy.ecs;

import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service's list of deployments. */
public final class Deployments {

    private Deployments() {}

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
}
