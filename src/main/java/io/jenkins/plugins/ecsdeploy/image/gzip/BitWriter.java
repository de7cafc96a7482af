package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes deflate's bits, the lowest first, into an array that is large enough. */
final class BitWriter {

    private static final int MAX_STORED_BYTES = 0xffff;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] out;
    private int at;
    private long bits;
    private int count;

    /** @param out with room for eight bytes more than will be written */
    BitWriter(byte[] out) {
        this.out = out;
    }

    /** The number of complete bytes. */
    int length() {
        return at;
    }

    byte[] bytes() {
        return out;
    }

    /** After bytes were written to {@link #bytes()} directly, at {@link #length()}. No bits may be pending. */
    void advance(int bytes) {
        at += bytes;
    }

    /** Adds bits to those pending: at most 56 until they are drained. */
    void put(int value, int bitCount) {
        bits |= (long) value << count;
        count += bitCount;
    }

    /** Writes the pending bits but for those of an incomplete byte. */
    void drain() {
        LONGS.set(out, at, bits);
        at += count >>> 3;
        bits >>>= count & ~7;
        count &= 7;
    }

    /** Writes content uncompressed, in blocks of at most 64 KiB (RFC 1951, 3.2.4). */
    void stored(byte[] bytes, int from, int to) {
        for (int start = from; start < to; start += MAX_STORED_BYTES) {
            storedBlock(bytes, start, Math.min(MAX_STORED_BYTES, to - start), false);
        }
    }

    /** Writes an empty stored block, which ends on a byte boundary. */
    void end(boolean last) {
        storedBlock(out, 0, 0, last);
    }

    /** The most that {@link #stored} writes for so many bytes. */
    static long storedBits(int bytes) {
        return 8L * (bytes + 5L * (bytes / MAX_STORED_BYTES + 1));
    }

    private void storedBlock(byte[] bytes, int from, int length, boolean last) {
        put(last ? 1 : 0, 3);
        count = count + 7 & ~7;
        drain();
        put(length, 16);
        put(~length & 0xffff, 16);
        drain();
        System.arraycopy(bytes, from, out, at, length);
        at += length;
    }
}
