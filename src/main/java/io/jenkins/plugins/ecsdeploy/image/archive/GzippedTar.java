package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Unpacks an archive that was compressed as a whole: gzip has no way to read from the middle. */
final class GzippedTar {

    private static final int BUFFER_BYTES = 1 << 16;

    /** Gzip makes at most a thousandth of something; images are far from it. Small files may be as they like. */
    static final int MOST_TIMES_AS_LARGE = 200;

    private static final long ALWAYS_ALLOWED_BYTES = 1L << 30;

    private GzippedTar() {}

    /** @throws ImageException where the file is truncated, damaged or made to fill the disk */
    static void unpack(String archiveName, Path gzipped, Path target) throws IOException {
        long most = mostBytes(Files.size(gzipped));
        try (InputStream file = new BufferedInputStream(Files.newInputStream(gzipped), BUFFER_BYTES);
                OutputStream out = Files.newOutputStream(target)) {
            InputStream in = open(archiveName, file);
            byte[] buffer = new byte[BUFFER_BYTES];
            long written = 0;
            for (int count = read(archiveName, in, buffer); count >= 0; count = read(archiveName, in, buffer)) {
                written += count;
                if (written > most) {
                    throw new ImageException(archiveName + " unpacks to more than " + MOST_TIMES_AS_LARGE
                            + " times its size: not unpacked any further.");
                }
                out.write(buffer, 0, count);
            }
        }
    }

    /** How far something may unpack that has so many bytes. */
    static long mostBytes(long compressedBytes) {
        return Math.max(ALWAYS_ALLOWED_BYTES, compressedBytes * MOST_TIMES_AS_LARGE);
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
                        + ". It may not have been written or copied to its end.",
                cause);
    }
}
