package io.jenkins.plugins.ecsdeploy.registry.progress;

import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress.State;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The progress of a push over all its blobs. They are weighted by their sizes in the archive, or equally if these are
 * unknown. Not thread-safe.
 */
final class PushMeter {

    private static final class Part {
        private long archiveBytes = -1;
        private long readBytes;
        private long sentBytes;
        private long totalBytes = -1;
        private boolean ended;

        /** For a layer that is compressed while it is sent, the share that has been read: its final size is unknown. */
        private double share() {
            if (ended) {
                return 1;
            }
            if (totalBytes > 0) {
                return Math.min(1, (double) sentBytes / totalBytes);
            }
            return archiveBytes > 0 ? Math.min(1, (double) readBytes / archiveBytes) : 0;
        }
    }

    private final Map<String, Part> parts = new LinkedHashMap<>();

    void planned(String blob, long archiveBytes) {
        part(blob).archiveBytes = archiveBytes;
    }

    void read(String blob, long archiveBytes) {
        part(blob).readBytes = archiveBytes;
    }

    void blob(String blob, State state, long bytesSent, long totalBytes) {
        Part part = part(blob);
        part.ended |= state == State.EXISTS || state == State.DONE;
        if (state == State.UPLOADING || state == State.DONE) {
            part.sentBytes = bytesSent;
            part.totalBytes = totalBytes;
        }
    }

    private Part part(String blob) {
        return parts.computeIfAbsent(blob, unknown -> new Part());
    }

    /** From 0 to 1. */
    double share() {
        boolean bySize = parts.values().stream().allMatch(part -> part.archiveBytes > 0);
        double all = 0;
        double done = 0;
        for (Part part : parts.values()) {
            double weight = bySize ? part.archiveBytes : 1;
            all += weight;
            done += weight * part.share();
        }
        return all == 0 ? 0 : done / all;
    }

    int blobs() {
        return parts.size();
    }

    /** Blobs that were sent, or exist in the registry. */
    long endedBlobs() {
        return parts.values().stream().filter(part -> part.ended).count();
    }

    /** By successful and current attempts. */
    long sentBytes() {
        return parts.values().stream().mapToLong(part -> part.sentBytes).sum();
    }
}
