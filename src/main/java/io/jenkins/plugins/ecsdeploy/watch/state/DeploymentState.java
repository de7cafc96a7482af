package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.time.Instant;

/**
 * One entry of a service's {@code deployments}.
 *
 * @param status PRIMARY, ACTIVE or INACTIVE
 * @param rolloutState IN_PROGRESS, COMPLETED, FAILED; empty if ECS does not say
 * @param failedTasks tasks that failed to start since the last one that succeeded
 */
public record DeploymentState(
        DeploymentId id,
        String status,
        String taskDefinition,
        int desired,
        int running,
        int pending,
        int failedTasks,
        String rolloutState,
        String rolloutStateReason,
        Instant createdAt) {

    public boolean isPrimary() {
        return "PRIMARY".equals(status);
    }

    /** Whether as many of its tasks run as are desired now. */
    public boolean hasDesiredTasks() {
        return running >= desired;
    }

    /** {@code family:revision} of the task definition's ARN. */
    public String familyRevision() {
        return Arn.name(taskDefinition);
    }
}
