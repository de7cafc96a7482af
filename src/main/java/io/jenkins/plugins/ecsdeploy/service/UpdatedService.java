package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.util.List;
import java.util.Optional;

/**
 * What an update did.
 *
 * @param deployment the deployment that it started; empty where none was: nothing differed, or only the count did
 * @param previousTaskDefinition ARN of what the service was set to run before
 * @param taskDefinition ARN of what it is set to run now
 * @param changes what was changed, one sentence each; empty where nothing was sent
 */
public record UpdatedService(
        ServiceRef service,
        Optional<DeploymentId> deployment,
        String previousTaskDefinition,
        String taskDefinition,
        List<String> changes) {

    public UpdatedService {
        changes = List.copyOf(changes);
    }

    public boolean changed() {
        return !changes.isEmpty();
    }
}
