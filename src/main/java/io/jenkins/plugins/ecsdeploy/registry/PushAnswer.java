package io.jenkins.plugins.ecsdeploy.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.Serializable;

/**
 * What came of a {@link PushAttempt}. A refusal travels back as its message, so that no exception class has to.
 *
 * @param result null if it was refused
 * @param refusal null if it was not
 * @param loginRefused whether another login may be accepted
 */
public record PushAnswer(
        @CheckForNull PushResult result, @CheckForNull String refusal, boolean loginRefused) implements Serializable {

    static PushAnswer pushed(PushResult result) {
        return new PushAnswer(result, null, false);
    }

    public static PushAnswer refused(String why, boolean loginRefused) {
        return new PushAnswer(null, why, loginRefused);
    }
}
