package io.jenkins.plugins.ecsdeploy.operations.push;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** The image was not pushed. */
final class PushRefusedException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    PushRefusedException(String message) {
        super(message);
    }
}
