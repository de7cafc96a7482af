package io.jenkins.plugins.ecsdeploy.image.gzip;

/** The header of a deflate block with its own codes: the length of each symbol's code, itself coded (RFC 1951, 3.2.7). */
final class CodeLengths {

    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int MAX_CODE_BITS = 7;
    private static final int MIN_LITERALS = 257;

    /** The previous length, three to six times more. */
    private static final int AGAIN = 16;

    /** Three to ten zeros. */
    private static final int ZEROS = 17;

    /** Eleven to 138 zeros. */
    private static final int MANY_ZEROS = 18;

    private final byte[] lengths = new byte[DeflateSymbols.LITERALS_AND_LENGTHS + DeflateSymbols.DISTANCES];
    private final byte[] symbols = new byte[lengths.length];
    private final byte[] extras = new byte[lengths.length];
    private final HuffmanCode code = new HuffmanCode(ORDER.length, MAX_CODE_BITS);
    private int literals;
    private int distances;
    private int count;
    private int extraBits;
    private int written;

    void make(HuffmanCode literalCode, HuffmanCode distanceCode) {
        literals = literalCode.size();
        distances = distanceCode.size();
        System.arraycopy(literalCode.lengths(), 0, lengths, 0, literals);
        System.arraycopy(distanceCode.lengths(), 0, lengths, literals, distances);
        code.clear();
        count = 0;
        extraBits = 0;
        int end;
        for (int start = 0; start < literals + distances; start = end) {
            end = start + 1;
            while (end < literals + distances && lengths[end] == lengths[start]) {
                end++;
            }
            run(lengths[start], end - start);
        }
        code.make();
        written = ORDER.length;
        while (code.lengths()[ORDER[written - 1]] == 0) {
            written--;
        }
    }

    private void run(int length, int times) {
        int left = times;
        if (length == 0) {
            for (; left > 10; left -= Math.min(left, 138)) {
                add(MANY_ZEROS, Math.min(left, 138) - 11);
            }
            if (left >= 3) {
                add(ZEROS, left - 3);
                left = 0;
            }
        } else {
            add(length, 0);
            left--;
            for (; left >= 3; left -= Math.min(left, 6)) {
                add(AGAIN, Math.min(left, 6) - 3);
            }
        }
        for (; left > 0; left--) {
            add(length, 0);
        }
    }

    private void add(int symbol, int extra) {
        symbols[count] = (byte) symbol;
        extras[count++] = (byte) extra;
        code.counts()[symbol]++;
        extraBits += extraBits(symbol);
    }

    private static int extraBits(int symbol) {
        return switch (symbol) {
            case AGAIN -> 2;
            case ZEROS -> 3;
            case MANY_ZEROS -> 7;
            default -> 0;
        };
    }

    /** The size of what {@link #write} writes. */
    long bits() {
        return 5 + 5 + 4 + 3L * written + code.bits() + extraBits;
    }

    void write(BitWriter out) {
        out.put(literals - MIN_LITERALS, 5);
        out.put(distances - 1, 5);
        out.put(written - 4, 4);
        for (int i = 0; i < written; i++) {
            out.put(code.lengths()[ORDER[i]], 3);
            out.drain();
        }
        for (int i = 0; i < count; i++) {
            out.put(code.codes()[symbols[i]], code.lengths()[symbols[i]]);
            out.put(extras[i], extraBits(symbols[i]));
            out.drain();
        }
    }
}
