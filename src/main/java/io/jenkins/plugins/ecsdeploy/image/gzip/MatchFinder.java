package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds where the bytes at a place have stood before, at most 32 KiB back: places whose next four bytes hash alike are
 * chained, the newest first, and a few are looked at.
 */
final class MatchFinder {

    /** Of these the hash is made, so shorter repeats are not found. They would save little. */
    static final int HASHED_BYTES = 4;

    static final int WINDOW_BYTES = 32 << 10;

    /** At least so many bytes more than the content must an array have: they are read, but don't count. */
    static final int SPARE_BYTES = 8;

    private static final int HASH_BITS = 15;
    private static final int MIX = 0x9E3779B1;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** From here on another place isn't looked at. */
    private static final int GOOD_LENGTH = 32;

    private final int[] newest = new int[1 << HASH_BITS];
    private final int[] before = new int[WINDOW_BYTES];
    private byte[] content;
    private int foundAt;

    /** Begins with content that has nothing before it. */
    void begin(byte[] newContent) {
        content = newContent;
        Arrays.fill(newest, -1);
    }

    /** Takes places in, to be found from later ones; {@code to} may be what {@link #HASHED_BYTES} must end at. */
    void add(int from, int to) {
        for (int at = from; at + HASHED_BYTES <= to; at++) {
            chain(at, hash((int) INTS.get(content, at)));
        }
    }

    private int chain(int at, int hash) {
        int other = newest[hash];
        before[at & WINDOW_BYTES - 1] = other;
        newest[hash] = at;
        return other;
    }

    /**
     * Looks for a repeat, and takes the place in.
     *
     * @param at with at least {@link #HASHED_BYTES} before {@code end}
     * @param end where a repeat must end
     * @param longerThan at least three; only a longer one is of use
     * @param tries how many places are looked at, at least one
     * @return its length, {@code longerThan} where there is none
     */
    int find(int at, int end, int longerThan, int tries) {
        byte[] bytes = content;
        int first = (int) INTS.get(bytes, at);
        int other = chain(at, hash(first));
        int most = Math.min(DeflateSymbols.LONGEST_REPEAT, end - at);
        int best = longerThan;
        if (best >= most) {
            return best;
        }
        // One less than the window, because the place that is as far back has just been overwritten in the chain.
        int oldest = Math.max(0, at - WINDOW_BYTES + 1);
        int good = Math.min(GOOD_LENGTH, most);
        for (int left = tries; left > 0 && other >= oldest; left--) {
            if ((int) INTS.get(bytes, other + best - 3) == (int) INTS.get(bytes, at + best - 3)
                    && (int) INTS.get(bytes, other) == first) {
                int length = length(bytes, other, at, most);
                if (length > best) {
                    best = length;
                    foundAt = other;
                    if (length >= good) {
                        break;
                    }
                }
            }
            other = before[other & WINDOW_BYTES - 1];
        }
        return best;
    }

    /** Where the repeat that was found last begins. */
    int foundAt() {
        return foundAt;
    }

    private static int length(byte[] bytes, int one, int other, int most) {
        for (int length = HASHED_BYTES; length < most; length += Long.BYTES) {
            long different = (long) LONGS.get(bytes, one + length) ^ (long) LONGS.get(bytes, other + length);
            if (different != 0) {
                return Math.min(most, length + (Long.numberOfTrailingZeros(different) >>> 3));
            }
        }
        return most;
    }

    private static int hash(int fourBytes) {
        return fourBytes * MIX >>> 32 - HASH_BITS;
    }
}
