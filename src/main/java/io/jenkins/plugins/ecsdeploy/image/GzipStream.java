package io.jenkins.plugins.ecsdeploy.image;

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
import java.util.function.Function;
import java.util.zip.CRC32;

/** A gzip member (RFC 1952) of a stream's content, made of blocks that others deflate while the first are read. */
final class GzipStream extends InputStream {

    /** No time, no name, and a system that is not said: nothing that would differ the next time. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final InputStream plain;
    private final Function<GzipBlock.Source, Future<GzipBlock>> deflate;
    private final int ahead;
    private final Deque<Future<GzipBlock>> pending = new ArrayDeque<>();
    private final CRC32 crc = new CRC32();
    private long plainBytes;
    private byte[] before = {};
    private int beforeTo;
    private boolean ended;
    private boolean trailed;
    private ByteBuffer current = ByteBuffer.wrap(HEADER);

    /** @param ahead how many blocks are read before the first is asked for */
    GzipStream(InputStream plain, Function<GzipBlock.Source, Future<GzipBlock>> deflate, int ahead) {
        this.plain = plain;
        this.deflate = deflate;
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
            GzipBlock block = first.get();
            return ByteBuffer.wrap(block.bytes(), 0, block.length());
        } catch (InterruptedException aborted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("aborted while compressing").initCause(aborted);
        } catch (ExecutionException failed) {
            throw new IOException("compressing failed: " + failed.getCause(), failed.getCause());
        }
    }

    private void readBlock() throws IOException {
        int kept = Math.min(beforeTo, RepeatFinder.WINDOW_BYTES);
        byte[] bytes = new byte[kept + GzipBlock.PLAIN_BYTES + RepeatFinder.SPARE_BYTES];
        System.arraycopy(before, beforeTo - kept, bytes, 0, kept);
        int length = plain.readNBytes(bytes, kept, GzipBlock.PLAIN_BYTES);
        ended = length < GzipBlock.PLAIN_BYTES;
        crc.update(bytes, kept, length);
        plainBytes += length;
        before = bytes;
        beforeTo = kept + length;
        try {
            pending.add(deflate.apply(new GzipBlock.Source(bytes, kept, beforeTo, ended)));
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
