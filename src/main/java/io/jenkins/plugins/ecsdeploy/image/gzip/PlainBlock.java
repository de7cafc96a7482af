package io.jenkins.plugins.ecsdeploy.image.gzip;

/**
 * Content to be deflated: {@code from} (inclusive) to {@code to} (exclusive) of an array. What precedes it in the stream
 * starts at {@code dictionaryStart}, and may be repeated. After it follow at least {@link #SPARE_BYTES} with any value.
 *
 * @param bytes not modified
 * @param last whether the stream ends with this block
 */
record PlainBlock(byte[] bytes, int dictionaryStart, int from, int to, boolean last) {

    static final int BYTES = 256 << 10;

    /** Encoders compare eight bytes at once, and so read past the end of the content. */
    static final int SPARE_BYTES = 8;

    /** Room for a block, for what precedes it as far as repeats may reach back, and for what is read past its end. */
    static final int BUFFER_BYTES = DeflateSymbols.WINDOW_BYTES + BYTES + SPARE_BYTES;
}
