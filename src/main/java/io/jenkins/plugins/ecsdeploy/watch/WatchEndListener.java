package io.jenkins.plugins.ecsdeploy.watch;

/** Is told once how a wait has ended; not at all where it was cancelled. */
public interface WatchEndListener {

    void ended(WatchResult result);

    /** The wait could not go on: what was to be watched is not there, AWS refuses to be asked, or a bug. */
    void failed(RuntimeException why);
}
