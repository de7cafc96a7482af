package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task set of a service that CodeDeploy deploys.
 *
 * @param id its tasks carry it in {@code startedBy}
 * @param status PRIMARY has the production traffic; ACTIVE, DRAINING
 * @param creator CodeDeploy's deployment that created it; empty for the service's first one
 * @param targetGroups ARNs of those that its tasks are registered with
 */
public record TaskSetState(
        String id,
        String status,
        Optional<DeploymentId> creator,
        String taskDefinition,
        int desired,
        int running,
        int pending,
        Instant createdAt,
        List<String> targetGroups) {

    public TaskSetState {
        targetGroups = List.copyOf(targetGroups);
    }

    public boolean isPrimary() {
        return "PRIMARY".equals(status);
    }

    /** {@code family:revision} of the task definition's ARN. */
    public String familyRevision() {
        return Arn.name(taskDefinition);
    }
}
