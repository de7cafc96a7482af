package io.jenkins.plugins.ecsdeploy.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Asks a source that is slow, or assumes a role each time, only now and then. The SDK asks for credentials at every
 * call, and a wait makes thousands of calls.
 */
public final class CachedCredentials implements AwsCredentialsProvider {

    /** A third of the shortest session that STS gives (15 minutes): never older than that, whatever the source. */
    private static final Duration KEEP = Duration.ofMinutes(5);

    private final Supplier<AwsCredentials> source;
    private final Clock clock;
    private AwsCredentials known;
    private Instant askAgainAt;

    public CachedCredentials(Supplier<AwsCredentials> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        Instant now = clock.instant();
        if (known == null || !now.isBefore(askAgainAt)) {
            known = source.get();
            askAgainAt = now.plus(KEEP);
        }
        return known;
    }
}
