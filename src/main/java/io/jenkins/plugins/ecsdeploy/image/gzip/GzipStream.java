package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/** A gzip member (RFC 1952) of a stream's content, made of blocks that others deflate while the first are read. */
final class GzipStream extends InputStream {

    /** No time, no name, and a system that is not said: nothing that would differ the next time. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** Who deflates. Arrays are used again: new ones for each block cost a small heap more time than deflating does. */
    interface Workers {
        /** An array of {@link GzipBlock#WINDOW_BYTES}, with anything in it. */
        byte[] window();

        /** Takes the source's array back when it has been deflated. */
        Future<GzipBlock> deflate(GzipBlock.Source block);

        /** Takes back a block that has been read. */
        void read(GzipBlock block);
    }

    private final InputStream plain;
    private final Workers workers;
    private final LongConsumer read;
    private final int ahead;
    private final Deque<Future<GzipBlock>> pending = new ArrayDeque<>();
    private final CRC32 crc = new CRC32();
    private long plainBytes;
    private final byte[] before = new byte[MatchFinder.WINDOW_BYTES];
    private int beforeBytes;
    private GzipBlock block;
    private boolean ended;
    private boolean trailed;
    private ByteBuffer current = ByteBuffer.wrap(HEADER);

    /**
     * @param ahead how many blocks are read before the first is asked for
     * @param read told how much of {@code plain} has been read
     */
    GzipStream(InputStream plain, Workers workers, int ahead, LongConsumer read) {
        this.read = read;
        this.plain = plain;
        this.workers = workers;
        this.ahead = ahead;
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
        while (!current.hasRemaining()) {
            if (trailed) {
                return -1;
            }
            current = next();
        }
        int count = Math.min(length, current.remaining());
        current.get(target, offset, count);
        return count;
    }

    private ByteBuffer next() throws IOException {
        if (block != null) {
            workers.read(block);
            block = null;
        }
        while (!ended && pending.size() < ahead) {
            readBlock();
        }
        Future<GzipBlock> first = pending.poll();
        if (first == null) {
            trailed = true;
            return ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .putInt((int) plainBytes)
                    .flip();
        }
        try {
            block = first.get();
            return ByteBuffer.wrap(block.bytes(), 0, block.length());
        } catch (InterruptedException aborted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("aborted while compressing").initCause(aborted);
        } catch (ExecutionException failed) {
            throw new IOException("compressing failed: " + failed.getCause(), failed.getCause());
        }
    }

    private void readBlock() throws IOException {
        byte[] window = workers.window();
        int from = before.length;
        System.arraycopy(before, 0, window, 0, from);
        int length = plain.readNBytes(window, from, GzipBlock.PLAIN_BYTES);
        ended = length < GzipBlock.PLAIN_BYTES;
        crc.update(window, from, length);
        plainBytes += length;
        read.accept(plainBytes);
        int known = from - beforeBytes;
        // All but the last are longer than what is kept of them.
        System.arraycopy(window, length, before, 0, from);
        beforeBytes = from;
        try {
            pending.add(workers.deflate(new GzipBlock.Source(window, known, from, from + length, ended)));
        } catch (RejectedExecutionException closed) {
            throw new IOException("the compression was closed", closed);
        }
    }

    @Override
    public void close() throws IOException {
        pending.forEach(block -> block.cancel(false));
        pending.clear();
        ended = true;
        trailed = true;
        current = ByteBuffer.allocate(0);
        plain.close();
    }
}
