package io.jenkins.plugins.ecsdeploy.image.gzip;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;

/** A gzip member (RFC 1952) of a stream's content, made of blocks that are deflated while earlier ones are read. */
final class GzipStream extends InputStream {

    /** No time, no name and an unknown system: nothing that would differ the next time. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /**
     * Deflates blocks, of several streams. Arrays are reused: in a small heap, new ones for each block cost more time than
     * deflating.
     */
    interface Workers {

        /** A stream may always have one block deflated. Whether it may have another at the same time. */
        boolean tryAddBlock();

        /** Ends what {@link #tryAddBlock} permitted. */
        void removeBlock();

        /** The stream has been read or closed. */
        void end();

        /** An array of {@link PlainBlock#BUFFER_BYTES} with any content. */
        byte[] buffer();

        /** Also releases the block's array, when it has been deflated. */
        Future<DeflatedBlock> deflate(PlainBlock block);

        /** Releases the array of a block that has been read. */
        void release(DeflatedBlock block);
    }

    private final InputStream plain;
    private final Workers workers;
    private final LongConsumer read;
    private final Deque<Future<DeflatedBlock>> pending = new ArrayDeque<>();
    private final CRC32 crc = new CRC32();
    private final byte[] dictionary = new byte[PlainBlock.WINDOW_BYTES];
    private int dictionaryBytes;
    private long plainBytes;

    @CheckForNull
    private DeflatedBlock block;

    private boolean inputEnded;
    private boolean trailerReturned;
    private boolean closed;
    private ByteBuffer current = ByteBuffer.wrap(HEADER);

    /**
     * @param read is notified of the number of bytes read from {@code plain} so far
     */
    GzipStream(InputStream plain, Workers workers, LongConsumer read) {
        this.plain = plain;
        this.workers = workers;
        this.read = read;
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
            if (trailerReturned) {
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
            workers.release(block);
            block = null;
        }
        while (!inputEnded && (pending.isEmpty() || workers.tryAddBlock())) {
            addBlock();
        }
        Future<DeflatedBlock> first = pending.peek();
        if (first == null) {
            trailerReturned = true;
            return trailer();
        }
        DeflatedBlock deflated = await(first);
        removeFirst();
        block = deflated;
        return ByteBuffer.wrap(deflated.bytes(), 0, deflated.length());
    }

    private void addBlock() throws IOException {
        int before = pending.size();
        try {
            readBlock();
        } finally {
            if (before > 0 && pending.size() == before) {
                workers.removeBlock();
            }
        }
    }

    private void removeFirst() {
        pending.remove();
        if (!pending.isEmpty()) {
            workers.removeBlock();
        }
    }

    private ByteBuffer trailer() {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt((int) plainBytes)
                .flip();
    }

    private static DeflatedBlock await(Future<DeflatedBlock> block) throws IOException {
        try {
            return block.get();
        } catch (InterruptedException aborted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while compressing").initCause(aborted);
        } catch (ExecutionException failed) {
            throw new IOException("compression failed: " + failed.getCause(), failed.getCause());
        }
    }

    private void readBlock() throws IOException {
        byte[] buffer = workers.buffer();
        int from = dictionary.length;
        System.arraycopy(dictionary, 0, buffer, 0, from);
        int length = plain.readNBytes(buffer, from, PlainBlock.BYTES);
        inputEnded = length < PlainBlock.BYTES;
        crc.update(buffer, from, length);
        plainBytes += length;
        read.accept(plainBytes);
        PlainBlock next = new PlainBlock(buffer, from - dictionaryBytes, from, from + length, inputEnded);
        // Every block but the last is longer than a dictionary.
        System.arraycopy(buffer, length, dictionary, 0, from);
        dictionaryBytes = from;
        pending.add(workers.deflate(next));
    }

    @Override
    public void close() throws IOException {
        pending.forEach(future -> future.cancel(false));
        while (!pending.isEmpty()) {
            removeFirst();
        }
        if (!closed) {
            closed = true;
            workers.end();
        }
        inputEnded = true;
        trailerReturned = true;
        current = ByteBuffer.allocate(0);
        plain.close();
    }
}
