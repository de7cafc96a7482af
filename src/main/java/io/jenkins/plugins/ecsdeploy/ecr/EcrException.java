package io.jenkins.plugins.ecsdeploy.ecr;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;

/** Something in ECR is missing, contradictory or incomplete. */
public final class EcrException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    EcrException(String message) {
        super(message);
    }

    EcrException(String message, Throwable cause) {
        super(message, cause);
    }
}
