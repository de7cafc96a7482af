package io.jenkins.plugins.ecsdeploy.image.gzip;

/** How deflate writes the length and the distance of a repeat: a symbol and some extra bits (RFC 1951, 3.2.5). */
final class DeflateSymbols {

    /** How far back a repeat may reach. */
    static final int WINDOW_BYTES = 32 << 10;

    static final int MIN_REPEAT_BYTES = 3;
    static final int MAX_REPEAT_BYTES = 258;
    static final int END_OF_BLOCK = 256;
    static final int FIRST_LENGTH = 257;
    static final int LITERALS_AND_LENGTHS = 286;
    static final int DISTANCES = 30;

    private static final int LENGTHS = 29;
    private static final byte[] SYMBOL_OF_LENGTH = new byte[MAX_REPEAT_BYTES + 1];
    private static final int[] SHORTEST_OF_SYMBOL = new int[LENGTHS];

    static {
        int length = MIN_REPEAT_BYTES;
        for (int symbol = 0; symbol < LENGTHS - 1; symbol++) {
            SHORTEST_OF_SYMBOL[symbol] = length;
            for (int i = 0; i < 1 << lengthExtraBits(symbol); i++) {
                SYMBOL_OF_LENGTH[length++] = (byte) symbol;
            }
        }
        // The longest has a symbol of its own, although the symbol before could express it too.
        SYMBOL_OF_LENGTH[MAX_REPEAT_BYTES] = LENGTHS - 1;
        SHORTEST_OF_SYMBOL[LENGTHS - 1] = MAX_REPEAT_BYTES;
    }

    private DeflateSymbols() {}

    /** From 0. In the alphabet that lengths share with literals it is {@link #FIRST_LENGTH} higher. */
    static int ofLength(int length) {
        return SYMBOL_OF_LENGTH[length];
    }

    static int lengthExtraBits(int symbol) {
        return symbol < 4 || symbol == LENGTHS - 1 ? 0 : (symbol >> 2) - 1;
    }

    /** The value of the extra bits. */
    static int lengthExtra(int symbol, int length) {
        return length - SHORTEST_OF_SYMBOL[symbol];
    }

    static int ofDistance(int distance) {
        int from0 = distance - 1;
        if (from0 < 4) {
            return from0;
        }
        int highest = 31 - Integer.numberOfLeadingZeros(from0);
        return 2 * highest + (from0 >>> highest - 1 & 1);
    }

    static int distanceExtraBits(int symbol) {
        return symbol < 4 ? 0 : (symbol >> 1) - 1;
    }

    static int distanceExtra(int symbol, int distance) {
        return symbol < 4 ? 0 : distance - 1 - ((2 | symbol & 1) << distanceExtraBits(symbol));
    }
}
