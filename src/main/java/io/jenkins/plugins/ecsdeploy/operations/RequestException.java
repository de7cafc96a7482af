package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** The settings of a request contradict each other, or one is missing. Nothing was changed. */
public final class RequestException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    /** @param step whose settings they are */
    public RequestException(String step, String message) {
        super(step + ": " + message);
    }
}
