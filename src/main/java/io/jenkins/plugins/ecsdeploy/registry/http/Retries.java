package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Repeats what failed with a retryable error: 429, 5xx, a broken connection. The wait doubles with each attempt, unless the
 * registry asks for another one ({@code Retry-After}).
 */
public final class Retries {

    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration BRIEF_WAIT = Duration.ofMillis(500);

    private final int attempts;
    private final Duration firstWait;
    private final Duration maxWait;
    private final Sleeper sleeper;

    /** @param attempts in total, at least one */
    public Retries(int attempts, Duration firstWait, Sleeper sleeper) {
        this(attempts, firstWait, MAX_WAIT, sleeper);
    }

    private Retries(int attempts, Duration firstWait, Duration maxWait, Sleeper sleeper) {
        if (attempts < 1) {
            throw new IllegalArgumentException("at least one attempt is needed, not " + attempts);
        }
        this.attempts = attempts;
        this.firstWait = firstWait;
        this.maxWait = maxWait;
        this.sleeper = sleeper;
    }

    /** Four attempts over about seven seconds. */
    public static Retries standard() {
        return new Retries(4, Duration.ofSeconds(1), Sleeper.SYSTEM);
    }

    /** For requests that a push can do without: two attempts, half a second apart, whatever the registry asks for. */
    public Retries brief() {
        return new Retries(Math.min(2, attempts), BRIEF_WAIT, BRIEF_WAIT, sleeper);
    }

    public <T> T run(Attempt<T> attempt) throws InterruptedException {
        return run(attempt, () -> 0);
    }

    /** @param progress grows if a failed attempt got further than all before: then counting starts again */
    public <T> T run(Attempt<T> attempt, LongSupplier progress) throws InterruptedException {
        Duration wait = firstWait;
        long furthest = progress.getAsLong();
        int failures = 0;
        for (int number = 1; ; number++) {
            try {
                return attempt.run(number);
            } catch (RegistryException failed) {
                if (!failed.isRetryable()) {
                    throw failed;
                }
                if (progress.getAsLong() > furthest) {
                    furthest = progress.getAsLong();
                    failures = 0;
                    wait = firstWait;
                }
                failures++;
                if (failures == attempts) {
                    throw failed.afterAttempts(attempts);
                }
                Duration requested = failed.retryAfter().orElse(wait);
                sleeper.sleep(requested.compareTo(maxWait) > 0 ? maxWait : requested);
                wait = wait.multipliedBy(2);
            }
        }
    }

    /** What is attempted. */
    @FunctionalInterface
    public interface Attempt<T> {

        /** @param number of the attempt, from 1 */
        T run(int number) throws InterruptedException;
    }
}
