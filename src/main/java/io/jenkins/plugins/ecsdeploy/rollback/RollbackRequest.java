package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.Optional;

/**
 * Which service to roll back, and to what.
 *
 * @param own the deployment to roll back; empty: the one in progress, whoever started it
 * @param previous ARN of the previous task definition, if it is known
 * @param named the task definition to roll back to, if one was named: ARN or {@code family:revision}
 */
public record RollbackRequest(
        ServiceRef service, Optional<DeploymentId> own, Optional<String> previous, Optional<String> named) {}
