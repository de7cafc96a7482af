package io.jenkins.plugins.ecsdeploy.watch.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a deployment did not become steady, as far as AWS says.
 *
 * @param tasks stopped tasks of this deployment only, equal ones counted together, most frequent first; last those that
 *     were stopped from outside
 * @param logs last lines of a container that failed
 * @param targets why the load balancer calls tasks unhealthy
 * @param events service events that name a cause, newest first, equal ones once
 * @param notes what could not be found out, and why
 */
public record FailureDiagnosis(
        List<TaskFailure> tasks, List<LogTail> logs, List<String> targets, List<String> events, List<String> notes) {

    public static final FailureDiagnosis NONE =
            new FailureDiagnosis(List.of(), List.of(), List.of(), List.of(), List.of());

    /** The last lines that a container wrote. */
    public record LogTail(String container, String taskId, String logGroup, List<String> lines) {

        public LogTail {
            lines = List.copyOf(lines);
        }
    }

    public FailureDiagnosis {
        tasks = List.copyOf(tasks);
        logs = List.copyOf(logs);
        targets = List.copyOf(targets);
        events = List.copyOf(events);
        notes = List.copyOf(notes);
    }

    /** Only what ECS itself says. */
    public FailureDiagnosis(List<TaskFailure> tasks, List<String> events, List<String> notes) {
        this(tasks, List.of(), List.of(), events, notes);
    }

    /** The most likely cause in one line; empty if nothing is known. */
    public Optional<String> headline() {
        return tasks.stream()
                .filter(task -> !task.isFromOutside())
                .findFirst()
                .map(TaskFailure::headline)
                .or(() -> targets.stream().findFirst())
                .or(() -> events.stream().findFirst());
    }

    /** A cause that retrying can't cure: an image that does not exist, a secret that may not be read. */
    public Optional<String> unrecoverable() {
        return tasks.stream().flatMap(task -> task.unrecoverable().stream()).findFirst();
    }

    /** The block for the build log, one string for each line; empty if nothing is known. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (TaskFailure task : tasks) {
            String tasksStopped = task.count() == 1 ? "1 task stopped: " : task.count() + " tasks stopped: ";
            lines.add(tasksStopped + task.stoppedReason() + " (" + task.stopCode() + ")");
            task.containers().forEach(container -> lines.add("    " + container.describe()));
            task.advice().ifPresent(advice -> lines.add("    " + advice));
            lines.add("    for example task " + task.exampleTaskId());
        }
        for (LogTail log : logs) {
            lines.add("Last lines of container " + log.container() + " in task " + log.taskId() + " (log group "
                    + log.logGroup() + "):");
            log.lines().forEach(line -> lines.add("    | " + line));
        }
        lines.addAll(targets);
        events.forEach(event -> lines.add("ECS says: " + event));
        notes.forEach(note -> lines.add("Note: " + note));
        return lines;
    }
}
