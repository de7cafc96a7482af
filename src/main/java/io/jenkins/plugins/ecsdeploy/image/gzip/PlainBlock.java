package io.jenkins.plugins.ecsdeploy.image.gzip;

/**
 * Content to be deflated: {@code from} (inclusive) to {@code to} (exclusive) of an array. What precedes it in the stream
 * starts at {@code dictionaryStart}, and may be repeated.
 *
 * @param bytes not modified
 * @param last whether the stream ends with this block
 */
record PlainBlock(byte[] bytes, int dictionaryStart, int from, int to, boolean last) {

    static final int BYTES = 256 << 10;

    /** How far back a repeat may reach (RFC 1951, 2). */
    static final int WINDOW_BYTES = 32 << 10;

    /** Room for a block, and for what precedes it as far as repeats may reach back. */
    static final int BUFFER_BYTES = WINDOW_BYTES + BYTES;
}
