package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Duration;
import java.util.Optional;

/**
 * What to wait for.
 *
 * @param deployment the deployment to follow; empty to follow the one that is PRIMARY at the first look, or, where that
 *     has completed, to wait for the desired number of running tasks
 * @param timeout how long to wait; when it is over the deployment is left as it is
 */
public record WatchRequest(ServiceRef service, Optional<DeploymentId> deployment, Duration timeout) {}
