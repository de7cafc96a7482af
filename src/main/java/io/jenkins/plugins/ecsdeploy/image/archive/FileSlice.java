package io.jenkins.plugins.ecsdeploy.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a part of a file. Several slices of one file can be read at the same time: they don't move the channel's position,
 * which they would share.
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

    /** Where in the file the next byte is read. */
    long position() {
        return at;
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
