package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** What was asked for doesn't fit together. Nothing was changed. */
public final class DeployException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    DeployException(String message) {
        super(message);
    }
}
