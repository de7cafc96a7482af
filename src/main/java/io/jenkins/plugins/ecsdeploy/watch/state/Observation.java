package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one poll saw of a service, and of the deployment that is followed.
 *
 * @param at when, by this machine's clock
 * @param service may be some seconds older than the deployment, but never at its end; without events
 * @param serviceDeployment the followed deployment in detail; empty until ECS lists it, and if none is followed
 * @param next the deployment that was created after the followed one; looked up only once that was stopped
 */
public record Observation(
        Instant at,
        ServiceState service,
        Optional<ServiceDeploymentState> serviceDeployment,
        Optional<NextDeployment> next) {

    /** A later deployment of the service, which may have ended since and no longer be in its list. */
    public record NextDeployment(DeploymentId id, Instant createdAt) {}

    public String serviceStatus() {
        return service.status();
    }

    public String strategy() {
        return service.strategy();
    }

    /** ARN of what the service is set to run. */
    public String taskDefinition() {
        return service.taskDefinition();
    }

    public int desired() {
        return service.desired();
    }

    public int running() {
        return service.running();
    }

    public int pending() {
        return service.pending();
    }

    public List<DeploymentState> deployments() {
        return service.deployments();
    }

    public Optional<DeploymentState> primary() {
        return service.primary();
    }

    public Optional<DeploymentState> deployment(DeploymentId id) {
        return service.deployment(id);
    }
}
