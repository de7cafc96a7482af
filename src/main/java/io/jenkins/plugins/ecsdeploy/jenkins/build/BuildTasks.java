package io.jenkins.plugins.ecsdeploy.jenkins.build;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.report.AwsConsole;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.TaskEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The one-off tasks of a build that have ended: a card on the build's page, and in its {@code api/json}. Saved with the build.
 * Texts come from ECS and from containers: hostile until the view has escaped them.
 */
@ExportedBean
public final class BuildTasks extends InvisibleAction {

    private static final Logger LOGGER = Logger.getLogger(BuildTasks.class.getName());

    /** A build of hundreds of tasks must not become too large to load. */
    private static final int MOST_TAILS = 10;

    private static final int MOST_TASKS = 200;
    private static final int LONGEST_LINE = 400;

    /** Replaced, never changed: Jenkins saves in another thread. */
    private volatile ArrayList<EndedTask> tasks = new ArrayList<>();

    /** @param tail the last lines of the container that decides */
    public static synchronized void ended(
            Run<?, ?> run, String taskDefinition, String arn, TaskEnd end, List<String> tail) {
        BuildTasks known = run.getAction(BuildTasks.class);
        if (known == null) {
            known = new BuildTasks();
            run.addAction(known);
        }
        known.add(new EndedTask(taskDefinition, arn, end, known.tasks.size() < MOST_TAILS ? tail : List.of()));
        try {
            run.save();
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, "The tasks of " + run + " could not be saved with it", unwritable);
        }
    }

    private void add(EndedTask task) {
        if (tasks.size() < MOST_TASKS) {
            ArrayList<EndedTask> more = new ArrayList<>(tasks);
            more.add(task);
            tasks = more;
        }
    }

    /** In the order in which they ended. */
    @Exported
    public List<EndedTask> getTasks() {
        return List.copyOf(tasks);
    }

    /** A task, and how it ended. Plain values; XStream saves no records. */
    @ExportedBean(defaultVisibility = 2)
    public static final class EndedTask {

        private final String taskDefinition;
        private final String arn;
        private final String outcome;
        private final String reason;
        private final LinkedHashMap<String, Integer> exitCodes;
        private final long seconds;
        private final ArrayList<String> tail = new ArrayList<>();

        private EndedTask(String taskDefinition, String arn, TaskEnd end, List<String> tail) {
            this.taskDefinition = taskDefinition;
            this.arn = arn;
            this.outcome = end.outcome().name();
            this.reason = end.reason();
            this.exitCodes = new LinkedHashMap<>(end.exitCodes());
            this.seconds = end.startedMillis() == 0 || end.stoppedMillis() == 0
                    ? -1
                    : Math.max(0, (end.stoppedMillis() - end.startedMillis()) / 1000);
            tail.forEach(line ->
                    this.tail.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …"));
        }

        /** {@code family:revision}. */
        @Exported
        public String getTaskDefinition() {
            return Arn.name(taskDefinition);
        }

        @Exported
        public String getArn() {
            return arn;
        }

        public String getId() {
            return Arn.name(arn);
        }

        /** Its page in the AWS console; empty if its ARN names none. */
        public String getConsoleLink() {
            return AwsConsole.of(arn).orElse("");
        }

        /** A word of {@code watch.judge.Outcome}. */
        @Exported
        public String getOutcome() {
            return outcome;
        }

        /** How the outcome is colored. */
        public String getLook() {
            return switch (outcome) {
                case "SUCCEEDED" -> "success";
                case "TIMED_OUT", "UNKNOWN" -> "warning";
                default -> "error";
            };
        }

        @Exported
        public String getReason() {
            return reason;
        }

        /** By container, in the order of the task. */
        @Exported
        public Map<String, Integer> getExitCodes() {
            return Collections.unmodifiableMap(exitCodes);
        }

        /** How long its containers ran; -1 if they never did, or that is unknown. */
        @Exported
        public long getDurationSeconds() {
            return seconds;
        }

        /** {@code 65 s}, or empty. */
        public String getDuration() {
            return seconds < 0 ? "" : seconds + " s";
        }

        /** The last lines of the container that decides, as one text; empty if there are none. */
        @Exported
        public String getTail() {
            return String.join("\n", tail);
        }
    }
}
