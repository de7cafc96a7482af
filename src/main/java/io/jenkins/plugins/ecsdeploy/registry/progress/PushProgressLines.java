package io.jenkins.plugins.ecsdeploy.registry.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells a push as lines: one for each layer when it is known what became of it, and how much and how fast at the end. In
 * between a bar over all of them: a line of it every few seconds where nothing can be overwritten, as in a build's log, or
 * live in one place.
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
    private Instant told;
    private int there;
    private int sent;

    /**
     * For a log that can't be overwritten.
     *
     * @param interval how long layers may be under way without a line
     */
    public PushProgressLines(Clock clock, Duration interval, Consumer<String> lines) {
        this(clock, interval, lines, bar -> bar.ifPresent(text -> lines.accept("  " + text)), PushBar.ascii());
    }

    /**
     * For a place where the bar stands live.
     *
     * @param interval between two looks of the bar
     * @param barLines gets the bar, and nothing when all is there
     */
    public static PushProgressLines live(
            Clock clock, Duration interval, Consumer<String> lines, Consumer<Optional<String>> barLines, PushBar bar) {
        return new PushProgressLines(clock, interval, lines, barLines, bar);
    }

    private PushProgressLines(
            Clock clock, Duration interval, Consumer<String> lines, Consumer<Optional<String>> barLines, PushBar bar) {
        this.clock = clock;
        this.interval = interval;
        this.lines = lines;
        this.barLines = barLines;
        this.bar = bar;
        this.began = clock.instant();
        this.told = began;
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
        drawNowAndThen();
    }

    @Override
    public synchronized void blob(String blob, State state, long bytesSent, long totalBytes) {
        meter.blob(blob, state, bytesSent, totalBytes);
        switch (state) {
            case CHECKING -> {}
            case EXISTS -> {
                there++;
                lines.accept("  " + shortName(blob) + " already in the registry");
                takeAwayAtTheEnd();
            }
            case UPLOADING -> drawNowAndThen();
            case DONE -> {
                sent++;
                lines.accept("  " + shortName(blob) + " sent, " + PushBar.size(bytesSent));
                takeAwayAtTheEnd();
            }
        }
    }

    private void drawNowAndThen() {
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(interval) >= 0) {
            told = now;
            barLines.accept(Optional.of(bar.draw(meter, seconds())));
        }
    }

    private void takeAwayAtTheEnd() {
        if (meter.partsOver() == meter.parts()) {
            barLines.accept(Optional.empty());
        }
    }

    /** The last line: {@code 48.1 MB in 4.2 s (11.4 MB/s): 2 parts sent, 6 there already}. */
    @Override
    public synchronized void end(PushResult result) {
        lines.accept(
                "  " + PushBar.size(result.bytesSent()) + " in " + String.format(Locale.ROOT, "%.1f s (", seconds())
                        + PushBar.rate(result.bytesSent(), seconds()) + "): " + sent
                        + (sent == 1 ? " part sent, " : " parts sent, ") + there + " there already");
    }

    private double seconds() {
        return Duration.between(began, clock.instant()).toMillis() / 1000.0;
    }

    private static String shortName(String blob) {
        return blob.length() > DIGEST_LETTERS ? blob.substring(0, DIGEST_LETTERS) : blob;
    }
}
