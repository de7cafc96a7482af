package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.WaitState;
import io.jenkins.plugins.ecsdeploy.rollback.DeploymentRollback;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import java.util.Optional;

/** Stops a deployment that is in progress, and ECS or CodeDeploy rolls it back: {@code failFast} and {@code onAbort}. */
final class DeploymentStop {

    private static final String STEP = StepNames.AWAIT_STEADY;

    private final Sleeper sleeper;
    private final StepLog log;

    DeploymentStop(Sleeper sleeper, StepLog log) {
        this.sleeper = sleeper;
        this.log = log;
    }

    /**
     * A deployment that ECS does not list yet is waited for, some seconds.
     *
     * @return whether a rollback was asked for; otherwise the log says why not
     */
    boolean request(WaitState wait, ConnectionSource connection) throws InterruptedException {
        if (wait.isRollingBack()) {
            log.line(
                    STEP,
                    "The rollback of " + wait.service() + " that onFailure asks for is in progress and continues");
            return false;
        }
        boolean inProgress = !wait.hasEnded();
        Optional<String> arn = inProgress ? wait.deploymentArn() : Optional.empty();
        Optional<DeploymentId> known = inProgress ? wait.deployment() : Optional.empty();
        if (arn.isEmpty() && known.isEmpty()) {
            log.line(STEP, "Nothing to roll back for " + wait.service());
            return false;
        }
        try (AwsClients clients = new AwsClients(connection.find())) {
            if (arn.isPresent()) {
                new DeploymentRollback(clients, sleeper).request(arn.get());
            } else if (!new ServiceRollback(clients, sleeper).stop(wait.service(), known.get())) {
                log.line(STEP, "Nothing to roll back for " + wait.service() + ": " + known.get() + " has ended");
                return false;
            }
            log.line(STEP, "Asked ECS to roll back the deployment of " + wait.service());
            return true;
        }
    }

    /** The same because the deployment can't succeed; never throws. @return whether it was asked for */
    boolean failFast(WaitState wait, ConnectionSource connection) {
        try {
            if (request(wait, connection)) {
                wait.rollbackAsked("failFast");
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            notStopped("interrupted");
        } catch (RuntimeException failed) {
            notStopped(failed.getMessage());
        }
        return false;
    }

    private void notStopped(String why) {
        log.line(STEP, "NOT stopped, so the wait continues until ECS ends the deployment: " + why);
    }
}
