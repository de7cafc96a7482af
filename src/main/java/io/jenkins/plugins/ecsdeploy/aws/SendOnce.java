package io.jenkins.plugins.ecsdeploy.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;

/**
 * Sends a call that must take effect only once, although its answer may be lost. The SDK would send it again without
 * looking, so its own retries are off for this call ({@link #withoutSdkRetries}), and before each further try the caller
 * looks up whether an earlier one took effect.
 */
public final class SendOnce {

    /** An answer right after a change may be from before it. */
    private static final int LOOKS_UNTIL_BELIEVED = 3;

    /** Of which some fail; each has the SDK's own retries. */
    private static final int MOST_LOOKS = 8;

    private final Sleeper sleeper;
    private final Backoff backoff;
    private final Predicate<AwsCallException> alsoRetryable;

    public SendOnce(Sleeper sleeper, Backoff backoff) {
        this(sleeper, backoff, failed -> false);
    }

    private SendOnce(Sleeper sleeper, Backoff backoff, Predicate<AwsCallException> alsoRetryable) {
        this.sleeper = sleeper;
        this.backoff = backoff;
        this.alsoRetryable = alsoRetryable;
    }

    /** @param refusal what to retry beside {@linkplain AwsCallException#isRetryable() what is retryable anyway} */
    public SendOnce retrying(KnownMessage refusal) {
        return new SendOnce(sleeper, backoff, refusal::isIn);
    }

    /** Configures a request so that the SDK sends it once and reports every failure. */
    public static void withoutSdkRetries(AwsRequestOverrideConfiguration.Builder override) {
        override.addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build()));
    }

    /**
     * Sends until the call has taken effect, is refused, or all tries have failed.
     *
     * @param call one try, without retries of the SDK's
     * @param effect looks up what an earlier try did; empty if it had no effect. Not asked as long as no try can have had
     *     one: throttled calls are never carried out. An answer may be older than the call, so it is asked several times
     *     before a call whose answer was lost is sent again
     * @param toCheck what a person has to look at if it stays unknown, as a sentence
     * @return the answer of the call, or what the look-up found
     * @throws AwsCallException the last failure; the call was not carried out
     * @throws UnknownOutcomeException if an answer was lost and it stays unknown whether the call was carried out
     */
    public <T> T send(Supplier<T> call, Supplier<Optional<T>> effect, String toCheck) throws InterruptedException {
        AwsCallException lost = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (AwsCallException failed) {
                if (failed.isInterruption()) {
                    throw failed;
                }
                boolean refusedForNow = alsoRetryable.test(failed);
                boolean retryable = failed.isRetryable() || refusedForNow;
                lost = mayHaveBeenCarriedOut(failed) ? failed : lost;
                if (retryable) {
                    sleeper.sleep(backoff.pauseAfter(attempt));
                }
                // A refusal too may only say that the try before it took effect.
                if (lost != null || refusedForNow) {
                    Optional<T> done = look(effect, backoff.pauseAfter(attempt), lost, toCheck);
                    if (done.isPresent()) {
                        return done.get();
                    }
                }
                if (!retryable || attempt == backoff.tries()) {
                    throw lost == null
                            ? failed
                            : unknown(
                                    lost,
                                    "AWS shows no effect of it so far."
                                            + (retryable ? "" : " It was sent again, and then: " + failed.getMessage()),
                                    toCheck);
                }
            }
        }
    }

    private static boolean mayHaveBeenCarriedOut(AwsCallException failed) {
        return failed.isRetryable() && failed.kind() != AwsCallException.Kind.THROTTLED && !failed.wasNeverSent();
    }

    /** @return empty if it was looked up, and there is none */
    private <T> Optional<T> look(
            Supplier<Optional<T>> effect, Duration pause, @CheckForNull AwsCallException lost, String toCheck)
            throws InterruptedException {
        int needed = lost == null ? 1 : LOOKS_UNTIL_BELIEVED;
        int seen = 0;
        for (int look = 1; ; look++) {
            try {
                Optional<T> done = effect.get();
                seen++;
                if (done.isPresent() || seen == needed) {
                    return done;
                }
            } catch (AwsCallException unseen) {
                if (lost == null || unseen.isInterruption()) {
                    throw unseen;
                }
                if (!unseen.isRetryable() || look >= MOST_LOOKS) {
                    throw unknown(lost, "That could not be looked up: " + unseen.getMessage(), toCheck);
                }
            }
            sleeper.sleep(pause);
        }
    }

    private static UnknownOutcomeException unknown(AwsCallException lost, String why, String toCheck) {
        return new UnknownOutcomeException(
                "UNKNOWN: " + lost.getMessage() + " It is unknown whether AWS carried it out. " + why + " " + toCheck,
                lost);
    }
}
