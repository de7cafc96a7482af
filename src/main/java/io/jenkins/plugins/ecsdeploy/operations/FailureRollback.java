package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import java.util.Optional;

/**
 * Brings the earlier task definition back after a deployment that failed and that nobody rolled back: {@code onFailure:
 * 'rollback'}. Never after a time-out or a stop, which leave a deployment alone.
 */
public final class FailureRollback {

    private final ServiceRollback rollback;

    public FailureRollback(AwsClients clients) {
        rollback = new ServiceRollback(clients);
    }

    /** Whether there is something to bring back after this outcome. */
    public static boolean isWorthIt(Outcome outcome) {
        return outcome == Outcome.FAILED;
    }

    /**
     * Starts the deployment that brings it back; where that has begun already, before a restart, finds it.
     *
     * @param failed the deployment that failed
     * @param previousTaskDefinition what the service ran before the build
     * @return empty where the service is set to run that already
     * @throws ServiceRefusedException where another update has taken over since; it is left alone
     * @throws InterruptedException when aborted
     */
    public Optional<DeploymentId> start(
            ServiceRef service, Optional<DeploymentId> failed, String previousTaskDefinition)
            throws InterruptedException {
        return rollback.redeploy(service, failed, previousTaskDefinition);
    }

    /** What became of all of it: rolled back only where the earlier task definition is steady again. */
    public static Verdict verdict(String whyFailed, Verdict back) {
        return back.outcome() == Outcome.SUCCEEDED
                ? new Verdict(Outcome.ROLLED_BACK, whyFailed + " Rolled back, as onFailure says: " + back.reason())
                : new Verdict(
                        Outcome.FAILED,
                        whyFailed + " The rollback that onFailure asks for did not succeed (" + back.outcome() + "): "
                                + back.reason());
    }
}
