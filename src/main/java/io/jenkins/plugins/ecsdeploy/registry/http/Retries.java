package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tries again what failed for a reason that may pass: 429, 5xx, a connection that broke. The wait doubles from try to
 * try, or is what the registry's {@code Retry-After} says.
 */
public final class Retries {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final int tries;
    private final Duration firstWait;
    private final Sleeper sleeper;

    /** @param tries in all, at least one */
    public Retries(int tries, Duration firstWait, Sleeper sleeper) {
        if (tries < 1) {
            throw new IllegalArgumentException("There must be at least one try, not " + tries + ".");
        }
        this.tries = tries;
        this.firstWait = firstWait;
        this.sleeper = sleeper;
    }

    /** Four tries over about seven seconds. */
    public static Retries standard() {
        return new Retries(4, Duration.ofSeconds(1), Sleeper.SYSTEM);
    }

    public <T> T run(Attempt<T> attempt) throws InterruptedException {
        return run(attempt, () -> 0);
    }

    /** @param progress grows where a try that failed came further than those before it: then the tries begin anew */
    public <T> T run(Attempt<T> attempt, LongSupplier progress) throws InterruptedException {
        Duration wait = firstWait;
        long furthest = progress.getAsLong();
        int failures = 0;
        for (int number = 1; ; number++) {
            try {
                return attempt.run(number);
            } catch (RegistryException failed) {
                if (!failed.mayPass()) {
                    throw failed;
                }
                if (progress.getAsLong() > furthest) {
                    furthest = progress.getAsLong();
                    failures = 0;
                    wait = firstWait;
                }
                failures++;
                if (failures == tries) {
                    throw failed.afterTries(tries);
                }
                Duration asked = failed.retryAfter().orElse(wait);
                sleeper.sleep(asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
                wait = wait.multipliedBy(2);
            }
        }
    }

    /** Something to do, told which try it is (from 1). */
    @FunctionalInterface
    public interface Attempt<T> {
        public T run(int number) throws InterruptedException;
    }
}
