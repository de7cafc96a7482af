package io.jenkins.plugins.ecsdeploy.image;

/** One deflated piece of a gzip member (RFC 1951), ending at a byte so that the next can follow. */
record GzipBlock(byte[] bytes, int length) {

    static final int PLAIN_BYTES = 256 << 10;

    /**
     * Content to be deflated: {@code from} to {@code to}. Before it stands what came before in the stream, as far as
     * repeats may reach back, and behind it {@link RepeatFinder#SPARE_BYTES} that don't count.
     */
    record Source(byte[] bytes, int from, int to, boolean last) {}
}
