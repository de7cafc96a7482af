package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** Watching can't go on, or can't begin: the service to watch is not there. Nothing was stopped or changed. */
public final class WatchException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    public WatchException(String message) {
        super(message);
    }

    public WatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
