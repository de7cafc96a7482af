package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.util.Arrays;

/** A prefix code made for how often each symbol is used, no code longer than a limit (RFC 1951, 3.2.2). Used again. */
final class HuffmanCode {

    private final int[] counts;
    private final byte[] lengths;
    private final int[] codes;
    private final int longestBits;
    private final long[] byCount;
    private final int[] weights;
    private final int[] parents;

    HuffmanCode(int symbols, int longestBits) {
        this.counts = new int[symbols];
        this.lengths = new byte[symbols];
        this.codes = new int[symbols];
        this.longestBits = longestBits;
        this.byCount = new long[symbols];
        this.weights = new int[2 * symbols];
        this.parents = new int[2 * symbols];
    }

    /** How often each symbol is used: filled by whoever has the code made. */
    int[] counts() {
        return counts;
    }

    /** Of each symbol's code, in bits; 0 for one that isn't used. */
    byte[] lengths() {
        return lengths;
    }

    /** In the order of bits in which deflate writes them. */
    int[] codes() {
        return codes;
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /** What all symbols take. */
    long bits() {
        long bits = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += (long) counts[symbol] * lengths[symbol];
        }
        return bits;
    }

    /** How many symbols the code has, without those at the end that aren't used. */
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
        for (int length = longestBits; length > 0; length--) {
            for (int i = 0; i < perLength[length]; i++) {
                lengths[(int) byCount[at++] & 0xffff] = (byte) length;
            }
        }
        int[] next = new int[longestBits + 1];
        for (int length = 1; length < longestBits; length++) {
            next[length + 1] = next[length] + perLength[length] << 1;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            codes[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> 32 - length;
        }
    }

    /** At least two are taken as used: some readers don't know codes of one symbol. */
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
     * Huffman's tree: the two lightest become one, until one is left. Those made are made in the order of their weight,
     * so that two queues do.
     *
     * @return how many symbols are how deep; those deeper than the limit are counted at it
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
        int[] perLength = new int[longestBits + 1];
        for (int i = root - 1; i >= 0; i--) {
            depths[i] = depths[parents[i]] + 1;
            if (i < used) {
                perLength[Math.min(depths[i], longestBits)]++;
            }
        }
        return perLength;
    }

    /** Cutting codes to the limit leaves more than there is room for: shorter ones give way until all fit. */
    private void shorten(int[] perLength) {
        int room = 1 << longestBits;
        int taken = 0;
        for (int length = 1; length <= longestBits; length++) {
            taken += perLength[length] << longestBits - length;
        }
        for (; taken > room; taken--) {
            int length = longestBits - 1;
            while (perLength[length] == 0) {
                length--;
            }
            perLength[longestBits]--;
            perLength[length]--;
            perLength[length + 1] += 2;
        }
    }
}
