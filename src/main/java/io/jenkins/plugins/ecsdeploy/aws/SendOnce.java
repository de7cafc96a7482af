package io.jenkins.plugins.ecsdeploy.aws;

import io.jenkins.plugins.ecsdeploy.Sleeper;
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

    /** Looks up what an earlier try did. */
    public interface Effect<T> {

        /** @return empty if it had no effect */
        Optional<T> find() throws InterruptedException;
    }

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
     *     one: throttled calls are never carried out
     * @return the answer of the call, or what the look-up found
     * @throws AwsCallException the last failure
     */
    public <T> T send(Supplier<T> call, Effect<T> effect) throws InterruptedException {
        boolean mayHaveTakenEffect = false;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (AwsCallException failed) {
                boolean retryable = failed.isRetryable() || alsoRetryable.test(failed);
                if (retryable) {
                    sleeper.sleep(backoff.pauseAfter(attempt));
                    mayHaveTakenEffect |= failed.kind() != AwsCallException.Kind.THROTTLED;
                }
                // A refusal too may only say that the try before it took effect.
                if (mayHaveTakenEffect && !failed.isInterruption()) {
                    Optional<T> done = effect.find();
                    if (done.isPresent()) {
                        return done.get();
                    }
                }
                if (!retryable || attempt == backoff.tries()) {
                    throw failed;
                }
            }
        }
    }
}
