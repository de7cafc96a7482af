package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.operations.PendingPauses;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What the waits of a step need of their build. Never saved: it is found again after a restart.
 *
 * @param connections one for each service, in their order
 * @param observers the same
 * @param environment says when the session of the environment's credentials ends
 * @param rollbacks which step of the build has asked for the rollback of a deployment, if one has
 * @param building whether the build still runs: false after its end, also if nobody has stopped its steps (a hard kill)
 */
public record BuildAccess(
        List<ConnectionSource> connections,
        List<AwaitObserver> observers,
        Map<String, String> environment,
        PendingPauses pauses,
        StepLog log,
        Function<DeploymentId, Optional<String>> rollbacks,
        BooleanSupplier building) {

    public BuildAccess {
        connections = List.copyOf(connections);
        observers = List.copyOf(observers);
    }
}
