package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Unpacks an archive that is gzipped as a whole, because gzip can't be read from the middle. */
final class GzipUnpacker {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Gzip reaches a ratio of 1000, images don't come near it. For small files the limit is a size. */
    private static final int MAX_RATIO = 200;

    private static final long ALWAYS_ALLOWED_BYTES = 1L << 30;

    private GzipUnpacker() {}

    /** @throws ImageException if the file is truncated, damaged or a decompression bomb */
    static void unpack(String archiveName, Path gzipped, Path target) throws IOException {
        long max = maxBytes(Files.size(gzipped));
        try (InputStream file = new BufferedInputStream(Files.newInputStream(gzipped), BUFFER_BYTES);
                OutputStream out = Files.newOutputStream(target)) {
            InputStream in = open(archiveName, file);
            byte[] buffer = new byte[BUFFER_BYTES];
            long written = 0;
            for (int count = read(archiveName, in, buffer); count >= 0; count = read(archiveName, in, buffer)) {
                written += count;
                if (written > max) {
                    throw tooLarge(archiveName);
                }
                out.write(buffer, 0, count);
            }
        }
    }

    /** The size to which so many bytes may unpack. */
    static long maxBytes(long compressedBytes) {
        return Math.max(ALWAYS_ALLOWED_BYTES, compressedBytes * MAX_RATIO);
    }

    /** @param place of what unpacks to more than {@link #maxBytes} */
    static ImageException tooLarge(String place) {
        return new ImageException(
                place + " unpacks to more than " + MAX_RATIO + " times its size, so unpacking was stopped.");
    }

    private static InputStream open(String archiveName, InputStream file) {
        try {
            return new GZIPInputStream(file, BUFFER_BYTES);
        } catch (IOException broken) {
            throw damaged(archiveName, broken);
        }
    }

    private static int read(String archiveName, InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException broken) {
            throw damaged(archiveName, broken);
        }
    }

    private static ImageException damaged(String archiveName, IOException cause) {
        return new ImageException(
                archiveName + " is a truncated or damaged gzip file: " + cause.getMessage()
                        + ". It may not have been written or copied completely.",
                cause);
    }
}
