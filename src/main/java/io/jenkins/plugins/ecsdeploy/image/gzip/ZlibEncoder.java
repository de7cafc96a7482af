package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.util.zip.Deflater;

/** Java's Deflater. Its bytes depend on the zlib that a JDK brings or finds. */
final class ZlibEncoder implements BlockEncoder {

    /** About the size that the custom encoder reaches (decision 12). */
    private static final int LEVEL = 4;

    private final Deflater deflater = new Deflater(LEVEL, true);
    private PlainBlock block = new PlainBlock(new byte[0], 0, 0, 0, true);

    @Override
    public void start(PlainBlock given) {
        block = given;
    }

    /** Each range with what precedes it as its dictionary, because stored ranges bypass the Deflater. */
    @Override
    public void encode(int from, int to, BitWriter out) {
        int dictionaryStart = Math.max(block.dictionaryStart(), from - DeflateSymbols.WINDOW_BYTES);
        deflater.reset();
        deflater.setDictionary(block.bytes(), dictionaryStart, from - dictionaryStart);
        deflater.setInput(block.bytes(), from, to - from);
        byte[] target = out.bytes();
        int count;
        do {
            int room = target.length - out.length();
            count = deflater.deflate(target, out.length(), room, Deflater.SYNC_FLUSH);
            if (count == room) {
                throw new IllegalStateException("deflated content is larger than " + target.length + " bytes");
            }
            out.advance(count);
        } while (count > 0);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
