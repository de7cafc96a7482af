package io.jenkins.plugins.ecsdeploy.operations.setup;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.List;

/** The deployment would fail. Nothing was changed. */
public final class VerificationException extends EcsDeployException {

    private static final long serialVersionUID = 1L;

    VerificationException(ServiceRef service, List<String> faults) {
        super("A deployment of the " + service + " would fail. Nothing was changed.\n" + String.join("\n", faults));
    }
}
