package io.jenkins.plugins.ecsdeploy.steady;

/** How a deployment ended; the same words for every strategy. A deployment that was rolled back never succeeded. */
public enum Outcome {
    /** What was asked for runs and is steady. */
    SUCCEEDED,
    /** ECS went back to the earlier revision. */
    ROLLED_BACK,
    /** A later update took this deployment's place before it had ended. */
    SUPERSEDED,
    /** Stopped by a person or another tool. */
    STOPPED,
    /** Failed, and the earlier revision was not brought back. */
    FAILED,
    /** Not ended when the time we wait was over; the deployment itself goes on. */
    TIMED_OUT,
    /** Nothing was asked that differs from what is. */
    UNCHANGED;

    public boolean isGood() {
        return this == SUCCEEDED || this == UNCHANGED;
    }
}
