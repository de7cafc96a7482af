package io.jenkins.plugins.ecsdeploy.image.gzip;

/** One deflated piece of a gzip member (RFC 1951), ending at a byte so that the next can follow. */
record GzipBlock(byte[] bytes, int length) {

    static final int PLAIN_BYTES = 256 << 10;

    /** Room for a block, for what stands before it as far as repeats may reach back, and for what is read but not used. */
    static final int WINDOW_BYTES = MatchFinder.WINDOW_BYTES + PLAIN_BYTES + MatchFinder.SPARE_BYTES;

    /**
     * Content to be deflated: {@code from} to {@code to}. What came before in the stream stands from {@code before} on;
     * behind it are {@link MatchFinder#SPARE_BYTES} that don't count.
     */
    record Source(byte[] bytes, int before, int from, int to, boolean last) {}
}
