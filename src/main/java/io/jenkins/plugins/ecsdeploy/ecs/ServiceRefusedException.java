package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/**
 * The request is refused, because of itself or of the service's state. Nothing was changed except what the message
 * names.
 */
public final class ServiceRefusedException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public ServiceRefusedException(String message) {
        super(message);
    }

    public ServiceRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
