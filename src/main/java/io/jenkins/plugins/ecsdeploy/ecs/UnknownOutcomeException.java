package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/**
 * A change was sent, and what became of it can't be found out. It may have taken effect. The message says what to check
 * before anything is tried again.
 */
public final class UnknownOutcomeException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String message) {
        super(message);
    }
}
