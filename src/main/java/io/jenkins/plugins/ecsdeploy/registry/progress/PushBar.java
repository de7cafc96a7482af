package io.jenkins.plugins.ecsdeploy.registry.progress;

import java.util.Locale;

/** Draws the progress of a push: {@code [########------------] 42 %, 3 of 9 blobs, 48.1 MB sent, 11.4 MB/s}. */
public final class PushBar {

    private static final int CELLS = 20;

    private final String full;
    private final String empty;

    /** Of these characters, such as blocks for terminals that show Unicode. */
    public PushBar(String full, String empty) {
        this.full = full;
        this.empty = empty;
    }

    /** For logs, whatever displays them. */
    public static PushBar ascii() {
        return new PushBar("#", "-");
    }

    /** @param seconds since the push began */
    String draw(PushMeter meter, double seconds) {
        int cells = (int) (meter.share() * CELLS);
        return "[" + full.repeat(cells) + empty.repeat(CELLS - cells) + "] "
                + (int) (meter.share() * 100) + " %, " + meter.endedBlobs() + " of " + blobs(meter.blobs()) + ", "
                + size(meter.sentBytes()) + " sent, " + rate(meter.sentBytes(), seconds);
    }

    static String blobs(int count) {
        return count + (count == 1 ? " blob" : " blobs");
    }

    static String rate(long bytes, double seconds) {
        return size((long) (bytes / Math.max(0.001, seconds))) + "/s";
    }

    /** In decimal units, as registries count. */
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
