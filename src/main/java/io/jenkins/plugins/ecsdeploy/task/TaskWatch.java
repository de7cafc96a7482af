package io.jenkins.plugins.ecsdeploy.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.Run;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.TaskEnd;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan.PlannedContainer;
import io.jenkins.plugins.ecsdeploy.watch.PollGroup;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.ContainerLogReader;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The wait for one task, in the controller's poller: a hundred tasks of a cluster a call. It only reads. Lines of its
 * containers are read while it runs, and once more after its end; if the request budget is spent, they come later.
 */
public final class TaskWatch extends PollGroup.Entry {

    /** Is notified of all that is seen, by the poller: it must not take long. */
    public interface Listener {

        /** AWS was asked once more. */
        void polled();

        /** @param status ECS' word, such as PENDING, each once */
        void status(Run run, String status);

        /** @param position to be saved before the lines are printed */
        void lines(Run run, PlannedContainer container, List<String> lines, ContainerLogReader.Position position);

        /** Whether lines are still wanted: for a build's log there is a limit. */
        boolean wantsLines(PlannedContainer container);

        /** A container's lines can't be read: they are not asked for again. */
        void unreadable(PlannedContainer container, String why);

        void pollFailed(String why, Duration nextPollIn);

        /** @param tail the last lines of the container that decides; may be empty */
        void ended(Run run, TaskEnd end, List<String> tail);

        /** The time of the wait is over, and the task runs. */
        void timedOut(Run run);

        /** AWS refuses the calls, or a bug of ours: nothing more is known. */
        void failed(Run run, RuntimeException why);
    }

    /** Right after RunTask, ECS may not describe a task yet; one that was described stays so for an hour after its stop. */
    private static final Duration MISSING = Duration.ofMinutes(2);

    /** awslogs sends a container's last lines within so long (docker/docker: it flushes every five seconds). */
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private static final Duration LONGEST_AFTER_FAILURES = Duration.ofMinutes(2);
    private static final int MOST_DOUBLINGS = 10;
    private static final int MOST_PAGES = 10;

    private final RunTaskState state;
    private final Run run;
    private final String region;
    private final PollSchedule schedule;
    private final Clock clock;
    private final Listener listener;
    private Instant due;
    private String lastStatus = "";
    private short unchanged;
    private short failures;
    private boolean timedOut;
    private boolean hasEnded;

    @CheckForNull
    private Instant missingSince;

    @CheckForNull
    private TaskEnd end;

    /** Once it has ended: when it is read the last time. */
    private Instant lastLinesAt = Instant.EPOCH;

    private List<String> tail = List.of();

    @CheckForNull
    private RuntimeException failure;

    /** @param region that is called */
    public TaskWatch(
            RunTaskState state, Run run, String region, PollSchedule schedule, Clock clock, Listener listener) {
        this.state = state;
        this.run = run;
        this.region = region;
        this.schedule = schedule;
        this.clock = clock;
        this.listener = listener;
        this.due = clock.instant();
    }

    @Override
    protected Instant due() {
        return due;
    }

    @Override
    protected Duration early() {
        return pause().dividedBy(2);
    }

    @Override
    protected boolean hasEnded() {
        return hasEnded;
    }

    @Override
    protected Optional<String> account() {
        return lastStatus.isEmpty()
                ? Optional.empty()
                : Arn.parse(run.arn()).map(arn -> arn.region() + ":" + arn.account());
    }

    @Override
    protected void broke(RuntimeException bug) {
        failure = bug;
        hasEnded = true;
    }

    @Override
    protected String subject() {
        return "task " + run.id();
    }

    @Override
    protected void notifyEnd() {
        RuntimeException why = failure;
        TaskEnd how = end;
        if (why != null) {
            listener.failed(run, why);
        } else if (timedOut) {
            listener.timedOut(run);
        } else if (how != null) {
            listener.ended(run, how, tail);
        }
    }

    private Duration pause() {
        return schedule.whileBusy(unchanged);
    }

    private void seen(Task task, ContainerLogReader logs, PollGroup.Calls calls) {
        failures = 0;
        missingSince = null;
        boolean changed = !lastStatus.equals(task.lastStatus());
        if (changed && task.lastStatus() != null) {
            lastStatus = task.lastStatus().intern();
            listener.status(run, lastStatus);
        }
        if ("STOPPED".equals(task.lastStatus()) && end == null) {
            end = new TaskJudge(state.plan()).end(task);
            lastLinesAt =
                    haveLastLinesCome(task) ? clock.instant() : clock.instant().plus(LAST_LINES);
        }
        boolean wrote = readLines(task, logs, calls);
        unchanged = (short) (changed || wrote ? 0 : Math.min(unchanged + 1, Short.MAX_VALUE));
    }

    private static boolean haveLastLinesCome(Task task) {
        return task.executionStoppedAt() == null
                || task.stoppedAt() != null
                        && !Duration.between(task.executionStoppedAt(), task.stoppedAt())
                                .minus(LAST_LINES)
                                .isNegative();
    }

    /** @return whether there were new ones */
    private boolean readLines(Task task, ContainerLogReader logs, PollGroup.Calls calls) {
        if (!state.terms().logs() || task.startedAt() == null && end == null) {
            return false;
        }
        boolean last = end != null && !clock.instant().isBefore(lastLinesAt);
        boolean wrote = false;
        for (PlannedContainer container : state.plan().logged(region)) {
            if (listener.wantsLines(container) && (last || calls.hasRoom())) {
                wrote |= readLines(container, task, logs, last ? MOST_PAGES : 1);
            }
        }
        if (last) {
            tail = tail(task, logs);
        }
        return wrote;
    }

    private boolean readLines(PlannedContainer container, Task task, ContainerLogReader logs, int pages) {
        boolean wrote = false;
        try {
            boolean more = true;
            for (int page = 0; more && page < pages; page++) {
                ContainerLogReader.Page read = logs.read(container.stream(task), run.position(container.name()));
                more = read.more();
                if (!read.position().equals(run.position(container.name()))) {
                    listener.lines(run, container, read.lines(), read.position());
                }
                wrote |= !read.lines().isEmpty();
            }
        } catch (AwsCallException failed) {
            if (!failed.isRetryable()) {
                listener.unreadable(container, failed.getMessage());
            }
        }
        return wrote;
    }

    private List<String> tail(Task task, ContainerLogReader logs) {
        try {
            return state.plan().container(state.plan().container()).stream()
                    .filter(one -> one.whyNoLog(region).isEmpty())
                    .flatMap(one -> logs.tail(one.stream(task)).stream())
                    .toList();
        } catch (AwsCallException unreadable) {
            return List.of();
        }
    }

    private void missing() {
        Instant now = clock.instant();
        missingSince = missingSince == null ? now : missingSince;
        boolean isOver = now.toEpochMilli() >= state.terms().deadlineMillis();
        if (end == null
                && (isOver
                        || !Duration.between(missingSince, now).minus(MISSING).isNegative())) {
            end = TaskEnd.of(
                    Outcome.UNKNOWN,
                    "ECS does not describe the task " + run.id()
                            + " any more: it stopped over an hour ago, and how it ended is unknown. Look at its log, and"
                            + " at what it should have done.");
            lastLinesAt = now;
        }
    }

    private void pollFailed(AwsCallException failed) {
        if (!failed.isRetryable()) {
            failure = failed;
            hasEnded = true;
            return;
        }
        Duration doubled = schedule.longest().multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        Duration next = doubled.compareTo(LONGEST_AFTER_FAILURES) < 0 ? doubled : LONGEST_AFTER_FAILURES;
        listener.pollFailed(failed.getMessage(), next);
        conclude(next);
    }

    private void conclude(Duration next) {
        Instant now = clock.instant();
        Instant deadline = Instant.ofEpochMilli(state.terms().deadlineMillis());
        if (end != null && (!state.terms().logs() || !now.isBefore(lastLinesAt))) {
            hasEnded = true;
        } else if (end != null) {
            due = lastLinesAt;
        } else if (!now.isBefore(deadline)) {
            timedOut = true;
            hasEnded = true;
        } else {
            Instant then = now.plus(next);
            due = then.isBefore(deadline) ? then : deadline;
        }
    }

    /** Polls for the tasks of one cluster. */
    public static final class Rounds implements PollGroup.Rounds {

        private final String cluster;

        public Rounds(String cluster) {
            this.cluster = cluster;
        }

        /** Which waits may share their calls. */
        public static Object kind(String cluster) {
            return List.of("tasks", cluster);
        }

        @Override
        public int perCall() {
            return Limits.TASKS_PER_DESCRIBE;
        }

        @Override
        public boolean poll(AwsClients clients, PollGroup.Calls calls, List<PollGroup.Entry> entries) {
            List<TaskWatch> watches =
                    entries.stream().map(TaskWatch.class::cast).toList();
            boolean throttled = false;
            for (int from = 0; from < watches.size(); from += Limits.TASKS_PER_DESCRIBE) {
                throttled |= pollTogether(
                        clients,
                        calls,
                        watches.subList(from, Math.min(from + Limits.TASKS_PER_DESCRIBE, watches.size())));
            }
            return throttled;
        }

        private boolean pollTogether(AwsClients clients, PollGroup.Calls calls, List<TaskWatch> watches) {
            ContainerLogReader logs = new ContainerLogReader(clients, calls::spend);
            Map<String, Task> found = new HashMap<>();
            try {
                describe(clients, calls, watches).tasks().forEach(task -> found.put(task.taskArn(), task));
            } catch (AwsCallException failed) {
                if (failed.kind() == AwsCallException.Kind.ACCESS_DENIED && watches.size() > 1) {
                    watches.forEach(one -> pollTogether(clients, calls, List.of(one))); // one of them may be why
                } else {
                    watches.forEach(one -> one.pollFailed(failed));
                }
                return failed.kind() == AwsCallException.Kind.THROTTLED;
            }
            for (TaskWatch watch : watches) {
                Task task = found.get(watch.run.arn());
                if (task == null) {
                    watch.missing();
                } else {
                    watch.seen(task, logs, calls);
                }
                watch.listener.polled();
                watch.conclude(watch.pause());
            }
            return false;
        }

        private DescribeTasksResponse describe(AwsClients clients, PollGroup.Calls calls, List<TaskWatch> watches) {
            calls.spend();
            return AwsCall.run(
                    "ecs:DescribeTasks",
                    watches.size() == 1 ? watches.get(0).subject() : watches.size() + " tasks in cluster " + cluster,
                    () -> clients.ecs()
                            .describeTasks(request -> request.cluster(cluster)
                                    .tasks(watches.stream()
                                            .map(watch -> watch.run.arn())
                                            .toList())));
        }
    }
}
