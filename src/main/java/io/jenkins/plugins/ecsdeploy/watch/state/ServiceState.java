package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A service as DescribeServices returns it.
 *
 * @param status ACTIVE, DRAINING or INACTIVE
 * @param controller who deploys it: ECS, CODE_DEPLOY or EXTERNAL
 * @param createdAt when the service itself was created
 * @param strategy how the service deploys: ROLLING, BLUE_GREEN, …; empty if ECS does not say
 * @param taskDefinition ARN of what the service is set to run
 * @param deployments PRIMARY first, as ECS lists them; none under the CODE_DEPLOY controller
 * @param events newest first, the last 100, which ECS keeps
 * @param loadBalancers the target groups that its tasks are registered with
 * @param taskSets under the CODE_DEPLOY controller; none under the others
 */
public record ServiceState(
        String arn,
        String status,
        String controller,
        Instant createdAt,
        String strategy,
        String taskDefinition,
        int desired,
        int running,
        int pending,
        List<DeploymentState> deployments,
        List<TaskSetState> taskSets,
        List<ServiceEvent> events,
        List<TargetGroups> loadBalancers) {

    /**
     * What one entry of a service's {@code loadBalancers} names; what it doesn't is empty.
     *
     * @param alternate the second target group of blue/green
     * @param testListenerRule the rule, or for a Network Load Balancer the listener, that takes test traffic
     */
    public record TargetGroups(String production, String alternate, String testListenerRule) {}

    public ServiceState {
        deployments = List.copyOf(deployments);
        taskSets = List.copyOf(taskSets);
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
                .map(DeploymentState::id);
    }

    /**
     * The deployment that may be in progress. ECS names no rollout state of services behind a Classic Load Balancer (API
     * reference of Deployment): then the PRIMARY's service deployment has to say.
     */
    public Optional<DeploymentId> deploymentPerhapsInProgress() {
        return deploymentInProgress()
                .or(() -> primary()
                        .filter(primary -> primary.rolloutState().isEmpty())
                        .map(DeploymentState::id));
    }

    public boolean isByCodeDeploy() {
        return "CODE_DEPLOY".equals(controller);
    }

    /** CodeDeploy's deployments that created the task sets, the PRIMARY's first. */
    public List<DeploymentId> creators() {
        return taskSets.stream()
                .sorted(Comparator.comparing((TaskSetState set) -> !set.isPrimary()))
                .flatMap(set -> set.creator().stream())
                .toList();
    }

    /** If there is more than one task set, what created the newest: it may be in progress, or have failed. */
    public Optional<DeploymentId> newestCreator() {
        return taskSets.stream()
                .filter(set -> taskSets.size() > 1)
                .max(Comparator.comparing(TaskSetState::createdAt))
                .flatMap(TaskSetState::creator);
    }

    /** What the tasks with the production traffic are registered with. */
    public List<TargetGroups> liveLoadBalancers() {
        return primaryTaskSet()
                .map(set -> set.targetGroups().stream()
                        .map(group -> new TargetGroups(group, "", ""))
                        .toList())
                .orElse(loadBalancers);
    }

    /** The task set that has the production traffic, under the CODE_DEPLOY controller. */
    public Optional<TaskSetState> primaryTaskSet() {
        return taskSets.stream().filter(TaskSetState::isPrimary).findFirst();
    }

    /** Whether counts and deployments are the same, whatever its events say. */
    public boolean hasSameTasks(ServiceState other) {
        return desired == other.desired
                && running == other.running
                && pending == other.pending
                && deployments.equals(other.deployments)
                && taskSets.equals(other.taskSets);
    }

    /** What a wait keeps between two polls: a hundred events would be most of its size. */
    public ServiceState withoutEvents() {
        return new ServiceState(
                arn,
                status,
                controller,
                createdAt,
                strategy,
                taskDefinition,
                desired,
                running,
                pending,
                deployments,
                taskSets,
                List.of(),
                loadBalancers);
    }
}
