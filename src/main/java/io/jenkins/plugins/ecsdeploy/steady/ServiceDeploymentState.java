package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service deployment as `DescribeServiceDeployments` tells it.
 *
 * @param status an open string: PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, ROLLBACK_SUCCESSFUL, …
 * @param lifecycleStage an open string, because the API knows stages that the SDK's enum does not; empty for rolling
 * @param statusReason empty where ECS gives none
 * @param strategy ROLLING, BLUE_GREEN, …; empty where ECS does not say
 * @param rollbackReason empty where nothing was rolled back
 */
public record ServiceDeploymentState(
        String arn,
        String status,
        String statusReason,
        String lifecycleStage,
        String strategy,
        RevisionState target,
        List<RevisionState> sources,
        String rollbackReason,
        CircuitBreaker circuitBreaker,
        List<String> triggeredAlarms,
        Optional<Instant> createdAt) {

    /** The statuses of the API's ServiceDeploymentStatus after which nothing follows. */
    private static final Set<String> ENDED = Set.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    /** @param status TRIGGERED, MONITORING, MONITORING_COMPLETE, DISABLED, or empty */
    public record CircuitBreaker(String status, int failureCount, int threshold) {

        public boolean triggered() {
            return "TRIGGERED".equals(status);
        }
    }

    public ServiceDeploymentState {
        sources = List.copyOf(sources);
        triggeredAlarms = List.copyOf(triggeredAlarms);
    }

    boolean hasEnded() {
        return ENDED.contains(status);
    }

    /** The last part of the ARN, as the ECS console shows it. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
