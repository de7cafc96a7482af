package io.jenkins.plugins.ecsdeploy.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells a push as lines of a log that can't be overwritten: one for each layer when it is known what became of it, in
 * between one every few seconds for all that are under way, and how much and how fast at the end.
 */
public final class PushProgressLines implements PushProgress {

    private static final int DIGEST_LETTERS = "sha256:".length() + 12;

    private record Upload(long bytesSent, long totalBytes) {}

    private final Clock clock;
    private final Duration interval;
    private final Consumer<String> lines;
    private final Map<String, Upload> under = new LinkedHashMap<>();
    private final Instant began;
    private Instant told;
    private int there;
    private int sent;

    /** @param interval how long layers may be under way without a line */
    public PushProgressLines(Clock clock, Duration interval, Consumer<String> lines) {
        this.clock = clock;
        this.interval = interval;
        this.lines = lines;
        this.began = clock.instant();
        this.told = began;
    }

    @Override
    public synchronized void note(String line) {
        lines.accept("  " + line);
    }

    @Override
    public synchronized void blob(String blob, State state, long bytesSent, long totalBytes) {
        switch (state) {
            case CHECKING -> {}
            case EXISTS -> {
                there++;
                lines.accept("  " + shortName(blob) + " already in the registry");
            }
            case UPLOADING -> {
                under.put(blob, new Upload(bytesSent, totalBytes));
                tellNowAndThen();
            }
            case DONE -> {
                under.remove(blob);
                sent++;
                lines.accept("  " + shortName(blob) + " sent, " + size(bytesSent));
            }
        }
    }

    private void tellNowAndThen() {
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(interval) < 0) {
            return;
        }
        told = now;
        under.forEach((blob, upload) -> lines.accept("  " + shortName(blob) + " " + inWords(upload)));
    }

    private static String inWords(Upload upload) {
        return upload.totalBytes() > 0
                ? size(upload.bytesSent()) + " of " + size(upload.totalBytes()) + " sent ("
                        + upload.bytesSent() * 100 / upload.totalBytes() + " %)"
                : size(upload.bytesSent()) + " sent so far";
    }

    /** The last line: {@code 48.1 MB in 4.2 s (11.4 MB/s): 2 parts sent, 6 there already}. */
    public synchronized void end(PushResult result) {
        double seconds =
                Math.max(0.001, Duration.between(began, clock.instant()).toMillis() / 1000.0);
        lines.accept("  " + size(result.bytesSent()) + " in "
                + String.format(Locale.ROOT, "%.1f s (%s/s)", seconds, size((long) (result.bytesSent() / seconds)))
                + ": " + sent + (sent == 1 ? " part sent, " : " parts sent, ") + there + " there already");
    }

    private static String shortName(String blob) {
        return blob.length() > DIGEST_LETTERS ? blob.substring(0, DIGEST_LETTERS) : blob;
    }

    /** In units of a thousand, as networks and registries count. */
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
