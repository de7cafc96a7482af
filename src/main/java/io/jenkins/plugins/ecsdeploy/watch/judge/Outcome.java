package io.jenkins.plugins.ecsdeploy.watch.judge;

import java.util.List;
import java.util.stream.Stream;

/** How a wait for a deployment ended; the same words for every strategy. What was rolled back never succeeded. */
public enum Outcome {
    /** What was asked for runs and is steady. */
    SUCCEEDED,
    /** It is as far as was waited for, short of its end; the deployment itself goes on. */
    REACHED,
    /** It stands at a gate, which was waited for, until somebody answers or the gate expires. */
    PAUSED,
    /** ECS or CodeDeploy went back to the earlier revision. */
    ROLLED_BACK,
    /** A later update took this deployment's place before it had ended. */
    SUPERSEDED,
    /** Stopped by a person or another tool. */
    STOPPED,
    /** Failed, and the earlier revision was not brought back, or something else runs than was asked for. */
    FAILED,
    /** Not ended when the time we wait was over; the deployment itself goes on. */
    TIMED_OUT,
    /** Nothing was asked that differs from what is. */
    UNCHANGED;

    /** Whether a build may go on with it. */
    public boolean isGood() {
        return switch (this) {
            case SUCCEEDED, REACHED, PAUSED, UNCHANGED -> true;
            case ROLLED_BACK, SUPERSEDED, STOPPED, FAILED, TIMED_OUT -> false;
        };
    }

    /**
     * One word for several services: the first bad one; else the one that is furthest from its end; unchanged only where
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
