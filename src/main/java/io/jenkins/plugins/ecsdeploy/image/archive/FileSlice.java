package io.jenkins.plugins.ecsdeploy.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A stretch of a file that several threads read at once, each from its own place: unlike commons-compress' stream it
 * moves no position that they share, so that none waits for another.
 */
final class FileSlice extends InputStream {

    private final FileChannel channel;
    private final long end;
    private long at;

    FileSlice(FileChannel channel, long offset, long sizeBytes) {
        this.channel = channel;
        this.at = offset;
        this.end = offset + sizeBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at >= end) {
            return -1;
        }
        int count = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, end - at)), at);
        at += Math.max(0, count);
        return count;
    }
}
