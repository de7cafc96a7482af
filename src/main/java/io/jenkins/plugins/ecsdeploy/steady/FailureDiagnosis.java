package io.jenkins.plugins.ecsdeploy.steady;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a deployment did not become steady, as far as ECS tells.
 *
 * @param tasks stopped tasks of this deployment alone, equal ones counted together, most frequent first
 * @param events service events that speak of trouble, newest first, equal ones once
 * @param notes what could not be found out, and why
 */
public record FailureDiagnosis(List<TaskFailure> tasks, List<String> events, List<String> notes) {

    public static final FailureDiagnosis NONE = new FailureDiagnosis(List.of(), List.of(), List.of());

    public FailureDiagnosis {
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
        notes = List.copyOf(notes);
    }

    /** The block for the build log, one string a line; empty where nothing is known. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (TaskFailure task : tasks) {
            String tasksStopped = task.count() == 1 ? "1 task stopped: " : task.count() + " tasks stopped: ";
            lines.add(tasksStopped + task.stoppedReason() + " (" + task.stopCode() + ")");
            task.containers().forEach(container -> lines.add("    " + container.describe()));
            lines.add("    for example task " + task.exampleTaskId());
        }
        events.forEach(event -> lines.add("ECS says: " + event));
        notes.forEach(note -> lines.add("Note: " + note));
        return lines;
    }
}
