package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Where a deployment must pause and wait for an answer.
 *
 * @param stages lifecycle stages, in ECS' words
 * @param minutes how long ECS waits at each, 1 to 20160 (14 days)
 * @param continueOnTimeout whether ECS continues if nobody has answered by then; otherwise it rolls back
 * @param by the build that asks, such as {@code shop/webshop #12}; it is written into the hook
 */
public record PauseRequest(List<String> stages, int minutes, boolean continueOnTimeout, String by) {

    /** ECS' default (API reference, DeploymentLifecycleHookTimeoutConfiguration). */
    public static final int DEFAULT_MINUTES = 1440;

    public static final int MAX_MINUTES = 20_160;

    private static final String RECONCILE = "RECONCILE_SERVICE";

    /** Stages that a PAUSE hook may have (developer guide, "Pause hooks for Amazon ECS service deployments"). */
    public static final List<String> STAGES = List.of(
            RECONCILE,
            "PRE_SCALE_UP",
            "POST_SCALE_UP",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT");

    /** Those that a rolling deployment reaches: it shifts no traffic. */
    private static final List<String> ROLLING_STAGES =
            STAGES.stream().filter(stage -> !stage.endsWith("_TRAFFIC_SHIFT")).toList();

    /** Stages at which ECS can't pause, with the one to use instead. */
    private static final Map<String, String> INSTEAD = Map.of(
            "SCALE_UP", "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT or POST_PRODUCTION_TRAFFIC_SHIFT",
            "BAKE_TIME", "POST_PRODUCTION_TRAFFIC_SHIFT",
            "CLEAN_UP", "POST_PRODUCTION_TRAFFIC_SHIFT");

    public PauseRequest {
        stages = List.copyOf(new LinkedHashSet<>(stages));
        List<String> wrong = new ArrayList<>();
        for (String stage : stages) {
            if (INSTEAD.containsKey(stage)) {
                wrong.add("ECS can't pause at " + stage + "; use " + INSTEAD.get(stage));
            } else if (!STAGES.contains(stage)) {
                wrong.add("there is no stage " + stage + "; use one of " + String.join(", ", STAGES));
            }
        }
        if (stages.isEmpty()) {
            wrong.add("name at least one stage");
        }
        if (stages.equals(List.of(RECONCILE))) {
            wrong.add(
                    "ECS reaches " + RECONCILE + " only if more than one service revision is active, so usually nothing"
                            + " would pause and the deployment would reach production unasked; name another stage too, such as"
                            + " PRE_SCALE_UP");
        }
        if (!wrong.isEmpty()) {
            throw new ServiceRefusedException("pauseAt: " + String.join("; ", wrong) + ".");
        }
        RangeCheck.check("pauseMinutes", minutes, 1, MAX_MINUTES, "timeoutInMinutes");
    }

    /**
     * Refuses a pause that would never happen: the deployment would reach production unasked.
     *
     * @throws ServiceRefusedException with the stages that a rolling deployment never reaches
     */
    public void checkForRolling(ServiceRef service) {
        List<String> never =
                stages.stream().filter(stage -> !ROLLING_STAGES.contains(stage)).toList();
        if (!never.isEmpty()) {
            throw new ServiceRefusedException(
                    "pauseAt: the " + service + " has the strategy ROLLING, which shifts no traffic"
                            + " and never reaches " + String.join(", ", never) + ". Use one of "
                            + String.join(", ", ROLLING_STAGES)
                            + ", or a strategy that shifts traffic, such as strategy: blueGreen(…).");
        }
    }

    public PauseRequest by(String whoAsks) {
        return new PauseRequest(stages, minutes, continueOnTimeout, whoAsks);
    }

    public String action() {
        return continueOnTimeout ? "CONTINUE" : "ROLLBACK";
    }
}
