package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.Optional;

/**
 * Back to what ran before.
 *
 * @param own the deployment to go back from; empty: whatever goes on there
 * @param previous ARN of what ran before, where that is known
 * @param named the task definition to go back to, where somebody named one: ARN or {@code family:revision}
 */
public record RollbackRequest(
        ServiceRef service, Optional<DeploymentId> own, Optional<String> previous, Optional<String> named) {}
