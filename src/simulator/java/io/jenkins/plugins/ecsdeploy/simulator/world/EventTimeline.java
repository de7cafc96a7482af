package io.jenkins.plugins.ecsdeploy.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * What will happen in the simulated world, in the order of its time. Nothing runs by itself: each request first lets
 * everything happen that is due, so the same requests at the same times always see the same world. One request at a
 * time: all services share one timeline and answer inside {@link #caughtUp}.
 */
public final class EventTimeline {

    private record Happening(Instant at, long number, Runnable action) {}

    private final SimulatorClock clock;
    private final PriorityQueue<Happening> planned =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
    private Instant now;
    private long happenings;

    public EventTimeline(SimulatorClock clock) {
        this.clock = clock;
        this.now = clock.instant();
    }

    /** Lets everything happen that is due by now, then answers the request. */
    public synchronized <T> T caughtUp(Supplier<T> request) {
        catchUp(clock.instant());
        return request.get();
    }

    /**
     * Does something in the past and lets everything happen that has been due since: how a seeded world gets a history.
     *
     * @throws IllegalStateException when something is planned already: history can't be made twice
     */
    public synchronized void since(Duration ago, Runnable action) {
        if (!planned.isEmpty()) {
            throw new IllegalStateException("the past can be written only before anything else has happened");
        }
        now = clock.instant().minus(ago);
        action.run();
        catchUp(clock.instant());
    }

    /** The time of what is happening: of a planned action while it runs, of the request otherwise. */
    public synchronized Instant now() {
        return now;
    }

    public synchronized void after(Duration delay, Runnable action) {
        planned.add(new Happening(now.plus(delay), happenings++, action));
    }

    private void catchUp(Instant time) {
        while (!planned.isEmpty() && !planned.peek().at().isAfter(time)) {
            Happening next = planned.poll();
            if (next.at().isAfter(now)) {
                now = next.at();
            }
            next.action().run();
        }
        if (time.isAfter(now)) {
            now = time;
        }
    }
}
