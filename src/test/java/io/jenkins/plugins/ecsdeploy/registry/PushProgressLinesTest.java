package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.registry.PushProgress.State;
import io.jenkins.plugins.ecsdeploy.simulator.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushProgressLinesTest {

    private static final String ONE = Digest.sha256(new byte[] {1}).toString();
    private static final String TWO = Digest.sha256(new byte[] {2}).toString();

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> lines = new ArrayList<>();
    private final PushProgressLines progress = new PushProgressLines(clock, Duration.ofSeconds(5), lines::add);

    @Test
    void whatBecameOfALayerIsALineAndWhatIsUnderWayOneEveryFewSeconds() {
        progress.blob(ONE, State.CHECKING, 0, 40_000_000);
        progress.blob(ONE, State.UPLOADING, 1_000_000, 40_000_000);
        progress.blob(TWO, State.UPLOADING, 500_000, -1);
        assertThat(lines).isEmpty();
        clock.advance(Duration.ofSeconds(5));

        progress.blob(ONE, State.UPLOADING, 12_300_000, 40_000_000);
        progress.blob(ONE, State.UPLOADING, 13_300_000, 40_000_000);
        progress.blob(ONE, State.DONE, 40_000_000, 40_000_000);

        assertThat(lines)
                .containsExactly(
                        "  " + ONE.substring(0, 19) + " 12.3 MB of 40.0 MB sent (30 %)",
                        "  " + TWO.substring(0, 19) + " 500.0 kB sent so far",
                        "  " + ONE.substring(0, 19) + " sent, 40.0 MB");
    }

    @Test
    void theEndTellsBytesAndRate() {
        progress.blob(ONE, State.DONE, 48_000_000, 48_000_000);
        progress.blob(TWO, State.EXISTS, 0, 7);
        clock.advance(Duration.ofSeconds(4));

        progress.end(PushResult.of(
                RegistryTarget.of("r.example.com", "web"), Digest.parse(ONE), List.of("1"), true, 48_000_000));

        assertThat(lines).last().isEqualTo("  48.0 MB in 4.0 s (12.0 MB/s): 1 part sent, 1 there already");
    }
}
