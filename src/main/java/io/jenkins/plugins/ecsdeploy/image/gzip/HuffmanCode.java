package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.util.Arrays;

/** A prefix code for symbols by their frequency, with a limit to a code's length (RFC 1951, 3.2.2). Reusable. */
final class HuffmanCode {

    private final int[] counts;
    private final byte[] lengths;
    private final int[] codes;
    private final int maxBits;
    private final long[] byCount;
    private final int[] weights;
    private final int[] parents;

    HuffmanCode(int symbols, int maxBits) {
        this.counts = new int[symbols];
        this.lengths = new byte[symbols];
        this.codes = new int[symbols];
        this.maxBits = maxBits;
        this.byCount = new long[symbols];
        this.weights = new int[2 * symbols];
        this.parents = new int[2 * symbols];
    }

    /** How often each symbol is used, to be counted by the caller before {@link #make()}. */
    int[] counts() {
        return counts;
    }

    /** The length of each symbol's code in bits; 0 for an unused symbol. */
    byte[] lengths() {
        return lengths;
    }

    /** Each symbol's code, with its bits in the order in which deflate writes them. */
    int[] codes() {
        return codes;
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /** The size of all counted symbols in this code. */
    long bits() {
        long bits = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += (long) counts[symbol] * lengths[symbol];
        }
        return bits;
    }

    /** The number of symbols without the unused ones at the end. */
    int size() {
        int size = lengths.length;
        while (lengths[size - 1] == 0) {
            size--;
        }
        return size;
    }

    void make() {
        int used = sortByCount();
        int[] perLength = perLength(used);
        shorten(perLength);
        Arrays.fill(lengths, (byte) 0);
        int at = 0;
        for (int length = maxBits; length > 0; length--) {
            for (int i = 0; i < perLength[length]; i++) {
                lengths[(int) byCount[at++] & 0xffff] = (byte) length;
            }
        }
        int[] next = new int[maxBits + 1];
        for (int length = 1; length < maxBits; length++) {
            next[length + 1] = next[length] + perLength[length] << 1;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            codes[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> 32 - length;
        }
    }

    /** At least two symbols count as used: some decoders don't support codes of one symbol. */
    private int sortByCount() {
        int used = 0;
        for (int count : counts) {
            used += count > 0 ? 1 : 0;
        }
        for (int symbol = 0; used < 2; symbol++) {
            if (counts[symbol] == 0) {
                counts[symbol] = 1;
                used++;
            }
        }
        int at = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                byCount[at++] = (long) counts[symbol] << 16 | symbol;
            }
        }
        Arrays.sort(byCount, 0, used);
        return used;
    }

    /**
     * Builds Huffman's tree: the two lightest nodes become one until one is left. New nodes are made in the order of their
     * weight, so two queues are enough.
     *
     * @return the number of symbols at each depth; deeper ones than the limit are counted at the limit
     */
    private int[] perLength(int used) {
        for (int i = 0; i < used; i++) {
            weights[i] = (int) (byCount[i] >>> 16);
        }
        int leaf = 0;
        int made = used;
        int root = 2 * used - 2;
        for (int next = used; next <= root; next++) {
            weights[next] = 0;
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf = leaf < used && (made == next || weights[leaf] <= weights[made]);
                int taken = takeLeaf ? leaf++ : made++;
                weights[next] += weights[taken];
                parents[taken] = next;
            }
        }
        int[] depths = weights;
        depths[root] = 0;
        int[] perLength = new int[maxBits + 1];
        for (int i = root - 1; i >= 0; i--) {
            depths[i] = depths[parents[i]] + 1;
            if (i < used) {
                perLength[Math.min(depths[i], maxBits)]++;
            }
        }
        return perLength;
    }

    /** Codes that were cut to the limit take more room than there is: shorter ones grow until all fit. */
    private void shorten(int[] perLength) {
        int room = 1 << maxBits;
        int taken = 0;
        for (int length = 1; length <= maxBits; length++) {
            taken += perLength[length] << maxBits - length;
        }
        for (; taken > room; taken--) {
            int length = maxBits - 1;
            while (perLength[length] == 0) {
                length--;
            }
            perLength[maxBits]--;
            perLength[length]--;
            perLength[length + 1] += 2;
        }
    }
}
