package io.jenkins.plugins.ecsdeploy.operations.task;

import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.Run;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan.PlannedContainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The lines of the tasks' containers on their way into the build's log: a line is printed once the state that says so is
 * saved, so that none is there twice after a restart. If the controller is killed in between, they are missing.
 */
final class SavedLines {

    /** Lines of containers in a build's log; further ones are in CloudWatch Logs. */
    static final int MOST = 10_000;

    private static final int SHORT_ID = 8;

    private final RunTaskState state;
    private final Consumer<String> log;
    private final List<String> unsaved = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();
    private boolean saving;

    SavedLines(RunTaskState state, Consumer<String> log) {
        this.state = state;
        this.log = log;
    }

    synchronized void add(String line) {
        unsaved.add(line);
    }

    /** Of a container: with a prefix, and no more than there is room for. */
    synchronized void add(Run run, PlannedContainer container, List<String> lines) {
        int room = Math.max(0, MOST - state.lines());
        String task = state.runs().size() == 1
                ? ""
                : run.id().substring(0, Math.min(SHORT_ID, run.id().length())) + "/";
        lines.stream().limit(room).forEach(text -> unsaved.add(task + container.name() + " | " + text));
        state.printed(Math.min(room, lines.size()));
        if (room > 0 && lines.size() >= room) {
            unsaved.add("The log has " + MOST + " lines of containers now. Further ones are in CloudWatch Logs, group "
                    + container.logGroup() + "; the last ones follow at the end.");
        }
    }

    /** The last lines, if the log could not take all. */
    synchronized void addTail(List<String> tail) {
        if (state.lines() >= MOST && !tail.isEmpty()) {
            String container = state.plan().container();
            unsaved.add("Last lines of container " + container + ":");
            tail.forEach(text -> unsaved.add(container + " | " + text));
        }
    }

    synchronized boolean wants(PlannedContainer container) {
        return state.lines() < MOST && !unreadable.contains(container.name());
    }

    synchronized void unreadable(PlannedContainer container, String why) {
        if (unreadable.add(container.name())) {
            log.accept("Note: the lines of container " + container.name() + " could not be read: " + why);
        }
    }

    /** Whether all lines are printed. */
    synchronized boolean isEmpty() {
        return !saving && unsaved.isEmpty();
    }

    /**
     * Has the state saved, then prints what was added before.
     *
     * @param save saves the state, then runs what it is given
     * @param printed called after that, each time
     */
    void flush(Consumer<Runnable> save, Runnable printed) {
        List<String> lines;
        synchronized (this) {
            if (saving) {
                return; // what was added meanwhile follows
            }
            saving = true;
            lines = List.copyOf(unsaved);
            unsaved.clear();
        }
        save.accept(() -> {
            lines.forEach(log);
            boolean more;
            synchronized (this) {
                saving = false;
                more = !unsaved.isEmpty();
            }
            if (more) {
                flush(save, printed);
            }
            printed.run();
        });
    }
}
