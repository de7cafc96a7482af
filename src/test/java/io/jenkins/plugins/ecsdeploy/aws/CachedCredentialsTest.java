package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

class CachedCredentialsTest {

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private final CachedCredentials credentials = new CachedCredentials(
            asked, () -> AwsBasicCredentials.create("AKIA" + asked.incrementAndGet(), "not-a-secret"), clock);

    @Test
    void theSourceIsAskedOnceForManyCalls() {
        credentials.resolveCredentials();
        clock.advance(Duration.ofMinutes(4));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKIA1");
    }

    @Test
    void theSourceIsAskedAgainBeforeTheShortestSessionEnds() {
        credentials.resolveCredentials();
        clock.advance(Duration.ofMinutes(5));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKIA2");
    }
}
