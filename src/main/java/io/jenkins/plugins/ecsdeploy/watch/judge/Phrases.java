package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.watch.state.DeploymentState;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import java.time.Duration;

/** Phrases that several verdicts share. */
public final class Phrases {

    private Phrases() {}

    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /** For a service scaled to zero. */
    static String runsNoTask(String revision) {
        return revision + " is set, but runs no task: the desired count is 0, so nothing shows whether it works.";
    }

    /** What of earlier revisions still runs beside the PRIMARY; empty if nothing does. Begins with a space. */
    static String leftOver(Observation seen, boolean isDeferred) {
        StringBuilder left = new StringBuilder();
        int all = 0;
        for (DeploymentState older : seen.deployments()) {
            int count = older.running() + older.pending();
            if (!older.isPrimary() && count > 0) {
                all += count;
                left.append(left.isEmpty() ? " " : ", ")
                        .append(tasks(count))
                        .append(" of ")
                        .append(older.familyRevision())
                        .append(" (")
                        .append(older.id())
                        .append(')');
            }
        }
        if (left.isEmpty()) {
            return "";
        }
        return left
                + (all == 1 ? " still runs" : " still run")
                + (isDeferred
                        ? ": sourceServiceRevisionCleanup is DEFERRED, so ECS stops it later."
                        : ": draining, or protected from scale-in.");
    }

    /** How many tasks run of those that are desired: {@code 1 of 2 tasks of webshop:2 run}. */
    public static String runOf(DeploymentState deployment) {
        return deployment.running() + " of " + tasks(deployment.desired()) + " of " + deployment.familyRevision()
                + " run";
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
