package io.jenkins.plugins.ecsdeploy.registry.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a push's progress as log lines: one for each blob when it ends, and a summary. In between it draws a bar over all
 * blobs: as a line every few seconds in a log, or in place on a terminal.
 */
public final class PushProgressLines implements PushProgress {

    private static final int DIGEST_LETTERS = "sha256:".length() + 12;

    private final Clock clock;
    private final Duration interval;
    private final Consumer<String> lines;
    private final Consumer<Optional<String>> barLines;
    private final PushBar bar;
    private final PushMeter meter = new PushMeter();
    private final Instant began;
    private Instant drawn;
    private int existed;
    private int pushed;

    /**
     * For a log, which can't be overwritten.
     *
     * @param interval between two lines with the bar
     */
    public PushProgressLines(Clock clock, Duration interval, Consumer<String> lines) {
        this(clock, interval, lines, bar -> bar.ifPresent(text -> lines.accept("  " + text)), PushBar.ascii());
    }

    /**
     * For a terminal, on which the bar is overwritten.
     *
     * @param interval between two bars
     * @param barLines gets the bar, and nothing when all blobs have ended
     */
    public PushProgressLines(
            Clock clock, Duration interval, Consumer<String> lines, Consumer<Optional<String>> barLines, PushBar bar) {
        this.clock = clock;
        this.interval = interval;
        this.lines = lines;
        this.barLines = barLines;
        this.bar = bar;
        this.began = clock.instant();
        this.drawn = began;
    }

    @Override
    public synchronized void note(String line) {
        lines.accept("  " + line);
    }

    @Override
    public synchronized void planned(String blob, long archiveBytes) {
        meter.planned(blob, archiveBytes);
    }

    @Override
    public synchronized void read(String blob, long archiveBytes) {
        meter.read(blob, archiveBytes);
        drawIfDue();
    }

    @Override
    public synchronized void blob(String blob, State state, long bytesSent, long totalBytes) {
        meter.blob(blob, state, bytesSent, totalBytes);
        switch (state) {
            case CHECKING -> {}
            case EXISTS -> {
                existed++;
                lines.accept("  " + shortName(blob) + ": already exists");
                clearIfEnded();
            }
            case UPLOADING -> drawIfDue();
            case DONE -> {
                pushed++;
                lines.accept("  " + shortName(blob) + ": pushed, " + PushBar.size(bytesSent));
                clearIfEnded();
            }
        }
    }

    private void drawIfDue() {
        Instant now = clock.instant();
        if (Duration.between(drawn, now).compareTo(interval) >= 0) {
            drawn = now;
            barLines.accept(Optional.of(bar.draw(meter, seconds())));
        }
    }

    private void clearIfEnded() {
        if (meter.endedBlobs() == meter.blobs()) {
            barLines.accept(Optional.empty());
        }
    }

    /** The summary: {@code 2 blobs pushed, 6 already existed: 48.1 MB in 4.2 s (11.4 MB/s)}. */
    @Override
    public synchronized void end(PushResult result) {
        String blobs = pushed + existed == 0
                ? "No blobs to push"
                : PushBar.blobs(pushed) + " pushed, " + existed + " already existed";
        lines.accept("  " + blobs + ": " + PushBar.size(result.bytesSent()) + " in "
                + String.format(Locale.ROOT, "%.1f s (", seconds()) + PushBar.rate(result.bytesSent(), seconds())
                + ")");
    }

    private double seconds() {
        return Duration.between(began, clock.instant()).toMillis() / 1000.0;
    }

    private static String shortName(String blob) {
        return blob.length() > DIGEST_LETTERS ? blob.substring(0, DIGEST_LETTERS) : blob;
    }
}
