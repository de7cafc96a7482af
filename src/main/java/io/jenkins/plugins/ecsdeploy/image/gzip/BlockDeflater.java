package io.jenkins.plugins.ecsdeploy.image.gzip;

/**
 * Deflates (RFC 1951) a block of content. Not by Java's Deflater, which takes half as long again for about the same size and
 * gives other bytes under another zlib (decision 0012). The same content becomes the same bytes everywhere. For one
 * thread at a time, for any number of blocks.
 */
final class BlockDeflater {

    /** So much is looked at at a time: in a layer's tar, noise begins and ends with its files. */
    private static final int PIECE_BYTES = 16 << 10;

    /** Compressed and encrypted content is above, all else below: 8 would be pure noise, as far as a sample tells. */
    private static final double NOISE_BITS_PER_BYTE = 7.96;

    /** Measured on files of an operating system: twice as many save 0.6 % and take a tenth more time. */
    private static final int TRIES = 4;

    /** A repeat so long is taken without a look whether one that begins a byte later is longer. */
    private static final int LONG_ENOUGH = 12;

    /** After so many bytes without a repeat only each second place is looked at, and so on. */
    private static final int PATIENCE_SHIFT = 6;

    private static final int LONGEST_STEP = 64;

    /** What a block has at most: as it is, and some bytes for each run of pieces and for the end. */
    static final int MOST_BYTES = GzipBlock.PLAIN_BYTES + 16 * (GzipBlock.PLAIN_BYTES / PIECE_BYTES + 2) + 64;

    private final MatchFinder repeats = new MatchFinder();
    private final DeflateTokens tokens = new DeflateTokens();
    private final NoiseSample noise = new NoiseSample(NOISE_BITS_PER_BYTE);

    /** @param target with at least {@link #MOST_BYTES}; the block lies in it */
    GzipBlock deflate(GzipBlock.Source source, byte[] target) {
        byte[] bytes = source.bytes();
        int from = source.from();
        int to = source.to();
        BitWriter out = new BitWriter(target);
        repeats.begin(bytes);
        repeats.add(Math.max(source.before(), from - MatchFinder.WINDOW_BYTES), from);
        int end;
        for (int start = from; start < to; start = end) {
            boolean stored = noise.isNoise(bytes, start, Math.min(start + PIECE_BYTES, to));
            end = Math.min(start + PIECE_BYTES, to);
            while (end < to && noise.isNoise(bytes, end, Math.min(end + PIECE_BYTES, to)) == stored) {
                end = Math.min(end + PIECE_BYTES, to);
            }
            if (stored) {
                out.stored(bytes, start, end);
            } else {
                compress(bytes, start, end, out);
            }
        }
        out.end(source.last());
        return new GzipBlock(out.bytes(), out.length());
    }

    private void compress(byte[] bytes, int from, int to, BitWriter out) {
        int lookable = to - MatchFinder.HASHED_BYTES;
        int written = from;
        int afterRepeat = from;
        int at = from;
        while (at < to) {
            if (tokens.isFull()) {
                tokens.write(bytes, written, at, out);
                written = at;
            }
            int length = at <= lookable ? repeats.find(at, to, MatchFinder.HASHED_BYTES - 1, TRIES) : 0;
            if (length < MatchFinder.HASHED_BYTES) {
                int step = Math.min(1 + (at - afterRepeat >> PATIENCE_SHIFT), Math.min(LONGEST_STEP, to - at));
                for (int i = 0; i < step; i++) {
                    tokens.literal(bytes[at++]);
                }
                continue;
            }
            int repeated = repeats.foundAt();
            int known = at + 1;
            while (length < LONG_ENOUGH && at < lookable) {
                int later = repeats.find(at + 1, to, length, TRIES / 2);
                known = at + 2;
                if (later == length) {
                    break;
                }
                tokens.literal(bytes[at++]);
                length = later;
                repeated = repeats.foundAt();
            }
            tokens.repeat(length, at - repeated);
            repeats.add(known, Math.min(at + length + MatchFinder.HASHED_BYTES - 1, to));
            at += length;
            afterRepeat = at;
        }
        tokens.write(bytes, written, to, out);
    }
}
