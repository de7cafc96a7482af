package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.Optional;

/**
 * Which service to roll back, and to what.
 *
 * @param own the deployment to roll back; empty: the one in progress, whoever started it
 * @param previous ARN of the previous task definition; empty if this build has not updated the service
 * @param named the task definition to roll back to, if one was named: ARN or {@code family:revision}
 * @param force whether to replace another update's release too
 */
public record RollbackRequest(
        ServiceRef service,
        Optional<DeploymentId> own,
        Optional<String> previous,
        Optional<String> named,
        boolean force) {

    /** Leaves another update's release alone. */
    public RollbackRequest(
            ServiceRef service, Optional<DeploymentId> own, Optional<String> previous, Optional<String> named) {
        this(service, own, previous, named, false);
    }

    /** The same, once the deployment to roll back is known. */
    public RollbackRequest of(DeploymentId deployment) {
        return new RollbackRequest(service, Optional.of(deployment), previous, named, force);
    }

    /** What to roll back to; empty if it is unknown. */
    Optional<String> target() {
        return named.or(() -> previous);
    }
}
