package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Polls for all waits of a controller. Waits of one kind that call the same AWS as the same caller share their calls, many
 * to a call; waits with different credentials, roles, regions or endpoints never do. No wait has a thread: a few
 * workers poll for those that are due. A request rate for each account and region is never exceeded for long. One
 * wait's failure is its own.
 */
public final class Poller {

    /** Runs something later, in any thread; it must not take long. */
    @FunctionalInterface
    public interface Alarm {

        void after(Duration delay, Runnable wakeUp);
    }

    /** A wait that can be cancelled. */
    @FunctionalInterface
    public interface Ticket {

        /** Ends the wait without reporting an end; the deployment is not touched. */
        void cancel();
    }

    private static final Logger LOGGER = Logger.getLogger(Poller.class.getName());

    /** Rounds at a time: a group whose endpoint hangs blocks only one of them. */
    private static final int MOST_ROUNDS = 8;

    /** A round begins later by up to this share of the shortest pause, so that controllers don't call in step. */
    private static final double JITTER = 0.2;

    private final Clock clock;
    private final Supplier<PollSchedule> schedule;
    private final DoubleSupplier requestsPerSecond;
    private final Executor workers;
    private final Alarm alarm;
    private final DoubleSupplier jitter;
    private final Map<Object, PollGroup> groups = new HashMap<>();
    private final Map<String, RequestBudget> budgets = new HashMap<>();
    private int rounds;
    private Instant wakesAt = Instant.MAX;

    /**
     * @param schedule read for each new wait
     * @param requestsPerSecond for each account and region; read again and again
     * @param workers run the rounds: a few at a time, each for seconds
     * @param jitter 0 to 1, a new one each time
     */
    public Poller(
            Clock clock,
            Supplier<PollSchedule> schedule,
            DoubleSupplier requestsPerSecond,
            Executor workers,
            Alarm alarm,
            DoubleSupplier jitter) {
        this.clock = clock;
        this.schedule = schedule;
        this.requestsPerSecond = requestsPerSecond;
        this.workers = workers;
        this.alarm = alarm;
        this.jitter = jitter;
    }

    /**
     * Begins to wait. A worker notifies both listeners: while they run, other waits are delayed.
     *
     * @param connection what to call and as whom; {@link AwsConnection#identity} says which waits share calls
     */
    public Ticket add(AwsConnection connection, WatchRequest request, WatchListener listener, WatchEndListener end) {
        return add(
                connection,
                "deployments",
                new DeploymentRounds(),
                new DeploymentEntry(new DeploymentWatch(request, listener, schedule.get(), clock), end));
    }

    /**
     * The same for another kind of wait.
     *
     * @param kind waits of different kinds never share a round, but their calls share one budget
     * @param rounds of that kind
     */
    public Ticket add(AwsConnection connection, Object kind, PollGroup.Rounds rounds, PollGroup.Entry entry) {
        Object identity = List.of(connection.identity(), kind);
        PollGroup group;
        synchronized (this) {
            group = groups.computeIfAbsent(
                    identity,
                    unknown -> new PollGroup(connection, rounds, new RequestBudget(clock, requestsPerSecond)));
            group.add(entry);
        }
        wakeUp();
        return () -> cancel(group, entry);
    }

    /** The pauses of waits that begin now. */
    public PollSchedule schedule() {
        return schedule.get();
    }

    private void cancel(PollGroup group, PollGroup.Entry entry) {
        synchronized (this) {
            group.cancel(entry);
        }
        workers.execute(this::closeUnused); // closing may take a moment
    }

    private void alarmRings() {
        synchronized (this) {
            wakesAt = Instant.MAX;
        }
        wakeUp();
    }

    private void wakeUp() {
        List<PollGroup> ready = new ArrayList<>();
        synchronized (this) {
            Instant now = clock.instant();
            for (PollGroup group : groups.values()) {
                if (rounds < MOST_ROUNDS
                        && group.due().filter(due -> !due.isAfter(now)).isPresent()) {
                    Duration delay = group.budget().delay();
                    if (delay.isZero()) {
                        rounds++;
                        group.beginRound(now);
                        ready.add(group);
                    } else {
                        group.notBefore(now.plus(delay));
                    }
                }
            }
        }
        ready.forEach(group -> workers.execute(() -> run(group)));
        setAlarm();
    }

    /** For the next group that is due. While all rounds are taken, the first that ends checks the groups itself. */
    private void setAlarm() {
        Duration delay;
        synchronized (this) {
            Optional<Instant> next = rounds >= MOST_ROUNDS
                    ? Optional.empty()
                    : groups.values().stream()
                            .flatMap(group -> group.due().stream())
                            .min(Instant::compareTo);
            if (next.isEmpty() || !next.get().isBefore(wakesAt)) {
                return;
            }
            wakesAt = next.get();
            delay = Duration.between(clock.instant(), wakesAt);
        }
        alarm.after(delay.isNegative() ? Duration.ZERO : delay, this::alarmRings);
    }

    private void run(PollGroup group) {
        List<PollGroup.Entry> entries;
        synchronized (this) {
            entries = group.beginRound(clock.instant());
        }
        try {
            poll(group, entries);
        } finally {
            List<PollGroup.Entry> ended;
            synchronized (this) {
                rounds--;
                ended = group.endRound();
                settleBudget(group, entries);
                Duration shortest = schedule.get().shortest();
                group.notBefore(
                        clock.instant().plusMillis(Math.round(shortest.toMillis() * JITTER * jitter.getAsDouble())));
            }
            ended.forEach(Poller::notifyListener);
            closeUnused();
            wakeUp();
        }
    }

    private static void poll(PollGroup group, List<PollGroup.Entry> entries) {
        try {
            if (group.poll(entries)) {
                group.budget().throttled();
            }
        } catch (RuntimeException | LinkageError bug) {
            RuntimeException why = bug instanceof RuntimeException known ? known : new IllegalStateException(bug);
            entries.stream().filter(entry -> !entry.hasEnded()).forEach(entry -> entry.broke(why));
        }
    }

    /** Once an answer has named the account, all groups of that account share one budget. */
    private void settleBudget(PollGroup group, List<PollGroup.Entry> entries) {
        entries.stream()
                .flatMap(entry -> entry.account().stream())
                .findFirst()
                .ifPresent(account -> group.budget(budgets.computeIfAbsent(account, first -> group.budget())));
    }

    /** A listener that fails must not affect the other waits of its round, nor the next round. */
    private static void notifyListener(PollGroup.Entry entry) {
        try {
            entry.notifyEnd();
        } catch (RuntimeException | LinkageError broken) {
            LOGGER.log(Level.WARNING, "The listener of the wait for the " + entry.subject() + " failed", broken);
        }
    }

    private void closeUnused() {
        List<PollGroup> unused = new ArrayList<>();
        synchronized (this) {
            groups.values().removeIf(group -> group.isEmpty() && unused.add(group));
        }
        unused.forEach(PollGroup::close);
    }

    /** A wait for a deployment. */
    private static final class DeploymentEntry extends PollGroup.Entry {

        private final DeploymentWatch watch;
        private final WatchEndListener end;

        DeploymentEntry(DeploymentWatch watch, WatchEndListener end) {
            this.watch = watch;
            this.end = end;
        }

        @Override
        protected Instant due() {
            return watch.due();
        }

        @Override
        protected Duration early() {
            return watch.early();
        }

        @Override
        protected boolean hasEnded() {
            return watch.hasEnded();
        }

        @Override
        protected Optional<String> account() {
            return watch.account();
        }

        @Override
        protected void broke(RuntimeException bug) {
            watch.failed(bug);
        }

        @Override
        protected void notifyEnd() {
            watch.failure().ifPresentOrElse(end::failed, () -> watch.result().ifPresent(end::ended));
        }

        @Override
        protected String subject() {
            return watch.ref().toString();
        }
    }

    /** Polls for deployments, those of one cluster together. */
    private static final class DeploymentRounds implements PollGroup.Rounds {

        @Override
        public int perCall() {
            return Limits.SERVICE_DEPLOYMENTS_PER_DESCRIBE;
        }

        @Override
        public boolean poll(AwsClients clients, PollGroup.Calls calls, List<PollGroup.Entry> entries) {
            PollRound round = new PollRound(clients, calls::spend);
            round.poll(entries.stream()
                    .map(entry -> ((DeploymentEntry) entry).watch)
                    .sorted(Comparator.comparing(watch -> watch.ref().cluster()))
                    .toList());
            return round.wasThrottled();
        }
    }
}
