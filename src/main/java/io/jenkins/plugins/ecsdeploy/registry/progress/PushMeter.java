package io.jenkins.plugins.ecsdeploy.registry.progress;

import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress.State;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a push is, over all its blobs. Where the archive tells how large each is, they count by that, else each as much
 * as the others. Not thread-safe.
 */
final class PushMeter {

    private static final class Part {
        private long archiveBytes = -1;
        private long readBytes;
        private long sentBytes;
        private long totalBytes = -1;
        private boolean over;

        /** Of a layer that is compressed on the way, what has been read of it: what it will have is not known. */
        private double share() {
            if (over) {
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
        part.over |= state == State.EXISTS || state == State.DONE;
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

    int parts() {
        return parts.size();
    }

    /** Sent, or there already. */
    long partsOver() {
        return parts.values().stream().filter(part -> part.over).count();
    }

    /** In the tries that count. */
    long sentBytes() {
        return parts.values().stream().mapToLong(part -> part.sentBytes).sum();
    }
}
