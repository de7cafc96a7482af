package io.jenkins.plugins.ecsdeploy.registry.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Notifies a listener of the number of bytes read: after every megabyte, and at the end. */
final class ProgressInputStream extends FilterInputStream {

    private static final long STEP_BYTES = 1 << 20;

    private final LongConsumer listener;
    private long bytes;
    private long reported;

    /** @param before bytes that count as read already */
    ProgressInputStream(InputStream in, long before, LongConsumer listener) {
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

    /** Reports the bytes read since the last report, after an interrupted upload too. */
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
