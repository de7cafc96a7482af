package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.WaitState;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import java.util.Optional;

/**
 * Brings the previous task definition back after a deployment that failed and that nobody rolled back: {@code onFailure:
 * 'rollback'}. Never after a time-out or a stop, which leave a deployment alone.
 */
final class FailureRollback {

    private final Sleeper sleeper;
    private final StepLog log;

    FailureRollback(Sleeper sleeper, StepLog log) {
        this.sleeper = sleeper;
        this.log = log;
    }

    /** Starts the deployment that brings it back, or finds the one that began before a restart. Takes a moment. */
    void start(WaitState wait, ConnectionSource connection) {
        if (wait.previousTaskDefinition().isEmpty()) {
            wait.notRolledBack("this build has not updated the service, so the previous task definition is unknown.");
            return;
        }
        String previous = wait.previousTaskDefinition().get();
        try {
            Optional<DeploymentId> started = start(wait, previous, connection.find());
            if (started.isEmpty()) {
                wait.notRolledBack("the service is already set to run " + previous + ".");
                return;
            }
            log.line(
                    StepNames.AWAIT_STEADY,
                    "Rolling " + wait.service() + " back to " + previous + ": deployment " + started.get());
            wait.rolledBackBy(started.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            wait.notRolledBack("interrupted.");
        } catch (EcsDeployException failed) {
            wait.notRolledBack(failed.getMessage());
        }
    }

    /** @return empty if the service is set to run it already */
    private Optional<DeploymentId> start(WaitState wait, String previous, AwsConnection connection)
            throws InterruptedException {
        try (AwsClients clients = new AwsClients(connection)) {
            return new ServiceRollback(clients, sleeper).redeploy(wait.service(), wait.deployment(), previous);
        }
    }
}
