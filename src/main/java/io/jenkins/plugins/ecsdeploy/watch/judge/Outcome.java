package io.jenkins.plugins.ecsdeploy.watch.judge;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a wait for a deployment ended; the same words for every strategy. A deployment that was rolled back never
 * succeeded.
 */
public enum Outcome {
    /** The requested revision or count runs and is steady. */
    SUCCEEDED,
    /** The deployment has got as far as the wait asked for, and continues. */
    REACHED,
    /** The deployment is paused at a gate, which the wait asked for, until it is answered or expires. */
    PAUSED,
    /** ECS or CodeDeploy rolled back to the earlier revision. */
    ROLLED_BACK,
    /** A later update replaced this deployment before it had ended. */
    SUPERSEDED,
    /** Stopped by a user or another tool. */
    STOPPED,
    /** Failed and not rolled back, or something other than requested runs. */
    FAILED,
    /** Not ended within the time of the wait; the deployment continues. */
    TIMED_OUT,
    /** The service already was as requested. */
    UNCHANGED,
    /** An answer was lost, and no later one shows what became of it; the reason says what to check. */
    UNKNOWN;

    /** Whether a build may continue after it. */
    public boolean isGood() {
        return switch (this) {
            case SUCCEEDED, REACHED, PAUSED, UNCHANGED -> true;
            case ROLLED_BACK, SUPERSEDED, STOPPED, FAILED, TIMED_OUT, UNKNOWN -> false;
        };
    }

    /**
     * One word for several services: the first bad one; else the one that is furthest from its end; unchanged only if
     * all are.
     *
     * @param outcomes at least one
     */
    public static Outcome ofAll(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isGood())
                .findFirst()
                .or(() -> Stream.of(PAUSED, REACHED, SUCCEEDED)
                        .filter(outcomes::contains)
                        .findFirst())
                .orElse(UNCHANGED);
    }
}
