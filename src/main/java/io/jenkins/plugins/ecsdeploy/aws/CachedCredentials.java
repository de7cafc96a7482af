package io.jenkins.plugins.ecsdeploy.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Caches credentials of a source that is slow or assumes a role each time. The SDK asks for credentials at every call, and a
 * wait makes thousands of calls. If a renewal fails, the session that is known is used as long as it is good, and the source
 * is asked again after a while.
 */
public final class CachedCredentials implements AwsCredentialsProvider {

    /** A third of the shortest session of STS (15 minutes), so that no credentials expire in here. */
    private static final Duration KEEP = Duration.ofMinutes(5);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    /** A session is not used in its last minute: a call takes time. */
    private static final Duration LEFT_AT_LEAST = Duration.ofMinutes(1);

    private final Object owner;
    private final Source source;
    private final Clock clock;

    @CheckForNull
    private Known known;

    /** Where credentials come from; it may take a moment. */
    @FunctionalInterface
    public interface Source {

        /**
         * @throws UnavailableException if they can't be had now; any other exception says that they may not be used any
         *     more
         */
        Obtained obtain();
    }

    /** @param life how long they are good for; a key without a session is good until somebody takes it back */
    public record Obtained(AwsCredentials credentials, Duration life) {

        public static Obtained key(AwsCredentials credentials) {
            return new Obtained(credentials, Duration.ofDays(365));
        }
    }

    /** The source can't give credentials out now. */
    public static final class UnavailableException extends EcsDeployException {

        private static final long serialVersionUID = 1L;

        private final boolean retryable;

        /** @param retryable whether the source may be able to a little later: it could not reach AWS */
        public UnavailableException(String message, boolean retryable, @CheckForNull Throwable cause) {
            super(message, cause);
            this.retryable = retryable;
        }

        boolean isRetryable() {
            return retryable;
        }
    }

    private record Known(AwsCredentials credentials, Instant renewAt, Instant goodUntil) {}

    /** @param owner the object that the credentials come from: the same object means the same caller */
    public CachedCredentials(Object owner, Source source, Clock clock) {
        this.owner = owner;
        this.source = source;
        this.clock = clock;
    }

    Object owner() {
        return owner;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        Instant now = clock.instant();
        Known last = known;
        if (last == null || !now.isBefore(last.renewAt())) {
            last = renewed(last, now);
            known = last;
        }
        return last.credentials();
    }

    private Known renewed(@CheckForNull Known last, Instant now) {
        try {
            Obtained obtained = source.obtain();
            return new Known(
                    obtained.credentials(),
                    now.plus(KEEP),
                    now.plus(obtained.life()).minus(LEFT_AT_LEAST));
        } catch (UnavailableException failed) {
            if (last == null || !now.isBefore(last.goodUntil())) {
                throw failed;
            }
            return new Known(last.credentials(), now.plus(TRY_AGAIN), last.goodUntil());
        }
    }
}
