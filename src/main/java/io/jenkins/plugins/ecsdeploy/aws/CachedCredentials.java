package io.jenkins.plugins.ecsdeploy.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Caches credentials of a source that is slow or assumes a role each time. The SDK asks for credentials at every call, and a
 * wait makes thousands of calls.
 */
public final class CachedCredentials implements AwsCredentialsProvider {

    /** A third of the shortest session of STS (15 minutes), so that no credentials expire in here. */
    private static final Duration KEEP = Duration.ofMinutes(5);

    private final Object owner;
    private final Supplier<AwsCredentials> source;
    private final Clock clock;

    @CheckForNull
    private Known known;

    private record Known(AwsCredentials credentials, Instant until) {}

    /** @param owner the object that the credentials come from: the same object means the same caller */
    public CachedCredentials(Object owner, Supplier<AwsCredentials> source, Clock clock) {
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
        if (last == null || !now.isBefore(last.until())) {
            last = new Known(source.get(), now.plus(KEEP));
            known = last;
        }
        return last.credentials();
    }
}
