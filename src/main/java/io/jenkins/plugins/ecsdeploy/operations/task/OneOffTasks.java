package io.jenkins.plugins.ecsdeploy.operations.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.SessionEnd;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.ConnectionSource;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.Run;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.TaskEnd;
import io.jenkins.plugins.ecsdeploy.task.TaskCalls;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan.PlannedContainer;
import io.jenkins.plugins.ecsdeploy.task.TaskWatch;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.ContainerLogReader.Position;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** The tasks of one step as they run: started once, polled for by the poller, without a thread of their own. */
public final class OneOffTasks {

    /** Is notified by the poller and by other threads: it must not take long. */
    public interface Listener {

        /** Saves the state with the build, then runs something: a call that is sent, lines that are printed. */
        void save(Runnable then);

        /** Nothing is left to wait for. */
        void ended();

        /** Nothing was started, or a bug of ours. */
        void failed(RuntimeException why);
    }

    /**
     * What the tasks need of their build. Never saved: it is found again after a restart.
     *
     * @param environment says when the session of the environment's credentials ends
     * @param building whether the build still runs: false after its end, also if nobody has stopped its steps (a hard kill)
     * @param ended is notified of each task that has ended, with the last lines of the container that decides
     */
    public record Build(
            ConnectionSource connection,
            Map<String, String> environment,
            StepLog log,
            BooleanSupplier building,
            BiConsumer<Run, List<String>> ended) {}

    private final RunTaskState state;
    private final Build build;
    private final WaitTools tools;
    private final List<Poller.Ticket> tickets = new ArrayList<>();
    private final Watcher watcher = new Watcher();
    private final SavedLines lines;
    private boolean told;

    @CheckForNull
    private Listener listener;

    /** Why the build was interrupted. */
    @CheckForNull
    private String interruption;

    OneOffTasks(RunTaskState state, Build build, WaitTools tools) {
        this.state = state;
        this.build = build;
        this.tools = tools;
        this.lines = new SavedLines(state, this::line);
    }

    /** For a status line: never blocks. */
    public String status() {
        List<String> running = state.runs().stream()
                .filter(run -> !run.hasEnded())
                .map(run -> "task " + run.id())
                .toList();
        String revision = Arn.name(state.plan().taskDefinition());
        return state.isStarted()
                ? "waiting for " + revision + ": " + String.join(", ", running)
                : "starting " + revision;
    }

    /** Starts what was not started before a restart, and waits. */
    public void begin(Listener notified) {
        synchronized (this) {
            listener = notified;
        }
        if (state.isStarted()) {
            watchAll();
            return;
        }
        long now = tools.clock().millis();
        state.calls().stream().filter(call -> !call.isAnswered()).forEach(call -> call.sending(now));
        notified.save(() -> tools.threads().execute(this::start));
    }

    private void start() {
        try (AwsClients clients = new AwsClients(build.connection().find())) {
            TaskCalls calls = new TaskCalls(clients, tools.sleeper(), tools.clock());
            calls.startAll(state, () -> interruption() == null, this::line);
            String why = interruption();
            if (why != null && state.terms().stopOnInterrupt()) {
                calls.stopAll(state, why, this::line);
            }
            flush();
            watchAll();
        } catch (AwsCallException failed) {
            if (!failed.isInterruption()) { // of a controller that ends: the next one sends it again
                tellFailure(failed);
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError bug) { // in a thread of a pool, which would hide it
            tellFailure(bug instanceof RuntimeException known ? known : new IllegalStateException(bug));
        }
    }

    private void watchAll() {
        if (state.hasEnded() || !state.terms().awaited()) {
            tellEnd();
            return;
        }
        AwsConnection connection = build.connection().find();
        Instant deadline = Instant.ofEpochMilli(state.terms().deadlineMillis());
        SessionEnd.warning(connection, build.environment(), deadline, "how the task ends is unknown, and it runs on")
                .ifPresent(this::line);
        state.runs().stream().filter(run -> !run.hasEnded()).forEach(run -> watch(run, connection));
    }

    private void watch(Run run, AwsConnection connection) {
        String cluster = state.plan().cluster();
        Poller poller = tools.poller();
        TaskWatch watch =
                new TaskWatch(state, run, connection.region().id(), poller.schedule(), tools.clock(), watcher);
        Poller.Ticket ticket =
                poller.add(connection, TaskWatch.Rounds.kind(cluster), new TaskWatch.Rounds(cluster), watch);
        synchronized (this) {
            if (listener != null) {
                tickets.add(ticket);
                return;
            }
        }
        ticket.cancel(); // it was cancelled meanwhile
    }

    /** Ends the wait without an outcome; the tasks are left alone. */
    public void cancel() {
        List<Poller.Ticket> waits;
        synchronized (this) {
            listener = null;
            waits = List.copyOf(tickets);
            tickets.clear();
        }
        waits.forEach(Poller.Ticket::cancel);
    }

    /** The build was interrupted: ends the wait, and asks ECS to stop the tasks if the step says so. */
    public void interrupted(String why) {
        synchronized (this) {
            interruption = why;
        }
        cancel();
        if (!state.terms().stopOnInterrupt()) {
            line("No longer waiting. The tasks were left alone" + (state.runs().isEmpty() ? "." : " and run on."));
            return;
        }
        try (AwsClients clients = new AwsClients(build.connection().find())) {
            new TaskCalls(clients, tools.sleeper(), tools.clock()).stopAll(state, why, this::line);
        } catch (EcsDeployException failed) {
            line("NOT stopped: " + failed.getMessage());
        }
    }

    @CheckForNull
    private synchronized String interruption() {
        return interruption;
    }

    @CheckForNull
    private synchronized Listener listener() {
        return listener;
    }

    private void line(String text) {
        build.log().line(StepNames.RUN_TASK, text);
    }

    /** Has the state saved, and prints what waits for that; the end is reported after the last line. */
    private void flush() {
        lines.flush(
                then -> {
                    Listener notified = listener();
                    if (notified == null) {
                        then.run();
                    } else {
                        notified.save(then);
                    }
                },
                this::tellEnd);
    }

    private void tellEnd() {
        Listener notified;
        synchronized (this) {
            if (told || !lines.isEmpty() || !state.hasEnded() || listener == null) {
                return;
            }
            told = true;
            notified = listener;
        }
        notified.ended();
    }

    private void tellFailure(RuntimeException why) {
        Listener notified = listener();
        if (notified != null) {
            notified.failed(why);
        }
    }

    /** Ends the wait if its build has ended without it: nobody is left who asked for anything. */
    private boolean isDropped() {
        if (listener() != null && !build.building().getAsBoolean()) {
            cancel();
        }
        return listener() == null;
    }

    private void finish(Run run, TaskEnd end, List<String> tail) {
        run.end(end);
        if (end.outcome().isGood()) { // the others are the step's own error
            lines.add(state.summary(run));
        }
        build.ended().accept(run, tail);
        flush();
    }

    private final class Watcher implements TaskWatch.Listener {

        private String lastPollFailure = "";

        @Override
        public void polled() {
            lastPollFailure = "";
            isDropped();
        }

        @Override
        public void status(Run run, String status) {
            if (!isDropped()) {
                line("task " + run.id() + ": " + status);
            }
        }

        @Override
        public void lines(Run run, PlannedContainer container, List<String> read, Position position) {
            if (!isDropped()) {
                run.read(container.name(), position);
                lines.add(run, container, read);
                flush();
            }
        }

        @Override
        public boolean wantsLines(PlannedContainer container) {
            return lines.wants(container);
        }

        @Override
        public void unreadable(PlannedContainer container, String why) {
            lines.unreadable(container, why);
        }

        @Override
        public void pollFailed(String why, Duration nextPollIn) {
            if (!isDropped() && !lastPollFailure.equals(why)) {
                lastPollFailure = why;
                line("AWS could not be asked, next try in " + nextPollIn.toSeconds() + " s: " + why);
            }
        }

        @Override
        public void ended(Run run, TaskEnd end, List<String> tail) {
            if (isDropped()) {
                return;
            }
            lines.addTail(tail);
            finish(run, end, tail);
        }

        @Override
        public void timedOut(Run run) {
            if (!isDropped()) {
                tools.threads().execute(() -> endForTime(run));
            }
        }

        private void endForTime(Run run) {
            boolean stopped = false;
            if (state.terms().stopOnInterrupt()) {
                try (AwsClients clients = new AwsClients(build.connection().find())) {
                    stopped = new TaskCalls(clients, tools.sleeper(), tools.clock())
                            .stop(state, run.arn(), "Timed out by runTask of a Jenkins build", OneOffTasks.this::line);
                } catch (EcsDeployException failed) {
                    line("Task " + run.id() + " was NOT stopped: " + failed.getMessage());
                }
            }
            finish(
                    run,
                    TaskEnd.of(
                            Outcome.TIMED_OUT,
                            "Timed out: the task had not ended within the time of the wait. "
                                    + (stopped
                                            ? "ECS was asked to stop it."
                                            : "It was not stopped, and may still run.")),
                    List.of());
        }

        @Override
        public void failed(Run run, RuntimeException why) {
            if (isDropped()) {
                return;
            }
            if (why instanceof EcsDeployException known) {
                finish(
                        run,
                        TaskEnd.of(
                                Outcome.UNKNOWN,
                                known.getMessage()
                                        + " How the task ends is unknown: it was left alone, and may still run."),
                        List.of());
            } else {
                tellFailure(why);
            }
        }
    }
}
