package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;

/** Sends an update that is remembered before, so that one whose answer is lost is not forgotten. */
public record RecordedSending(AttemptRecorder attempts) {

    public UpdatedService send(PreparedUpdate prepared) throws InterruptedException {
        UpdatedService planned = prepared.planned();
        if (!planned.changed()) {
            return planned;
        }
        Runnable forget = attempts.attempting(planned, prepared.unanswered());
        try {
            return prepared.send();
        } catch (EcsDeployException failed) {
            if (!mayHaveChangedSomething(failed)) {
                forget.run();
            }
            throw failed;
        }
    }

    /** Whether it is unknown what a failed update has done. */
    public static boolean mayHaveChangedSomething(EcsDeployException failed) {
        return failed instanceof UnknownOutcomeException
                || failed instanceof AwsCallException call && call.isInterruption();
    }
}
