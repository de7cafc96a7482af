package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.util.zip.Deflater;

/**
 * Deflates blocks (RFC 1951) with Java's Deflater. Content that looks like noise is stored without trying. For one thread
 * at a time, for any number of blocks.
 */
final class BlockDeflater implements AutoCloseable {

    /** Decision 12. */
    private static final int LEVEL = 2;

    /** The unit that is judged as noise or not: in a layer's tar, noise begins and ends with files. */
    private static final int PIECE_BYTES = 16 << 10;

    /** Compressed and encrypted content is above, everything else below. Pure noise has 8, minus a sample's error. */
    private static final double NOISE_BITS_PER_BYTE = 7.96;

    /** The largest deflated block: the content, and for each range of pieces and for the end the headers around it. */
    static final int MAX_BYTES = PlainBlock.BYTES + 64 * (PlainBlock.BYTES / PIECE_BYTES + 2);

    /** The most that a stored block may hold (RFC 1951, 3.2.4). */
    private static final int MAX_STORED_BYTES = 0xffff;

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final NoiseSample noise = new NoiseSample(NOISE_BITS_PER_BYTE);
    private byte[] out = {};
    private int length;

    /** @param target for the deflated block, with at least {@link #MAX_BYTES} */
    DeflatedBlock deflate(PlainBlock block, byte[] target) {
        out = target;
        length = 0;
        int end;
        for (int start = block.from(); start < block.to(); start = end) {
            boolean stored = isNoise(block, start);
            end = endOfPiece(block, start);
            while (end < block.to() && isNoise(block, end) == stored) {
                end = endOfPiece(block, end);
            }
            if (stored) {
                store(block.bytes(), start, end);
            } else {
                compress(block, start, end);
            }
        }
        if (block.last()) {
            storedBlock(block.bytes(), block.to(), 0, true);
        }
        return new DeflatedBlock(target, length);
    }

    private boolean isNoise(PlainBlock block, int start) {
        return noise.isNoise(block.bytes(), start, endOfPiece(block, start));
    }

    private static int endOfPiece(PlainBlock block, int start) {
        return Math.min(start + PIECE_BYTES, block.to());
    }

    /** With what precedes it as its dictionary, because stored ranges bypass the Deflater. Ends on a byte boundary. */
    private void compress(PlainBlock block, int from, int to) {
        int dictionaryStart = Math.max(block.dictionaryStart(), from - PlainBlock.WINDOW_BYTES);
        deflater.reset();
        deflater.setDictionary(block.bytes(), dictionaryStart, from - dictionaryStart);
        deflater.setInput(block.bytes(), from, to - from);
        int count;
        do {
            int room = out.length - length;
            count = deflater.deflate(out, length, room, Deflater.SYNC_FLUSH);
            if (count == room) {
                throw new IllegalStateException("deflated content is larger than " + out.length + " bytes");
            }
            length += count;
        } while (count > 0);
    }

    private void store(byte[] bytes, int from, int to) {
        for (int start = from; start < to; start += MAX_STORED_BYTES) {
            storedBlock(bytes, start, Math.min(MAX_STORED_BYTES, to - start), false);
        }
    }

    private void storedBlock(byte[] bytes, int from, int count, boolean last) {
        out[length++] = (byte) (last ? 1 : 0);
        for (int header : new int[] {count, ~count}) {
            out[length++] = (byte) header;
            out[length++] = (byte) (header >> 8);
        }
        System.arraycopy(bytes, from, out, length, count);
        length += count;
    }

    /** Releases memory outside of Java's heap. */
    @Override
    public void close() {
        deflater.end();
    }
}
