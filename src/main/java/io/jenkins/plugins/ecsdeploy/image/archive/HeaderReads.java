package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * What commons-compress reads while it lists the entries of a tar. It reads headers alone and keeps them all in memory,
 * names of any length included, and takes a header that is cut short for the end of the tar. So this limits how much it
 * may read, and reports the cut.
 */
final class HeaderReads implements SeekableByteChannel {

    /** As many as 100,000 entries of short names need. */
    private static final long MOST_BYTES = 100_000L * 512;

    /**
     * The library calls itself for the header that an extended header is about. No tar has more than two or three of them
     * in a row; thousands would end in a stack overflow, perhaps within the channel, which can't be closed then.
     */
    private static final int MOST_FRAMES = 200;

    private final String archiveName;
    private final long framesBefore = frames(Long.MAX_VALUE);
    private final SeekableByteChannel tar;
    private long bytes;

    /** @param tar to be closed by whoever opened it */
    HeaderReads(String archiveName, SeekableByteChannel tar) {
        this.archiveName = archiveName;
        this.tar = tar;
    }

    /** @throws ImageException where the headers are more than those of any image */
    @Override
    public int read(ByteBuffer target) throws IOException {
        if (frames(framesBefore + MOST_FRAMES + 1) > framesBefore + MOST_FRAMES) {
            throw new IOException("it has too many extended headers in a row");
        }
        int start = target.position();
        while (target.hasRemaining() && tar.read(target) >= 0) {
            // A read may give less than there is.
        }
        int count = target.position() - start;
        if (count > 0 && target.hasRemaining()) {
            throw new EOFException("it ends inside of a header");
        }
        bytes += count;
        if (bytes > MOST_BYTES) {
            throw new ImageException(archiveName + " is not an image: it has more than " + MOST_BYTES
                    + " bytes of headers, which is 100000 entries or names without an end. An image's files lie in"
                    + " its layers.");
        }
        return count == 0 ? -1 : count;
    }

    private static long frames(long most) {
        return StackWalker.getInstance().walk(frames -> frames.limit(most).count());
    }

    @Override
    public long position() throws IOException {
        return tar.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        tar.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return tar.size();
    }

    @Override
    public boolean isOpen() {
        return tar.isOpen();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
