package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.util.List;
import java.util.Optional;

/**
 * A service as DescribeServices returns it.
 *
 * @param status ACTIVE, DRAINING or INACTIVE
 * @param strategy how the service deploys: ROLLING, BLUE_GREEN, …; empty if ECS does not say
 * @param taskDefinition ARN of what the service is set to run
 * @param deployments PRIMARY first, as ECS lists them; none under the CODE_DEPLOY controller
 * @param events newest first, the last 100, which ECS keeps
 * @param loadBalancers the target groups that its tasks are registered with
 * @param codeDeploy CodeDeploy's deployment in progress, under that controller
 */
public record ServiceState(
        String arn,
        String status,
        String strategy,
        String taskDefinition,
        int desired,
        int running,
        int pending,
        List<DeploymentState> deployments,
        List<ServiceEvent> events,
        List<TargetGroups> loadBalancers,
        Optional<DeploymentId> codeDeploy) {

    /**
     * What one entry of a service's {@code loadBalancers} names; what it doesn't is empty.
     *
     * @param alternate the second target group of blue/green
     * @param testListenerRule the rule, or for a Network Load Balancer the listener, that takes test traffic
     */
    public record TargetGroups(String production, String alternate, String testListenerRule) {}

    public ServiceState {
        deployments = List.copyOf(deployments);
        events = List.copyOf(events);
        loadBalancers = List.copyOf(loadBalancers);
    }

    public boolean isActive() {
        return "ACTIVE".equals(status);
    }

    public Optional<DeploymentState> primary() {
        return deployments.stream().filter(DeploymentState::isPrimary).findFirst();
    }

    public Optional<DeploymentState> deployment(DeploymentId id) {
        return deployments.stream()
                .filter(deployment -> deployment.id().equals(id))
                .findFirst();
    }

    /** The deployment that is in progress, if any. */
    public Optional<DeploymentId> deploymentInProgress() {
        return primary()
                .filter(primary -> "IN_PROGRESS".equals(primary.rolloutState()))
                .map(DeploymentState::id)
                .or(this::codeDeploy);
    }

    /** Whether counts and deployments are the same, whatever its events say. */
    public boolean hasSameTasks(ServiceState other) {
        return desired == other.desired
                && running == other.running
                && pending == other.pending
                && deployments.equals(other.deployments);
    }

    /** What a wait keeps between two polls: a hundred events would be most of its size. */
    public ServiceState withoutEvents() {
        return new ServiceState(
                arn,
                status,
                strategy,
                taskDefinition,
                desired,
                running,
                pending,
                deployments,
                List.of(),
                loadBalancers,
                codeDeploy);
    }
}
