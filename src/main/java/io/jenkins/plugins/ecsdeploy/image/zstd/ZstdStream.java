package io.jenkins.plugins.ecsdeploy.image.zstd;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * A stream's content as one zstd frame (RFC 8878), compressed while it is read. Closing it releases native memory. Reading
 * and closing exclude each other, as they use that memory.
 */
final class ZstdStream extends InputStream {

    /** The library's default, and fast: decision 13. */
    private static final int LEVEL = 3;

    private static final int PIECE_BYTES = 128 << 10;

    private final InputStream plain;
    private final LongConsumer read;
    private final Runnable closing;
    private final Output packed = new Output();
    private final ZstdOutputStreamNoFinalizer packer;
    private final byte[] piece = new byte[PIECE_BYTES];
    private long plainBytes;
    private int given;
    private boolean ended;
    private boolean closed;

    /** @param closing called once, when the native memory has been released */
    ZstdStream(InputStream plain, LongConsumer read, Runnable closing) throws IOException {
        this.plain = plain;
        this.read = read;
        this.closing = closing;
        packer = new ZstdOutputStreamNoFinalizer(packed, LEVEL);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        while (given == packed.size()) {
            if (ended) {
                return -1;
            }
            packed.reset();
            given = 0;
            pack();
        }
        int count = Math.min(length, packed.size() - given);
        packed.copy(given, target, offset, count);
        given += count;
        return count;
    }

    private void pack() throws IOException {
        int count = plain.readNBytes(piece, 0, piece.length);
        plainBytes += count;
        read.accept(plainBytes);
        packer.write(piece, 0, count);
        if (count < piece.length) {
            ended = true;
            release();
        }
    }

    /** Also ends the frame. */
    private void release() throws IOException {
        try {
            packer.close();
        } finally {
            closing.run();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (plain) {
            if (!ended) {
                ended = true;
                release();
            }
        }
    }

    /** Its array can be read without a copy. */
    private static final class Output extends ByteArrayOutputStream {

        Output() {
            super(2 * PIECE_BYTES);
        }

        synchronized void copy(int from, byte[] target, int offset, int length) {
            System.arraycopy(buf, from, target, offset, length);
        }
    }
}
