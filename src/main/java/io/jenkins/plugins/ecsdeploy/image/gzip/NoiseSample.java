package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.util.Arrays;

/**
 * Recognizes content that is already compressed or encrypted by the even distribution of a sample's bytes. Deflating it
 * takes time and saves nothing.
 */
final class NoiseSample {

    private static final int SAMPLE_BYTES = 8 << 10;
    private static final int PARTS = 4;
    private static final double LOG_2 = Math.log(2);

    private final double minBitsPerByte;
    private final int[] counts = new int[256];
    private final double[] logarithms = new double[SAMPLE_BYTES + 1];

    /** @param minBitsPerByte content with a higher entropy is noise */
    NoiseSample(double minBitsPerByte) {
        this.minBitsPerByte = minBitsPerByte;
        for (int count = 1; count <= SAMPLE_BYTES; count++) {
            // StrictMath gives the same result on every machine, so blocks have the same bytes everywhere.
            logarithms[count] = StrictMath.log(count) / LOG_2;
        }
    }

    /** Always false for less than a sample. */
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
        return logarithms[SAMPLE_BYTES] - sum / SAMPLE_BYTES > minBitsPerByte;
    }
}
