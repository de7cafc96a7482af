package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.List;
import java.util.Optional;

/**
 * What an update did, or, for a dry run, would do.
 *
 * @param deployment the deployment that it started; empty where none was: nothing differed, or only the count did
 * @param previousTaskDefinition ARN of what the service ran before: what served, where it was set to something that failed or had
 *     not ended
 * @param taskDefinition ARN of what it is set to run now
 * @param changes what was changed, one sentence each; empty where nothing was sent
 * @param notices what the person at the build should know of, one sentence each
 * @param pause the PAUSE hook that was added, to be taken out once the deployment has ended
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
