package io.jenkins.plugins.ecsdeploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A failure with a message written for the person who reads the build: what failed, where, why and what to do next.
 *
 * <p>Whoever catches one shows {@link #getMessage()} alone. The stack trace belongs into a log, never into a build.
 * The message must not hold a secret.
 */
public abstract class EcsDeployException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected EcsDeployException(String message) {
        super(message);
    }

    protected EcsDeployException(String message, @CheckForNull Throwable cause) {
        super(message, cause);
    }
}
