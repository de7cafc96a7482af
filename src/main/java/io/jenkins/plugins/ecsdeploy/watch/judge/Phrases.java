package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.TaskSetState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Phrases that several verdicts share. */
public final class Phrases {

    /** Who asked for a rollback, as far as ECS says: it has no field for that. */
    static final String BY_OTHERS = "Rolled back by a user or another tool: ";
    /** The same of CodeDeploy. */
    static final String STOPPED_BY_OTHERS = "Stopped by a user or another tool: ";

    static final String ENDED_BY_ECS = "ECS ended the deployment: ";
    static final String ENDED_BY_CODE_DEPLOY = "CodeDeploy ended the deployment: ";

    private Phrases() {}

    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /** For a service scaled to zero. */
    static String runsNoTask(String revision) {
        return revision + " is set, but runs no task: the desired count is 0, so nothing shows whether it works.";
    }

    /** What still runs beside the PRIMARY; empty if nothing does. Begins with a space. */
    static String leftOver(Observation seen, boolean isDeferred) {
        Map<String, Integer> left = new LinkedHashMap<>();
        seen.deployments().stream()
                .filter(older -> !older.isPrimary())
                .forEach(older ->
                        left.put(older.familyRevision() + " (" + older.id() + ")", older.running() + older.pending()));
        seen.service().taskSets().stream()
                .filter(other -> !other.isPrimary())
                .forEach(other -> left.put(
                        other.familyRevision() + " (task set " + other.id() + ")", other.running() + other.pending()));
        left.values().removeIf(count -> count == 0);
        if (left.isEmpty()) {
            return "";
        }
        String tasks = left.entrySet().stream()
                .map(one -> tasks(one.getValue()) + " of " + one.getKey())
                .collect(Collectors.joining(", ", " ", ""));
        int all = left.values().stream().mapToInt(Integer::intValue).sum();
        return tasks + (all == 1 ? " still runs" : " still run") + why(seen, isDeferred);
    }

    private static String why(Observation seen, boolean isDeferred) {
        if (seen.service().isByCodeDeploy()) {
            return ": CodeDeploy has left them behind, or terminates them later.";
        }
        return isDeferred
                ? ": sourceServiceRevisionCleanup is DEFERRED, so ECS stops it later."
                : ": draining, or protected from scale-in.";
    }

    /** How many tasks run of those that are desired: {@code 1 of 2 tasks of webshop:2 run}. */
    public static String runOf(DeploymentState deployment) {
        return runOf(deployment.running(), deployment.desired(), deployment.familyRevision());
    }

    /** The same of a task set. */
    public static String runOf(TaskSetState taskSet) {
        return runOf(taskSet.running(), taskSet.desired(), taskSet.familyRevision());
    }

    private static String runOf(int running, int desired, String revision) {
        return running + " of " + tasks(desired) + " of " + revision + " run";
    }

    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + " seconds";
        }
        return seconds == 60 ? "1 minute" : seconds / 60 + " minutes";
    }
}
