package io.jenkins.plugins.ecsdeploy.update.request;

import java.util.Optional;

/** An update that was checked against the service as it is, and not sent yet. */
public interface PreparedUpdate {

    /** What it would do: the result of {@link #send} but for the deployment. */
    UpdatedService planned();

    /**
     * The PAUSE hook that it would add. Whoever has to remove it again should remember it before {@link #send}, in case this
     * process ends in between.
     */
    default Optional<AddedPause> pause() {
        return planned().pause();
    }

    /** What is known of it while there is no answer yet. */
    UnansweredUpdate unanswered();

    /** Changes the service, or nothing if nothing differs. */
    UpdatedService send() throws InterruptedException;
}
