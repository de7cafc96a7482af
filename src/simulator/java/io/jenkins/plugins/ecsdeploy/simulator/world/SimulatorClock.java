package io.jenkins.plugins.ecsdeploy.simulator.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time of the simulated AWS. Its services never use the machine's clock. */
public abstract class SimulatorClock extends Clock {

    /** A clock that stands still until {@link Manual#advance} moves it. */
    public static Manual manual(Instant start) {
        return new Manual(start);
    }

    /** A clock that starts now and runs {@code speed} times as fast as the machine's. */
    public static SimulatorClock accelerated(double speed) {
        return new Accelerated(speed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** How long one has to wait in real time for {@code simulated} to pass here. */
    public abstract Duration realTime(Duration simulated);

    /** Moves only by hand; tests own it. */
    public static final class Manual extends SimulatorClock {

        private final AtomicReference<Instant> now;

        private Manual(Instant start) {
            now = new AtomicReference<>(start);
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        public void advance(Duration by) {
            now.updateAndGet(instant -> instant.plus(by));
        }

        @Override
        public Duration realTime(Duration simulated) {
            return Duration.ZERO;
        }
    }

    private static final class Accelerated extends SimulatorClock {

        private final double speed;
        private final Instant start = Instant.now();
        private final long startNanos = System.nanoTime();

        private Accelerated(double speed) {
            if (!(speed > 0)) {
                throw new IllegalArgumentException("speed must be above 0, not " + speed);
            }
            this.speed = speed;
        }

        @Override
        public Instant instant() {
            return start.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
        }

        @Override
        public Duration realTime(Duration simulated) {
            return Duration.ofNanos((long) (simulated.toNanos() / speed));
        }
    }
}
