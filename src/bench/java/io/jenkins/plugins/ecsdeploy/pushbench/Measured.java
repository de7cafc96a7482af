package io.jenkins.plugins.ecsdeploy.pushbench;

import java.util.Comparator;
import java.util.List;

/**
 * The measurements of one push.
 *
 * @param peakMemoryMb resident memory of the process that does the work; 0 if unknown
 * @param storedMb growth of the registry's blob store
 */
record Measured(double wallSeconds, double cpuSeconds, double peakMemoryMb, double storedMb) {

    Measured withStored(double megabytes) {
        return new Measured(wallSeconds, cpuSeconds, peakMemoryMb, megabytes);
    }

    /** The one with the median wall time. */
    static Measured median(List<Measured> all) {
        List<Measured> sorted = all.stream()
                .sorted(Comparator.comparingDouble(Measured::wallSeconds))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
