package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What to wait for.
 *
 * @param deployment the deployment to follow; empty to follow the one that is PRIMARY at the first look, or, where that
 *     has completed, to wait for the desired number of running tasks
 * @param toldEvents ids of service events that were told before, by a wait that this one goes on from
 * @param timeout how long to wait; when it is over the deployment is left as it is
 */
public record WatchRequest(
        ServiceRef service, Optional<DeploymentId> deployment, Duration timeout, Set<String> toldEvents) {

    public WatchRequest {
        toldEvents = Set.copyOf(toldEvents);
    }

    /** A wait that begins now. */
    public WatchRequest(ServiceRef service, Optional<DeploymentId> deployment, Duration timeout) {
        this(service, deployment, timeout, Set.of());
    }
}
