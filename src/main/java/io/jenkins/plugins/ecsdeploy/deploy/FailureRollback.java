package io.jenkins.plugins.ecsdeploy.deploy;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.service.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.service.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.Outcome;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import io.jenkins.plugins.ecsdeploy.steady.Verdict;
import java.util.Optional;

/**
 * Brings the earlier task definition back after a deployment that failed and that nobody rolled back: {@code onFailure:
 * 'rollback'}. Never after a time-out or a stop, which leave a deployment alone.
 */
public final class FailureRollback {

    private final ServiceUpdater updater;

    public FailureRollback(AwsClients clients) {
        updater = new ServiceUpdater(clients);
    }

    /** Whether there is something to bring back after this outcome. */
    public static boolean isWorthIt(Outcome outcome) {
        return outcome == Outcome.FAILED;
    }

    /**
     * Starts the deployment that brings it back.
     *
     * @param previousTaskDefinition what the service ran before the build
     * @return empty where the service is set to run that already
     * @throws InterruptedException when aborted
     */
    public Optional<DeploymentId> start(ServiceRef service, String previousTaskDefinition) throws InterruptedException {
        return updater.update(ServiceUpdate.of(service).taskDefinition(Optional.of(previousTaskDefinition)))
                .deployment();
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
