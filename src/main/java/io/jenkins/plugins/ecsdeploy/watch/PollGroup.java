package io.jenkins.plugins.ecsdeploy.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The waits of one kind and one connection. They share its SDK clients, which are open while there is a wait. Guarded by its
 * {@code Poller}.
 */
public final class PollGroup {

    /** A wait in the queue: small, because there may be ten thousand. For one thread at a time. */
    public abstract static class Entry {

        private boolean cancelled;

        /** When it is to be polled next. */
        protected abstract Instant due();

        /** How long before it is due it may be polled, to fill a call that is made anyway. */
        protected abstract Duration early();

        protected abstract boolean hasEnded();

        /** {@code us-east-1:123456789012}, once it is known. */
        protected abstract Optional<String> account();

        /** A bug of ours in the round. */
        protected abstract void broke(RuntimeException bug);

        /** Notifies whoever waits of the end. */
        protected abstract void notifyEnd();

        /** What waits, for a log of Jenkins. */
        protected abstract String subject();
    }

    /** How many waits of a kind are polled at once. */
    public interface Rounds {

        /** How many of them one call takes. */
        int perCall();

        /**
         * Polls once for each; afterwards each has ended, or knows when it is due again.
         *
         * @return whether AWS refused a call because there were too many
         */
        boolean poll(AwsClients clients, Calls calls, List<Entry> entries);
    }

    /** The calls that a round makes, within the request budget. */
    public interface Calls {

        /** Says before a call that it is made. */
        void spend();

        /** Whether a call that can wait should be made now. */
        boolean hasRoom();
    }

    /** Most waits of one round: enough to fill its calls, few enough to end soon. */
    private static final int ROUND = 100;

    private final AwsConnection connection;
    private final Rounds rounds;
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(Comparator.comparing(Entry::due));
    private final Set<Entry> inRound = new HashSet<>();

    @CheckForNull
    private AwsClients clients;

    private RequestBudget budget;
    private Instant notBefore = Instant.MIN;

    PollGroup(AwsConnection connection, Rounds rounds, RequestBudget budget) {
        this.connection = connection;
        this.rounds = rounds;
        this.budget = budget;
    }

    void add(Entry entry) {
        waiting.add(entry);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && inRound.isEmpty();
    }

    boolean isRunning() {
        return !inRound.isEmpty();
    }

    RequestBudget budget() {
        return budget;
    }

    void budget(RequestBudget known) {
        budget = known;
    }

    void notBefore(Instant time) {
        notBefore = time;
    }

    /** When the next round may begin; empty while one is under way. */
    Optional<Instant> due() {
        return isRunning() || waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        waiting.peek().due().isAfter(notBefore) ? waiting.peek().due() : notBefore);
    }

    /** Those that are due; and, to fill the last call that is made anyway, those that are due soon. */
    List<Entry> beginRound(Instant now) {
        while (!waiting.isEmpty() && inRound.size() < ROUND) {
            Entry next = waiting.peek();
            Duration fillsFrom = inRound.size() % rounds.perCall() == 0 ? Duration.ZERO : next.early();
            if (next.due().minus(fillsFrom).isAfter(now)) {
                break;
            }
            inRound.add(waiting.poll());
        }
        return List.copyOf(inRound);
    }

    /** Polls for what {@link #beginRound} returned; the budget knows each call. */
    boolean poll(List<Entry> entries) {
        return rounds.poll(clients(), new Counted(budget), entries);
    }

    private record Counted(RequestBudget budget) implements Calls {

        @Override
        public void spend() {
            budget.spend();
        }

        @Override
        public boolean hasRoom() {
            return budget.delay().isZero();
        }
    }

    /** @return the waits that have ended */
    List<Entry> endRound() {
        List<Entry> ended = new ArrayList<>();
        for (Entry entry : inRound) {
            if (!entry.cancelled) {
                if (entry.hasEnded()) {
                    ended.add(entry);
                } else {
                    waiting.add(entry);
                }
            }
        }
        inRound.clear();
        return ended;
    }

    void cancel(Entry entry) {
        entry.cancelled = true;
        waiting.remove(entry);
    }

    /** Called by one round at a time. */
    private AwsClients clients() {
        if (clients == null) {
            clients = new AwsClients(connection);
        }
        return clients;
    }

    void close() {
        if (clients != null) {
            clients.close();
            clients = null;
        }
    }
}
