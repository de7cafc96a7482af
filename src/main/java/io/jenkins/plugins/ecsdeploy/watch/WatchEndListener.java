package io.jenkins.plugins.ecsdeploy.watch;

/** Is notified once of how a wait has ended; never if it was cancelled. */
public interface WatchEndListener {

    void ended(WatchResult result);

    /**
     * The wait failed: what it was to watch does not exist, AWS refuses the calls, or there is a bug. The deployment is
     * not touched.
     */
    void failed(RuntimeException why);
}
