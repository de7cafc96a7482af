package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A deployment of a service in detail, as DescribeServiceDeployments returns it; CodeDeploy's in the same shape, in
 * CodeDeploy's words.
 *
 * @param arn of the service deployment, or CodeDeploy's id
 * @param status an open string: PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, ROLLBACK_SUCCESSFUL, …
 * @param lifecycleStage an open string, because the API has stages that the SDK's enum lacks; empty for rolling
 * @param statusReason empty if ECS gives none
 * @param strategy ROLLING, BLUE_GREEN, …, CODE_DEPLOY; empty if ECS does not say
 * @param rollbackReason empty if nothing was rolled back; for CodeDeploy the id of the deployment that rolls back
 * @param rollbackStatus of CodeDeploy's deployment that rolls this one back; empty if there is none, and for ECS
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
        Optional<Instant> createdAt,
        Optional<Instant> finishedAt) {

    /** From here on the new revision has all production traffic (ECS developer guide, lifecycle stages). */
    private static final Set<String> SHIFTED =
            Set.of("POST_PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME", "CLEAN_UP", "AfterAllowTraffic");

    /** @param status TRIGGERED, MONITORING, MONITORING_COMPLETE, DISABLED, or empty */
    public record CircuitBreaker(String status, int failureCount, int threshold) {

        public boolean triggered() {
            return "TRIGGERED".equals(status);
        }
    }

    /**
     * How the deployment is configured to end ({@code deploymentConfiguration}).
     *
     * @param breakerRollsBack whether ECS rolls back if the circuit breaker triggers, CodeDeploy if the deployment
     *     fails
     * @param alarmsRollBack whether ECS or CodeDeploy rolls back if an alarm triggers
     * @param bakeMinutes empty if ECS names none
     * @param defersCleanUp whether earlier tasks run on for a while after early success criteria were met
     * @param steps in how many steps the production traffic is shifted; 1 if all at once
     * @param shiftPercent how much of it in the first step
     */
    public record Settings(
            boolean breakerRollsBack,
            boolean alarmsRollBack,
            OptionalInt bakeMinutes,
            boolean defersCleanUp,
            int steps,
            double shiftPercent) {

        /** All traffic at once. */
        public Settings(
                boolean breakerRollsBack, boolean alarmsRollBack, OptionalInt bakeMinutes, boolean defersCleanUp) {
            this(breakerRollsBack, alarmsRollBack, bakeMinutes, defersCleanUp, 1, 100);
        }

        public static final Settings NONE = new Settings(false, false, OptionalInt.empty(), false);
    }

    public ServiceDeploymentState {
        sources = List.copyOf(sources);
        triggeredAlarms = List.copyOf(triggeredAlarms);
        hooks = List.copyOf(hooks);
    }

    /** Under CodeDeploy a deployment with a rollback has ended only once that has ended too. */
    public boolean hasEnded() {
        return Statuses.hasEnded(status) && (rollbackStatus.isEmpty() || Statuses.hasEnded(rollbackStatus));
    }

    /**
     * Whether CodeDeploy has ended it and may begin its rollback in a moment. After a failure the automatic rollback's
     * setting says so; whoever stops a deployment decides it with the stop, and that can't be read.
     */
    public boolean codeDeployMayRollBack() {
        boolean due =
                switch (status) {
                    case "Failed" -> settings.breakerRollsBack();
                    case "Stopped" -> !wasStoppedByAlarm() || settings.alarmsRollBack();
                    default -> false;
                };
        return due && rollbackStatus.isEmpty();
    }

    /** Under CodeDeploy, whose error code begins the reason (API reference of ErrorInformation). */
    public boolean wasStoppedByAlarm() {
        return "Stopped".equals(status) && statusReason.startsWith("ALARM_ACTIVE");
    }

    /** Whether it moves towards its end, neither stopped nor rolling back. */
    public boolean goesForward() {
        return Statuses.isMovingForward(status);
    }

    /** The gate that it is paused at; without the test endpoint's address. */
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
                                isBeforeAShift() ? step() : 0,
                                isBeforeAShift() ? settings.steps() : 0,
                                Optional.empty(),
                                ""))
                : Optional.empty();
    }

    /** Whether it is at a stage that ECS goes through before each shift of traffic, of which there are several. */
    private boolean isBeforeAShift() {
        return "PRE_PRODUCTION_TRAFFIC_SHIFT".equals(lifecycleStage) && settings.steps() > 1;
    }

    /** The next shift, from 1; how far the traffic is says how many were before. */
    private int step() {
        double shifted = target.productionPercent().orElse(0);
        return shifted == 0 ? 1 : Math.min(settings.steps(), 1 + (int) Math.round(shifted / settings.shiftPercent()));
    }

    /** The Lambda hooks that it waits for, in a sentence; empty if there is none. */
    public Optional<String> unansweredHooks() {
        String hooksInProgress = hooks.stream()
                .filter(HookState::awaitsFunction)
                .map(HookState::describe)
                .collect(Collectors.joining(", "));
        return hooksInProgress.isEmpty() || !goesForward()
                ? Optional.empty()
                : Optional.of("It waits" + (lifecycleStage.isEmpty() ? "" : " at " + lifecycleStage) + " for "
                        + hooksInProgress + ", which has not answered.");
    }

    /** CodeDeploy's gate is between two lifecycle events, and shows in the deployment's status. */
    private boolean isReady() {
        return "Ready".equals(status);
    }

    /**
     * Whether the new revision has all production traffic. A rolling deployment has no stages: there it has once all
     * its tasks run, and none of the earlier ones.
     */
    public boolean trafficHasShifted() {
        return lifecycleStage.isEmpty()
                ? target.requested() > 0
                        && allOfTargetRun()
                        && sources.stream().allMatch(old -> old.requested() + old.running() == 0)
                : SHIFTED.contains(lifecycleStage);
    }

    public boolean allOfTargetRun() {
        return target.running() >= target.requested() && target.pending() == 0;
    }

    /** Its id, as UpdateService returns it, see {@link DeploymentId}; empty if its target revision is unknown. */
    public Optional<DeploymentId> deployment() {
        DeploymentId own = new DeploymentId(arn);
        return own.isCodeDeploy() ? Optional.of(own) : DeploymentId.bringing(target.arn());
    }
}
