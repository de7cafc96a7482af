package io.jenkins.plugins.ecsdeploy.watch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
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
 * The waits of one connection. They share its SDK clients, which are open while there is a wait. Guarded by its
 * {@code Poller}.
 */
final class PollGroup {

    /** A wait in the queue: small, because there may be ten thousand. */
    static final class Entry {

        final DeploymentWatch watch;
        final WatchEndListener end;
        boolean cancelled;

        Entry(DeploymentWatch watch, WatchEndListener end) {
            this.watch = watch;
            this.end = end;
        }

        Instant due() {
            return watch.due();
        }
    }

    /** Most waits of one round: enough to fill its calls, few enough to end soon. */
    private static final int ROUND = 100;

    private final AwsConnection connection;
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(Comparator.comparing(Entry::due));
    private final Set<Entry> inRound = new HashSet<>();

    @CheckForNull
    private AwsClients clients;

    private RequestBudget budget;
    private Instant notBefore = Instant.MIN;

    PollGroup(AwsConnection connection, RequestBudget budget) {
        this.connection = connection;
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
    List<DeploymentWatch> beginRound(Instant now) {
        while (!waiting.isEmpty() && inRound.size() < ROUND) {
            Entry next = waiting.peek();
            Duration fillsFrom =
                    inRound.size() % Limits.SERVICE_DEPLOYMENTS_PER_DESCRIBE == 0 ? Duration.ZERO : next.watch.early();
            if (next.due().minus(fillsFrom).isAfter(now)) {
                break;
            }
            inRound.add(waiting.poll());
        }
        List<DeploymentWatch> watches = new ArrayList<>();
        inRound.forEach(entry -> watches.add(entry.watch));
        watches.sort(Comparator.comparing(watch -> watch.ref().cluster()));
        return watches;
    }

    /** @return the waits that have ended */
    List<Entry> endRound() {
        List<Entry> ended = new ArrayList<>();
        for (Entry entry : inRound) {
            if (!entry.cancelled) {
                if (entry.watch.hasEnded()) {
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
    AwsClients clients() {
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
