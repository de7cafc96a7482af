package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** A cluster, a service or a deployment that was named does not exist. Nothing was stopped or changed. */
public final class NoSuchResourceException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public NoSuchResourceException(String message) {
        super(message);
    }

    public NoSuchResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
