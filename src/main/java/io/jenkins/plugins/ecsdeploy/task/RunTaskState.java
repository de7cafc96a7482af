package io.jenkins.plugins.ecsdeploy.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.ContainerLogReader.Position;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks of one step, as they are saved with the build: what is asked, what is known of each call and of each task. It
 * holds no credentials. A list that is saved is never changed, but replaced, because Jenkins saves in another thread.
 */
public final class RunTaskState implements Serializable {

    private static final long serialVersionUID = 1L;

    /** RunTask takes so many tasks (API reference, {@code count}). */
    private static final int TASKS_PER_CALL = 10;

    /**
     * How the step waits.
     *
     * @param deadlineMillis when the wait is over, since the epoch
     * @param stopOnInterrupt whether a time-out and an interruption stop the tasks
     * @param logs whether the containers' lines are copied to the build's log
     * @param awaited whether their end is waited for
     */
    public record Terms(long deadlineMillis, boolean stopOnInterrupt, boolean logs, boolean awaited)
            implements Serializable {}

    private final TaskPlan plan;
    private final Terms terms;

    /** RunTask's request as JSON, without count, token and startedBy; null once every call is answered. */
    @CheckForNull
    private volatile String request;

    private final ArrayList<Call> calls = new ArrayList<>();
    private volatile ArrayList<Run> runs = new ArrayList<>();
    private volatile int lines;

    /**
     * @param request RunTask's as JSON
     * @param count how many tasks
     * @param name unique for each run of a step, 1 to 100 of {@code [A-Za-z0-9/_-]}: what the tasks carry in startedBy
     */
    public RunTaskState(TaskPlan plan, String request, int count, String name, Terms terms) {
        this.plan = plan;
        this.request = request;
        this.terms = terms;
        for (int first = 0; first < count; first += TASKS_PER_CALL) {
            calls.add(new Call(name + "/" + calls.size(), Math.min(TASKS_PER_CALL, count - first)));
        }
    }

    public TaskPlan plan() {
        return plan;
    }

    public Terms terms() {
        return terms;
    }

    /** Only before every call is answered. */
    public String request() {
        String known = request;
        if (known == null) {
            throw new IllegalStateException("every call is answered");
        }
        return known;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Run> runs() {
        return List.copyOf(runs);
    }

    public boolean isStarted() {
        return calls.stream().allMatch(Call::isAnswered);
    }

    /** Whether nothing is left to wait for. */
    public boolean hasEnded() {
        return isStarted() && (!terms.awaited() || runs.stream().allMatch(Run::hasEnded));
    }

    /** One outcome for all: the first bad one. Empty if nobody waited, and all were started. */
    public Optional<Outcome> outcome() {
        List<Outcome> outcomes = new ArrayList<>();
        for (Call call : calls) {
            call.unknown().ifPresent(why -> outcomes.add(Outcome.UNKNOWN));
            call.failures().forEach(why -> outcomes.add(Outcome.FAILED));
        }
        runs.forEach(run -> run.end().ifPresent(end -> outcomes.add(end.outcome())));
        return outcomes.isEmpty() ? Optional.empty() : Optional.of(Outcome.ofAll(outcomes));
    }

    /** What went wrong, a line for each task that is not good; empty if all are. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (Call call : calls) {
            call.unknown().ifPresent(why -> troubles.add(label() + "UNKNOWN: " + why));
            call.failures().forEach(why -> troubles.add(label() + "FAILED: " + why));
        }
        for (Run run : runs) {
            run.end().filter(end -> !end.outcome().isGood()).ifPresent(end -> troubles.add(summary(run)));
        }
        return troubles;
    }

    /** {@code shop:7 task 0123456789abcdef…: SUCCEEDED: container migrate ended with exit code 0.}; of a task that has ended. */
    public String summary(Run run) {
        TaskEnd how = run.end().orElseThrow();
        Duration ran = Duration.ofMillis(how.stoppedMillis() - how.startedMillis());
        return label() + "task " + run.id() + ": " + how.outcome() + ": " + how.reason()
                + (how.startedMillis() == 0 || how.stoppedMillis() == 0 || ran.isNegative()
                        ? ""
                        : " It ran " + ran.toSeconds() + " s.");
    }

    private String label() {
        return Arn.name(plan.taskDefinition()) + " ";
    }

    /** Lines of containers that the build's log has. */
    public int lines() {
        return lines;
    }

    public synchronized void printed(int more) {
        lines += more;
    }

    /** @param failures why tasks of this call were not started, one sentence each */
    public synchronized void answered(Call call, List<String> arns, List<String> failures) {
        ArrayList<Run> more = new ArrayList<>(runs);
        arns.forEach(arn -> more.add(new Run(arn)));
        runs = more;
        call.failures = new ArrayList<>(failures);
        answered(call);
    }

    /** @param why it is unknown whether the call has started tasks */
    public synchronized void unknown(Call call, String why) {
        call.unknown = why;
        answered(call);
    }

    private void answered(Call call) {
        call.answered = true;
        if (isStarted()) {
            request = null;
        }
    }

    /** One RunTask call. */
    public static final class Call implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final int count;
        private volatile long sentMillis;
        private volatile boolean answered;
        private volatile ArrayList<String> failures = new ArrayList<>();

        @CheckForNull
        private volatile String unknown;

        private Call(String name, int count) {
            this.name = name;
            this.count = count;
        }

        /** Its client token, and what its tasks carry in startedBy. */
        public String name() {
            return name;
        }

        public int count() {
            return count;
        }

        /** When it was first about to be sent, since the epoch; 0 if it was not. */
        public long sentMillis() {
            return sentMillis;
        }

        /** It is about to be sent: to be saved before. A second try keeps the time of the first. */
        public void sending(long nowMillis) {
            if (sentMillis == 0) {
                sentMillis = nowMillis;
            }
        }

        public boolean isAnswered() {
            return answered;
        }

        public List<String> failures() {
            return List.copyOf(failures);
        }

        /** Why it is unknown whether it has started tasks; empty if it is known. */
        public Optional<String> unknown() {
            return Optional.ofNullable(unknown);
        }
    }

    /** One task. */
    public static final class Run implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String arn;

        /** By container; null as long as none has written anything. */
        @CheckForNull
        private volatile HashMap<String, Position> positions;

        @CheckForNull
        private volatile TaskEnd end;

        private Run(String arn) {
            this.arn = arn;
        }

        public String arn() {
            return arn;
        }

        /** The last part of the ARN. */
        public String id() {
            return Arn.name(arn);
        }

        public Position position(String container) {
            HashMap<String, Position> known = positions;
            return known == null ? Position.START : known.getOrDefault(container, Position.START);
        }

        public void read(String container, Position position) {
            HashMap<String, Position> known = positions;
            HashMap<String, Position> more = known == null ? new HashMap<>(2) : new HashMap<>(known);
            more.put(container, position);
            positions = more;
        }

        public boolean hasEnded() {
            return end != null;
        }

        public Optional<TaskEnd> end() {
            return Optional.ofNullable(end);
        }

        public void end(TaskEnd how) {
            end = how;
            positions = null;
        }
    }

    /**
     * How a task ended.
     *
     * @param reason of the outcome, as a sentence
     * @param stopCode ECS' word; empty if ECS did not say
     * @param exitCodes by container, those that ended with one
     * @param startedMillis when its containers ran, since the epoch; 0 if never, or unknown
     * @param stoppedMillis when they had stopped
     */
    public record TaskEnd(
            Outcome outcome,
            String reason,
            String stopCode,
            LinkedHashMap<String, Integer> exitCodes,
            long startedMillis,
            long stoppedMillis)
            implements Serializable {

        /** Nothing was read of its end. */
        public static TaskEnd of(Outcome outcome, String reason) {
            return new TaskEnd(outcome, reason, "", new LinkedHashMap<>(Map.of()), 0, 0);
        }
    }
}
