package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleSupplier;

/**
 * The plugin's poller on a clock moved by hand: it polls in the calling thread, and nothing happens but while time
 * passes.
 */
public final class TestPoller {

    private record Alarm(Instant at, int number, Runnable action) {}

    private final SimulatorClock.Manual clock;
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::number));
    private final Poller poller;
    private int numbers;

    /** As fast as it likes. */
    public TestPoller(SimulatorClock.Manual clock) {
        this(clock, () -> 1000, () -> 0);
    }

    TestPoller(SimulatorClock.Manual clock, DoubleSupplier requestsPerSecond, DoubleSupplier jitter) {
        this.clock = clock;
        poller = new Poller(clock, () -> PollSchedule.DEFAULT, requestsPerSecond, Runnable::run, this::after, jitter);
    }

    public Poller poller() {
        return poller;
    }

    /** Whether nothing is to be done later: no wait is left. */
    boolean isIdle() {
        return alarms.isEmpty();
    }

    /** Runs an action after so much time. */
    void after(Duration delay, Runnable action) {
        alarms.add(new Alarm(clock.instant().plus(delay), numbers++, action));
    }

    /** Lets time pass, with what happens meanwhile. */
    void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (!alarms.isEmpty() && !alarms.peek().at().isAfter(end)) {
            runNext();
        }
        advanceTo(end);
    }

    /**
     * Waits to the end.
     *
     * @throws RuntimeException what the wait failed with
     */
    public WatchResult await(AwsConnection connection, WatchRequest request, WatchListener listener) {
        CompletableFuture<WatchResult> end = new CompletableFuture<>();
        poller.add(connection, request, listener, new WatchEndListener() {
            @Override
            public void ended(WatchResult result) {
                end.complete(result);
            }

            @Override
            public void failed(RuntimeException why) {
                end.completeExceptionally(why);
            }
        });
        while (!end.isDone()) {
            runNext();
        }
        try {
            return end.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : failed;
        }
    }

    private void runNext() {
        Alarm next = alarms.remove();
        advanceTo(next.at());
        next.action().run();
    }

    private void advanceTo(Instant time) {
        if (time.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), time));
        }
    }
}
