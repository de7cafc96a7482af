package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds an earlier occurrence, at most 32 KiB back, of the bytes at a position: positions whose next four bytes have the
 * same hash are chained, the newest first, and the first few of a chain are compared.
 */
final class MatchFinder {

    /** What is hashed. Shorter repeats are not found; they would save little. */
    static final int HASHED_BYTES = 4;

    private static final int HASH_BITS = 15;
    private static final int MIX = 0x9E3779B1;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A repeat of this length ends the search. */
    private static final int GOOD_BYTES = 32;

    private final int[] newest = new int[1 << HASH_BITS];
    private final int[] before = new int[DeflateSymbols.WINDOW_BYTES];
    private byte[] content = {};
    private int foundAt;

    /** Forgets all positions. */
    void start(byte[] newContent) {
        content = newContent;
        Arrays.fill(newest, -1);
    }

    /** Adds the positions whose {@link #HASHED_BYTES} end at {@code to} or before, to be found from later ones. */
    void add(int from, int to) {
        for (int at = from; at + HASHED_BYTES <= to; at++) {
            chain(at, hash((int) INTS.get(content, at)));
        }
    }

    private int chain(int at, int hash) {
        int other = newest[hash];
        before[at & DeflateSymbols.WINDOW_BYTES - 1] = other;
        newest[hash] = at;
        return other;
    }

    /**
     * Searches for a repeat, and adds the position.
     *
     * @param at at least {@link #HASHED_BYTES} before {@code end}
     * @param end where a repeat must end
     * @param longerThan the length that a repeat must exceed, at least three
     * @param candidates how many positions are compared, at least one
     * @return the length of the repeat; {@code longerThan} if there is none
     */
    int find(int at, int end, int longerThan, int candidates) {
        byte[] bytes = content;
        int first = (int) INTS.get(bytes, at);
        int other = chain(at, hash(first));
        int max = Math.min(DeflateSymbols.MAX_REPEAT_BYTES, end - at);
        int best = longerThan;
        if (best >= max) {
            return best;
        }
        // One less than the window: the position a window back has just been overwritten in the chain.
        int oldest = Math.max(0, at - DeflateSymbols.WINDOW_BYTES + 1);
        int good = Math.min(GOOD_BYTES, max);
        for (int left = candidates; left > 0 && other >= oldest; left--) {
            if ((int) INTS.get(bytes, other + best - 3) == (int) INTS.get(bytes, at + best - 3)
                    && (int) INTS.get(bytes, other) == first) {
                int length = length(bytes, other, at, max);
                if (length > best) {
                    best = length;
                    foundAt = other;
                    if (length >= good) {
                        break;
                    }
                }
            }
            other = before[other & DeflateSymbols.WINDOW_BYTES - 1];
        }
        return best;
    }

    /** Where the repeat that was last found starts. */
    int foundAt() {
        return foundAt;
    }

    private static int length(byte[] bytes, int one, int other, int max) {
        for (int length = HASHED_BYTES; length < max; length += Long.BYTES) {
            long different = (long) LONGS.get(bytes, one + length) ^ (long) LONGS.get(bytes, other + length);
            if (different != 0) {
                return Math.min(max, length + (Long.numberOfTrailingZeros(different) >>> 3));
            }
        }
        return max;
    }

    private static int hash(int fourBytes) {
        return fourBytes * MIX >>> 32 - HASH_BITS;
    }
}
