package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.PauseHookRemoval;
import java.time.Clock;
import java.time.Duration;

/**
 * Removes the pause hooks that a build added to a service whose deployment has ended: they would pause everybody's later
 * deployments.
 */
public final class PauseCleanup {

    private static final String STEP = StepNames.UPDATE_SERVICE;

    private final Clock clock;
    private final Sleeper sleeper;

    /** @param sleeper between two polls for a deployment that another update has started meanwhile */
    public PauseCleanup(Clock clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Removes those of one service. It never fails the build: the deployment has its outcome already. */
    public void removeFrom(ServiceRef service, PendingPauses pending, StepLog log) {
        for (PendingPause one : pending.of(service)) {
            try {
                if (settle(one) == PauseHookRemoval.Result.REMOVED) {
                    log.line(STEP, "Removed the pause hook from " + service);
                    one.settled();
                }
            } catch (EcsDeployException failed) {
                log.line(
                        STEP,
                        "The pause hook is still in the deploymentConfiguration of " + service
                                + " and would pause later deployments. " + pending.retry() + " " + failed.getMessage());
            }
        }
    }

    /**
     * Removes one hook if its deployment has ended, and forgets it once there is nothing left to remove.
     *
     * @return REMOVED, too, if it was removed before and the build has not said so
     */
    public PauseHookRemoval.Result settle(PendingPause one) {
        synchronized (one.lock()) {
            if (one.isRemoved()) {
                return PauseHookRemoval.Result.REMOVED;
            }
            PauseHookRemoval.Result result;
            try (AwsClients clients = new AwsClients(one.connection())) {
                result = new PauseHookRemoval(clients, sleeper).remove(one.service(), one.deployment(), one.pause());
            }
            if (result == PauseHookRemoval.Result.REMOVED) {
                one.removed();
            } else if (result.isSettled(Duration.between(one.since(), clock.instant()))) {
                one.settled();
            }
            return result;
        }
    }
}
