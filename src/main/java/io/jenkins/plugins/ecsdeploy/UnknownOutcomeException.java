package io.jenkins.plugins.ecsdeploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A call that changes something was sent, and nothing shows what became of it. It may have taken effect, so it is neither
 * repeated nor taken for a success. The message says what to check before anything is tried again.
 */
public final class UnknownOutcomeException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String message) {
        this(message, null);
    }

    public UnknownOutcomeException(String message, @CheckForNull Throwable cause) {
        super(message, cause);
    }
}
