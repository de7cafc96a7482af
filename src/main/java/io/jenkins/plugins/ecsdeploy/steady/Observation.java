package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one poll saw of a service, and of the deployment that is followed.
 *
 * @param at when, by our clock
 * @param serviceStatus ACTIVE, DRAINING or INACTIVE
 * @param strategy how the service deploys: ROLLING, BLUE_GREEN, …; empty where ECS does not say
 * @param taskDefinition ARN of what the service is set to run
 * @param deployments PRIMARY first, as ECS lists them
 * @param serviceDeployment the followed deployment in detail; empty until ECS lists it, or where none is followed
 * @param events newest first, the last 100 ECS keeps
 */
public record Observation(
        Instant at,
        String serviceStatus,
        String strategy,
        String taskDefinition,
        int desired,
        int running,
        int pending,
        List<DeploymentState> deployments,
        Optional<ServiceDeploymentState> serviceDeployment,
        List<ServiceEvent> events) {

    public Observation {
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
    }

    public Optional<DeploymentState> primary() {
        return deployments.stream().filter(DeploymentState::isPrimary).findFirst();
    }

    public Optional<DeploymentState> deployment(DeploymentId id) {
        return deployments.stream()
                .filter(deployment -> deployment.id().equals(id))
                .findFirst();
    }

    /** Whether something other than the time differs from an earlier look. */
    public boolean differsFrom(Observation earlier) {
        return desired != earlier.desired
                || running != earlier.running
                || pending != earlier.pending
                || !deployments.equals(earlier.deployments)
                || !serviceDeployment.equals(earlier.serviceDeployment)
                || !events.equals(earlier.events);
    }
}
