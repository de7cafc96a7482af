package io.jenkins.plugins.ecsdeploy.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.Serializable;
import java.util.function.Function;

/**
 * The answer to a {@link PushAttempt}. A refusal is returned as its message, so no exception is sent to the controller.
 *
 * @param result null if the push was refused
 * @param refusal null if it was not
 * @param loginRefused whether another login may be accepted
 */
public record PushAnswer(
        @CheckForNull PushResult result, @CheckForNull String refusal, boolean loginRefused) implements Serializable {

    /** @throws X made from the refusal's message */
    public <X extends Exception> PushResult orElseThrow(Function<String, X> refused) throws X {
        if (result == null) {
            throw refused.apply(String.valueOf(refusal));
        }
        return result;
    }

    static PushAnswer pushed(PushResult result) {
        return new PushAnswer(result, null, false);
    }

    public static PushAnswer refused(String reason, boolean loginRefused) {
        return new PushAnswer(null, reason, loginRefused);
    }
}
