package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** The service is not in a state, or not made, for what was asked. Nothing was changed but what the message names. */
public final class ServiceRefusedException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public ServiceRefusedException(String message) {
        super(message);
    }

    public ServiceRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
