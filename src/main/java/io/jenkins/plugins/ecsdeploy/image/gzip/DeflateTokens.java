package io.jenkins.plugins.ecsdeploy.image.gzip;

/**
 * Literals and repeats, collected until they are written as one deflate block with its own codes (RFC 1951, 3.2.7), or as
 * a stored block if that is shorter. Reusable.
 */
final class DeflateTokens {

    /** As many as zlib collects: codes that fit a part of the content well are worth their 60 bytes. */
    private static final int MAX_TOKENS = 16 << 10;

    private static final int SPARE = 1 << 10;
    private static final int MAX_CODE_BITS = 15;
    private static final int REPEAT = 1 << 31;
    private static final int LENGTH_SHIFT = 16;
    private static final int DYNAMIC_CODES = 2;

    private final int[] tokens = new int[MAX_TOKENS + SPARE];
    private final HuffmanCode literals = new HuffmanCode(DeflateSymbols.LITERALS_AND_LENGTHS, MAX_CODE_BITS);
    private final HuffmanCode distances = new HuffmanCode(DeflateSymbols.DISTANCES, MAX_CODE_BITS);
    private final CodeLengths codeLengths = new CodeLengths();
    private int count;
    private int extraBits;

    /** Whether it is time to write. There is still room for some hundred tokens. */
    boolean isFull() {
        return count >= MAX_TOKENS;
    }

    void literal(byte value) {
        int symbol = value & 0xff;
        tokens[count++] = symbol;
        literals.counts()[symbol]++;
    }

    void repeat(int length, int distance) {
        tokens[count++] = REPEAT | length << LENGTH_SHIFT | distance;
        int lengthSymbol = DeflateSymbols.ofLength(length);
        int distanceSymbol = DeflateSymbols.ofDistance(distance);
        literals.counts()[DeflateSymbols.FIRST_LENGTH + lengthSymbol]++;
        distances.counts()[distanceSymbol]++;
        extraBits += DeflateSymbols.lengthExtraBits(lengthSymbol) + DeflateSymbols.distanceExtraBits(distanceSymbol);
    }

    /** Writes the tokens, which stand for {@code from} to {@code to} of the content, and forgets them. */
    void write(byte[] content, int from, int to, BitWriter out) {
        if (count == 0) {
            return;
        }
        literals.counts()[DeflateSymbols.END_OF_BLOCK] = 1;
        literals.make();
        distances.make();
        codeLengths.make(literals, distances);
        long bits = 3 + codeLengths.bits() + literals.bits() + distances.bits() + extraBits;
        if (bits < BitWriter.storedBits(to - from)) {
            out.put(DYNAMIC_CODES << 1, 3);
            codeLengths.write(out);
            writeTokens(out);
            out.put(literals.codes()[DeflateSymbols.END_OF_BLOCK], literals.lengths()[DeflateSymbols.END_OF_BLOCK]);
            out.drain();
        } else {
            out.stored(content, from, to);
        }
        count = 0;
        extraBits = 0;
        literals.clear();
        distances.clear();
    }

    private void writeTokens(BitWriter out) {
        int[] literalCodes = literals.codes();
        byte[] literalBits = literals.lengths();
        int[] distanceCodes = distances.codes();
        byte[] distanceBits = distances.lengths();
        for (int i = 0; i < count; i++) {
            int token = tokens[i];
            if (token >= 0) {
                out.put(literalCodes[token], literalBits[token]);
            } else {
                int length = (token & ~REPEAT) >>> LENGTH_SHIFT;
                int symbol = DeflateSymbols.ofLength(length);
                out.put(
                        literalCodes[DeflateSymbols.FIRST_LENGTH + symbol],
                        literalBits[DeflateSymbols.FIRST_LENGTH + symbol]);
                out.put(DeflateSymbols.lengthExtra(symbol, length), DeflateSymbols.lengthExtraBits(symbol));
                int distance = token & (1 << LENGTH_SHIFT) - 1;
                symbol = DeflateSymbols.ofDistance(distance);
                out.put(distanceCodes[symbol], distanceBits[symbol]);
                out.put(DeflateSymbols.distanceExtra(symbol, distance), DeflateSymbols.distanceExtraBits(symbol));
            }
            out.drain();
        }
    }
}
