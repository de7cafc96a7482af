package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PollPaceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final PollPace pace =
            new PollPace(PollSchedule.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(1), Until.COMPLETE);

    @Test
    void thePauseDoublesWhileAwsDoesNotAnswer() {
        assertThat(Stream.generate(pace::nextAfterFailure).limit(5).map(Duration::toSeconds))
                .containsExactly(15L, 30L, 60L, 120L, 120L);
        assertThat(pace.failingSince()).contains(NOW);
    }

    @Test
    void anAnswerEndsTheRow() {
        pace.nextAfterFailure();
        pace.nextAfterFailure();
        pace.polled(true);

        assertThat(pace.failingSince()).isEmpty();
        assertThat(pace.nextAfterFailure()).isEqualTo(Duration.ofSeconds(15));
    }
}
