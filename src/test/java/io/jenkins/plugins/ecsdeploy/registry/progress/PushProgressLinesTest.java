package io.jenkins.plugins.ecsdeploy.registry.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress.State;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
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
    void endedBlobsAreLinesAndABarIsDrawnEveryFewSeconds() {
        progress.blob(ONE, State.CHECKING, 0, 40_000_000);
        progress.blob(ONE, State.UPLOADING, 1_000_000, 40_000_000);
        progress.blob(TWO, State.UPLOADING, 500_000, 8_000_000);
        assertThat(lines).isEmpty();
        clock.advance(Duration.ofSeconds(5));

        progress.blob(ONE, State.UPLOADING, 12_300_000, 40_000_000);
        progress.blob(ONE, State.UPLOADING, 13_300_000, 40_000_000);
        progress.blob(ONE, State.DONE, 40_000_000, 40_000_000);

        assertThat(lines)
                .containsExactly(
                        "  [###-----------------] 18 %, 0 of 2 blobs, 12.8 MB sent, 2.6 MB/s",
                        "  " + ONE.substring(0, 19) + ": pushed, 40.0 MB");
    }

    @Test
    void theBarIsWeightedBySizesInTheArchive() {
        progress.planned(ONE, 90_000_000);
        progress.planned(TWO, 10_000_000);
        progress.blob(TWO, State.EXISTS, 0, 4_000_000);
        progress.blob(ONE, State.UPLOADING, 15_000_000, -1);
        clock.advance(Duration.ofSeconds(5));

        progress.read(ONE, 45_000_000);

        assertThat(lines).last().isEqualTo("  [###########---------] 55 %, 1 of 2 blobs, 15.0 MB sent, 3.0 MB/s");
    }

    @Test
    void anInterruptionMovesTheBarBack() {
        progress.blob(ONE, State.UPLOADING, 30_000_000, 40_000_000);
        clock.advance(Duration.ofSeconds(5));
        progress.blob(ONE, State.UPLOADING, 0, 40_000_000);

        assertThat(lines).containsExactly("  [--------------------] 0 %, 0 of 1 blob, 0 B sent, 0 B/s");
    }

    @Test
    void onATerminalTheBarIsClearedAtTheEnd() {
        List<String> bars = new ArrayList<>();
        PushProgressLines live = new PushProgressLines(
                clock, Duration.ofMillis(100), lines::add, bar -> bars.add(bar.orElse("")), new PushBar("█", "░"));
        live.planned(ONE, 1_000);
        live.blob(ONE, State.UPLOADING, 100, 1_000);
        clock.advance(Duration.ofSeconds(1));
        live.blob(ONE, State.UPLOADING, 500, 1_000);
        live.blob(ONE, State.DONE, 1_000, 1_000);

        assertThat(bars).containsExactly("[██████████░░░░░░░░░░] 50 %, 0 of 1 blob, 500 B sent, 500 B/s", "");
        assertThat(lines).containsExactly("  " + ONE.substring(0, 19) + ": pushed, 1.0 kB");
    }

    @Test
    void theSummaryHasBlobsBytesAndRate() {
        progress.blob(ONE, State.DONE, 48_000_000, 48_000_000);
        progress.blob(TWO, State.EXISTS, 0, 7);
        clock.advance(Duration.ofSeconds(4));

        progress.end(PushResult.of(
                ImageReference.of("r.example.com", "web"), Digest.parse(ONE), List.of("1"), true, 48_000_000));

        assertThat(lines).last().isEqualTo("  1 blob pushed, 1 already existed: 48.0 MB in 4.0 s (12.0 MB/s)");
    }
}
