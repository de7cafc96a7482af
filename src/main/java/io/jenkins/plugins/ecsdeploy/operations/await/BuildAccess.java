package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.operations.PendingPauses;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import java.util.List;
import java.util.Map;

/**
 * What the waits of a step need of their build. Never saved: it is found again after a restart.
 *
 * @param connections one for each service, in their order
 * @param environment says when the session of the environment's credentials ends
 */
public record BuildAccess(
        List<ConnectionSource> connections, Map<String, String> environment, PendingPauses pauses, StepLog log) {

    public BuildAccess {
        connections = List.copyOf(connections);
    }
}
