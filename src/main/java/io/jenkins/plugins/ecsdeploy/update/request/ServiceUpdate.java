package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to change about a service. What is empty stays as it is and is not sent.
 *
 * @param taskDefinition {@code family:revision} or ARN
 * @param pause where the deployment that is started must wait for an answer
 * @param loadBalancer what the strategy needs of the service's load balancer
 * @param forceNewDeployment whether to start a deployment even if nothing differs
 */
public record ServiceUpdate(
        ServiceRef service,
        Optional<String> taskDefinition,
        OptionalInt desiredCount,
        Optional<Strategy> strategy,
        Optional<PauseRequest> pause,
        Optional<LoadBalancerSettings> loadBalancer,
        boolean forceNewDeployment) {

    public ServiceUpdate {
        if (desiredCount.isPresent() && desiredCount.getAsInt() < 0) {
            throw new ServiceRefusedException("desiredCount must be 0 or more, not " + desiredCount.getAsInt() + ".");
        }
    }

    /** Changes nothing yet. */
    public static ServiceUpdate of(ServiceRef service) {
        return new ServiceUpdate(
                service,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public ServiceUpdate taskDefinition(Optional<String> wanted) {
        return new ServiceUpdate(service, wanted, desiredCount, strategy, pause, loadBalancer, forceNewDeployment);
    }

    public ServiceUpdate taskDefinition(String wanted) {
        return taskDefinition(Optional.of(wanted));
    }

    public ServiceUpdate desiredCount(OptionalInt wanted) {
        return new ServiceUpdate(service, taskDefinition, wanted, strategy, pause, loadBalancer, forceNewDeployment);
    }

    public ServiceUpdate strategy(Optional<Strategy> wanted) {
        return new ServiceUpdate(
                service, taskDefinition, desiredCount, wanted, pause, loadBalancer, forceNewDeployment);
    }

    public ServiceUpdate strategy(Strategy wanted) {
        return strategy(Optional.of(wanted));
    }

    public ServiceUpdate pause(Optional<PauseRequest> wanted) {
        return new ServiceUpdate(
                service, taskDefinition, desiredCount, strategy, wanted, loadBalancer, forceNewDeployment);
    }

    public ServiceUpdate pause(PauseRequest wanted) {
        return pause(Optional.of(wanted));
    }

    public ServiceUpdate loadBalancer(Optional<LoadBalancerSettings> wanted) {
        return new ServiceUpdate(service, taskDefinition, desiredCount, strategy, pause, wanted, forceNewDeployment);
    }

    public ServiceUpdate forceNewDeployment(boolean wanted) {
        return new ServiceUpdate(service, taskDefinition, desiredCount, strategy, pause, loadBalancer, wanted);
    }
}
