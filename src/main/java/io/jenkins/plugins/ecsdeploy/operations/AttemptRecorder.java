package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.update.request.UnansweredUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;

/** Remembers what a build is about to change: if the answer is lost, the update may have been carried out. */
@FunctionalInterface
public interface AttemptRecorder {

    /** Remembers nothing. */
    AttemptRecorder NONE = (planned, unanswered) -> () -> {};

    /**
     * An update is about to be sent.
     *
     * @return forgets it again, because it was refused
     */
    Runnable attempting(UpdatedService planned, UnansweredUpdate unanswered);
}
