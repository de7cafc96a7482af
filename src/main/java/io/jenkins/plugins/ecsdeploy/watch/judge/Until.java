package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceDeploymentState;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a wait goes: to the deployment's end, until production traffic has shifted, until it is paused at a gate, or
 * until a stage has begun. If the deployment ends earlier, so does the wait.
 *
 * @param word what a user writes: {@code complete}, {@code trafficShifted}, {@code paused} or the stage
 */
public record Until(String word) {

    public static final Until COMPLETE = new Until("complete");
    public static final Until TRAFFIC_SHIFTED = new Until("trafficShifted");
    public static final Until PAUSED = new Until("paused");

    /**
     * ECS' lifecycle stages in their order (API reference of ServiceDeployment, {@code lifecycleStage}; with
     * PRE_PRODUCTION_TRAFFIC_SHIFT, which is only in the hooks' enumeration).
     */
    static final List<String> ECS_STAGES = List.of(
            "RECONCILE_SERVICE",
            "PRE_SCALE_UP",
            "SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT",
            "BAKE_TIME",
            "CLEAN_UP");

    /** CodeDeploy's lifecycle events of a deployment to ECS, in their order (CodeDeploy user guide, AppSpec hooks). */
    static final List<String> CODE_DEPLOY_EVENTS = List.of(
            "BeforeInstall",
            "Install",
            "AfterInstall",
            "AllowTestTraffic",
            "AfterAllowTestTraffic",
            "BeforeAllowTraffic",
            "AllowTraffic",
            "AfterAllowTraffic");

    private static final Pattern STAGE = Pattern.compile("[A-Z]+(_[A-Z]+)+");

    /**
     * Reads a user's word.
     *
     * @return empty if it is nothing to wait for. A stage that is not known here is accepted: ECS adds stages, and its
     *     SDK learns of them later
     */
    public static Optional<Until> of(String word) {
        boolean known =
                List.of(COMPLETE.word, TRAFFIC_SHIFTED.word, PAUSED.word).contains(word)
                        || CODE_DEPLOY_EVENTS.contains(word)
                        || STAGE.matcher(word).matches();
        return known ? Optional.of(new Until(word)) : Optional.empty();
    }

    /** Whether the word was known when this was written. */
    public boolean isKnown() {
        return !isStage() || ECS_STAGES.contains(word) || CODE_DEPLOY_EVENTS.contains(word);
    }

    private boolean isStage() {
        return !equals(COMPLETE) && !equals(TRAFFIC_SHIFTED) && !equals(PAUSED);
    }

    /** Whether a deployment in progress has got this far. */
    public boolean isReached(Observation seen) {
        ServiceDeploymentState deployment = seen.serviceDeployment().orElse(null);
        if (deployment == null || !deployment.goesForward() || equals(COMPLETE)) {
            return false;
        }
        if (equals(PAUSED)) {
            return deployment.gate().isPresent();
        }
        return equals(TRAFFIC_SHIFTED)
                ? deployment.trafficHasShifted()
                        && (!deployment.lifecycleStage().isEmpty() || onlyNewTasksRun(seen, deployment))
                : isAtOrPast(deployment.lifecycleStage(), ECS_STAGES)
                        || isAtOrPast(deployment.lifecycleStage(), CODE_DEPLOY_EVENTS);
    }

    /** The service's own counts: a rolling deployment may name no source revisions, although earlier tasks run. */
    private static boolean onlyNewTasksRun(Observation seen, ServiceDeploymentState deployment) {
        return deployment.target().running() >= seen.desired()
                && seen.deployments().stream()
                        .filter(one -> !one.isPrimary())
                        .allMatch(older -> older.running() + older.pending() == 0);
    }

    private boolean isAtOrPast(String stage, List<String> order) {
        return stage.equals(word) || order.contains(word) && order.indexOf(stage) > order.indexOf(word);
    }

    @Override
    public String toString() {
        return word;
    }
}
