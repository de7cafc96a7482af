package io.jenkins.plugins.ecsdeploy.registry.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were read: every megabyte, and at the end. */
final class ReportingInputStream extends FilterInputStream {

    private static final long STEP_BYTES = 1 << 20;

    private final LongConsumer listener;
    private long bytes;
    private long reported;

    /** @param before bytes that are counted as read already */
    ReportingInputStream(InputStream in, long before, LongConsumer listener) {
        super(in);
        this.listener = listener;
        bytes = before;
        reported = before;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        bytes += Math.max(0, count);
        if (bytes - reported >= STEP_BYTES || count < 0 && bytes > reported) {
            report();
        }
        return count;
    }

    /** What was read but not told yet is told, after a cut too. */
    @Override
    public void close() throws IOException {
        if (bytes > reported) {
            report();
        }
        super.close();
    }

    private void report() {
        reported = bytes;
        listener.accept(bytes);
    }
}
