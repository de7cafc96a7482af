package io.jenkins.plugins.ecsdeploy.aws;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** How often a call is tried, and how long to wait between two tries. */
public final class Backoff {

    private final int tries;
    private final IntFunction<Duration> pause;

    private Backoff(int tries, IntFunction<Duration> pause) {
        this.tries = tries;
        this.pause = pause;
    }

    /** Waits once, twice, three times as long, and so on. */
    public static Backoff linear(int tries, Duration first) {
        return new Backoff(tries, first::multipliedBy);
    }

    /** Doubles the wait up to a longest one; a random half of it keeps two callers from meeting again. */
    public static Backoff exponential(int tries, Duration first, Duration longest, RandomGenerator random) {
        return new Backoff(tries, attempt -> {
            long doubled = first.toMillis() << Math.min(attempt - 1, 30);
            long half = Math.min(doubled, longest.toMillis()) / 2;
            return Duration.ofMillis(half + random.nextLong(half));
        });
    }

    /** All tries, the first included. */
    public int tries() {
        return tries;
    }

    /** @param attempt the try that has failed, from 1 */
    public Duration pauseAfter(int attempt) {
        return pause.apply(attempt);
    }
}
