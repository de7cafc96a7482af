package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** The rehearsal can't begin as asked. */
final class RehearsalException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    RehearsalException(String message) {
        super(message);
    }
}
