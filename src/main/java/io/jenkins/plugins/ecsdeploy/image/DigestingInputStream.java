package io.jenkins.plugins.ecsdeploy.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes and counts what is read through it. */
public final class DigestingInputStream extends FilterInputStream {

    private static final int BUFFER_BYTES = 128 << 10;

    private final String algorithm;
    private final MessageDigest hash;
    private long bytes;

    /** Hashes by SHA-256. */
    public DigestingInputStream(InputStream in) {
        super(in);
        algorithm = "sha256";
        hash = Digest.newMessageDigest("SHA-256");
    }

    /** @param expected its algorithm is used; comparing is up to the caller */
    public DigestingInputStream(InputStream in, Digest expected) {
        super(in);
        algorithm = expected.algorithm();
        hash = expected.newMessageDigest();
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            hash.update((byte) value);
            bytes++;
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            hash.update(buffer, offset, count);
            bytes += count;
        }
        return count;
    }

    /** Reads to the end, for the digest alone. */
    public void drain() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count;
        do {
            count = read(buffer, 0, buffer.length);
        } while (count >= 0);
    }

    /** Skipped bytes are read and hashed too. */
    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(count, 8192)];
        long skipped = 0;
        while (skipped < count) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Bytes read so far. */
    public long bytes() {
        return bytes;
    }

    /** The digest of the bytes read so far. Ends the hashing: call it once, after the last byte. */
    public Digest digest() {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }
}
