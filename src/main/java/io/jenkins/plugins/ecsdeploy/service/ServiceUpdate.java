package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to change about a service. What is empty is left as it is and not sent.
 *
 * @param taskDefinition {@code family:revision} or ARN
 * @param forceNewDeployment start a deployment even where nothing differs
 */
public record ServiceUpdate(
        ServiceRef service,
        Optional<String> taskDefinition,
        OptionalInt desiredCount,
        Optional<Strategy> strategy,
        boolean forceNewDeployment) {

    public ServiceUpdate {
        if (desiredCount.isPresent() && desiredCount.getAsInt() < 0) {
            throw new ServiceRefusedException("desiredCount must be 0 or more, not " + desiredCount.getAsInt() + ".");
        }
    }
}
