package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.List;
import java.util.Optional;

/**
 * What an update did, or, for a dry run, would do.
 *
 * @param deployment the deployment that it started; empty if it started none: nothing differed, or only the count did
 * @param previousTaskDefinition ARN of the previous task definition: that of the last stable revision
 * @param taskDefinition ARN of what the update set the service to run; if it started no deployment, of what the service was
 *     set to run directly before it
 * @param changes what was changed, one line each; empty if nothing was sent
 * @param notices what the reader of the log should know, one sentence each
 * @param pause the PAUSE hook that was added, to be removed once the deployment has ended
 */
public record UpdatedService(
        ServiceRef service,
        Optional<DeploymentId> deployment,
        String previousTaskDefinition,
        String taskDefinition,
        List<String> changes,
        List<String> notices,
        Optional<AddedPause> pause) {

    public UpdatedService {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }

    public boolean changed() {
        return !changes.isEmpty();
    }
}
