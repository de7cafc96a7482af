package io.jenkins.plugins.ecsdeploy.operations.await;

/** Is notified of a step's waits, by the poller: it must not take long. */
public interface AwaitListener {

    /** Something has changed that must be known after a restart. */
    void unsaved();

    /** All waits have ended. */
    void ended();

    /** A bug of ours. */
    void failed(RuntimeException why);
}
