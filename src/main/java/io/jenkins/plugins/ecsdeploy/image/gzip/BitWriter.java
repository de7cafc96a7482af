package io.jenkins.plugins.ecsdeploy.image.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes deflate's bits, the lowest first, into an array that is large enough. */
final class BitWriter {

    private static final int LONGEST_STORED_BYTES = 0xffff;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] out;
    private int at;
    private long bits;
    private int count;

    /** @param out with eight bytes more than will be written */
    BitWriter(byte[] out) {
        this.out = out;
    }

    /** Bytes that are complete. */
    int length() {
        return at;
    }

    byte[] bytes() {
        return out;
    }

    /** Lower bits first; at most 56 of them until they are drained. */
    void put(int value, int bitCount) {
        bits |= (long) value << count;
        count += bitCount;
    }

    void drain() {
        LONGS.set(out, at, bits);
        at += count >>> 3;
        bits >>>= count & ~7;
        count &= 7;
    }

    /** Content as it is, in blocks of at most 64 KiB (RFC 1951, 3.2.4). */
    void stored(byte[] bytes, int from, int to) {
        for (int start = from; start < to; start += LONGEST_STORED_BYTES) {
            storedBlock(bytes, start, Math.min(LONGEST_STORED_BYTES, to - start), false);
        }
    }

    /** An empty block, after which a byte is full: the next bits follow it, or nothing does. */
    void end(boolean last) {
        storedBlock(out, 0, 0, last);
    }

    /** What {@link #stored} takes at most. */
    static long storedBits(int bytes) {
        return 8L * (bytes + 5L * (bytes / LONGEST_STORED_BYTES + 1));
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
