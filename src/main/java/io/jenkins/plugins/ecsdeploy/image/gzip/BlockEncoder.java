package io.jenkins.plugins.ecsdeploy.image.gzip;

/**
 * Deflates the compressible ranges of a block; {@link BlockDeflater} stores the others. For one thread at a time, for any
 * number of blocks. The same content must always become the same bytes: a registry identifies a layer by them.
 */
interface BlockEncoder extends AutoCloseable {

    /** Starts a block, whose ranges may repeat what precedes it in the array from {@code dictionaryStart} on. */
    void start(PlainBlock block);

    /**
     * Deflates a range of the block. Ranges are passed in their order and may have gaps; they may repeat what the gaps
     * hold.
     *
     * @param out after a stored block or another call of this method
     */
    void encode(int from, int to, BitWriter out);

    /** Releases what the garbage collector would release late. */
    @Override
    default void close() {}
}
