package io.jenkins.plugins.ecsdeploy.image.gzip;

/**
 * Deflates blocks (RFC 1951): content that looks like noise is stored, everything else is left to an encoder. For one
 * thread at a time, for any number of blocks.
 */
final class BlockDeflater implements AutoCloseable {

    /** The unit that is judged as noise or not: in a layer's tar, noise begins and ends with files. */
    private static final int PIECE_BYTES = 16 << 10;

    /** Compressed and encrypted content is above, everything else below. Pure noise has 8, minus a sample's error. */
    private static final double NOISE_BITS_PER_BYTE = 7.96;

    /** The largest deflated block: the content, and for each range of pieces and for the end the headers around it. */
    static final int MAX_BYTES = PlainBlock.BYTES + 64 * (PlainBlock.BYTES / PIECE_BYTES + 2);

    private final BlockEncoder encoder;
    private final NoiseSample noise = new NoiseSample(NOISE_BITS_PER_BYTE);

    BlockDeflater(BlockEncoder encoder) {
        this.encoder = encoder;
    }

    /** @param target for the deflated block, with at least {@link #MAX_BYTES} */
    DeflatedBlock deflate(PlainBlock block, byte[] target) {
        BitWriter out = new BitWriter(target);
        encoder.start(block);
        int end;
        for (int start = block.from(); start < block.to(); start = end) {
            boolean stored = isNoise(block, start);
            end = endOfPiece(block, start);
            while (end < block.to() && isNoise(block, end) == stored) {
                end = endOfPiece(block, end);
            }
            if (stored) {
                out.stored(block.bytes(), start, end);
            } else {
                encoder.encode(start, end, out);
            }
        }
        out.end(block.last());
        return new DeflatedBlock(target, out.length());
    }

    private boolean isNoise(PlainBlock block, int start) {
        return noise.isNoise(block.bytes(), start, endOfPiece(block, start));
    }

    private static int endOfPiece(PlainBlock block, int start) {
        return Math.min(start + PIECE_BYTES, block.to());
    }

    @Override
    public void close() {
        encoder.close();
    }
}
