package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.util.Arrays;

/**
 * Tells content that is compressed or encrypted already by how evenly a sample's bytes are spread. Deflating it takes
 * as long as anything and saves nothing.
 */
final class NoiseSample {

    private static final int SAMPLE_BYTES = 8 << 10;
    private static final int PARTS = 4;
    private static final double LOG_2 = Math.log(2);

    private final double leastBitsPerByte;
    private final int[] counts = new int[256];
    private final double[] logarithms = new double[SAMPLE_BYTES + 1];

    /** @param leastBitsPerByte the entropy from which on it is noise */
    NoiseSample(double leastBitsPerByte) {
        this.leastBitsPerByte = leastBitsPerByte;
        for (int count = 1; count <= SAMPLE_BYTES; count++) {
            // StrictMath gives the same everywhere, and so do the blocks.
            logarithms[count] = StrictMath.log(count) / LOG_2;
        }
    }

    /** Less than a sample never is. */
    boolean isNoise(byte[] bytes, int from, int to) {
        if (to - from < SAMPLE_BYTES) {
            return false;
        }
        Arrays.fill(counts, 0);
        int step = (to - from) / PARTS;
        for (int part = 0; part < PARTS; part++) {
            int start = from + part * step;
            for (int i = start; i < start + SAMPLE_BYTES / PARTS; i++) {
                counts[bytes[i] & 0xff]++;
            }
        }
        double sum = 0;
        for (int count : counts) {
            sum += count * logarithms[count];
        }
        return logarithms[SAMPLE_BYTES] - sum / SAMPLE_BYTES > leastBitsPerByte;
    }
}
