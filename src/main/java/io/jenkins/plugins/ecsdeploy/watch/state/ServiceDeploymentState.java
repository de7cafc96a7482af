package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A deployment of a service in detail, as `DescribeServiceDeployments` tells it; CodeDeploy's in the same shape and in
 * CodeDeploy's words.
 *
 * @param arn of the service deployment, or CodeDeploy's id
 * @param status an open string: PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, ROLLBACK_SUCCESSFUL, …
 * @param lifecycleStage an open string, because the API knows stages that the SDK's enum does not; empty for rolling
 * @param statusReason empty where ECS gives none
 * @param strategy ROLLING, BLUE_GREEN, …, CODE_DEPLOY; empty where ECS does not say
 * @param rollbackReason empty where nothing was rolled back; for CodeDeploy the id of the deployment that does it
 * @param rollbackStatus of CodeDeploy's deployment that takes this one back; empty where there is none, and for ECS
 * @param hooks runs of lifecycle hooks in the present stage
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
        String rollbackStatus,
        CircuitBreaker circuitBreaker,
        List<String> triggeredAlarms,
        List<HookState> hooks,
        Settings settings,
        Optional<Instant> createdAt) {

    /** All production traffic is with the new revision from here on (ECS developer guide, lifecycle stages). */
    private static final Set<String> SHIFTED =
            Set.of("POST_PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP", "AfterAllowTraffic");

    /** @param status TRIGGERED, MONITORING, MONITORING_COMPLETE, DISABLED, or empty */
    public record CircuitBreaker(String status, int failureCount, int threshold) {

        public boolean triggered() {
            return "TRIGGERED".equals(status);
        }
    }

    /**
     * How the deployment is set to end (`deploymentConfiguration`).
     *
     * @param breakerRollsBack whether ECS goes back when the circuit breaker triggers, CodeDeploy when it fails
     * @param alarmsRollBack whether ECS or CodeDeploy goes back when an alarm goes off
     * @param bakeMinutes empty where ECS names none
     */
    public record Settings(boolean breakerRollsBack, boolean alarmsRollBack, OptionalInt bakeMinutes) {

        public static final Settings NONE = new Settings(false, false, OptionalInt.empty());
    }

    public ServiceDeploymentState {
        sources = List.copyOf(sources);
        triggeredAlarms = List.copyOf(triggeredAlarms);
        hooks = List.copyOf(hooks);
    }

    /** Under CodeDeploy a deployment that is taken back goes on until that has ended too. */
    public boolean hasEnded() {
        return Statuses.hasEnded(status) && (rollbackStatus.isEmpty() || Statuses.hasEnded(rollbackStatus));
    }

    /**
     * Whether CodeDeploy has ended it and may begin to take it back in a moment: as its automatic rollback is set; after a
     * stop by somebody, who says it with the stop, that can't be read.
     */
    public boolean codeDeployMayRollBack() {
        boolean due =
                switch (status) {
                    case "Failed" -> settings.breakerRollsBack();
                    case "Stopped" -> !statusReason.startsWith("ALARM_ACTIVE") || settings.alarmsRollBack();
                    default -> false;
                };
        return due && rollbackStatus.isEmpty();
    }

    /** Whether it goes on towards its end, neither stopped nor on its way back. */
    public boolean goesForward() {
        return Statuses.isMovingForward(status);
    }

    /** The gate that it stands at; without the test endpoint's address. */
    public Optional<Gate> gate() {
        return goesForward()
                ? hooks.stream()
                        .filter(HookState::awaitsAction)
                        .findFirst()
                        .map(hook -> new Gate(
                                arn,
                                isReady() ? status : lifecycleStage,
                                hook.hookId(),
                                hook.expiresAt(),
                                hook.timeoutAction(),
                                Optional.empty()))
                : Optional.empty();
    }

    /** CodeDeploy's gate lies between two lifecycle events; it is known by the deployment's status. */
    private boolean isReady() {
        return "Ready".equals(status);
    }

    /**
     * Whether the new revision has all production traffic. A rolling deployment has no stages: there it has once all its
     * tasks run and ECS wants none of the earlier ones any more.
     */
    public boolean trafficHasShifted() {
        return lifecycleStage.isEmpty()
                ? target.requested() > 0 && allOfTargetRun() && sources.stream().allMatch(old -> old.requested() == 0)
                : SHIFTED.contains(lifecycleStage);
    }

    public boolean allOfTargetRun() {
        return target.running() >= target.requested() && target.pending() == 0;
    }

    /** Its number, as UpdateService answers it, see {@link DeploymentId}; empty where its target revision is not told. */
    public Optional<DeploymentId> deployment() {
        DeploymentId own = new DeploymentId(arn);
        return own.isCodeDeploy() ? Optional.of(own) : DeploymentId.bringing(target.arn());
    }
}
