package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** Watching can't go on, or can't begin: the service to watch is not there. Nothing was stopped or changed. */
public final class SteadyException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public SteadyException(String message) {
        super(message);
    }

    public SteadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
