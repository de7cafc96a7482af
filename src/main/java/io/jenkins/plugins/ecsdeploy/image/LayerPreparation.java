package io.jenkins.plugins.ecsdeploy.image;

import io.jenkins.plugins.ecsdeploy.image.ArchiveFiles.ArchiveFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Brings a layer of a docker-archive into the form a registry keeps, and holds it against the config's {@code diff_id}
 * (the digest of the plain tar).
 *
 * <p>A plain layer is compressed once, into a temporary file. Its digest is needed before anything can be asked of the
 * registry, and its bytes again for each try to send it; compressing twice would cost more than the disk.
 */
final class LayerPreparation {

    private static final int BUFFER_BYTES = 1 << 16;

    private final String archiveName;
    private final TemporaryFiles temporary;

    LayerPreparation(String archiveName, TemporaryFiles temporary) {
        this.archiveName = archiveName;
        this.temporary = temporary;
    }

    /** @throws ImageException where the layer is not the one that the config names, or is compressed otherwise */
    Blob prepare(ArchiveFile layer, Digest diffId) throws IOException {
        FileKind kind = FileKind.of(layer.content());
        return switch (kind) {
            case GZIP -> asItIs(layer, diffId);
            case ZSTD, BZIP2, XZ ->
                throw new ImageException(
                        place(layer) + " is " + kind.words()
                                + ", which Docker's manifests don't know. Write the image as an OCI layout, or with plain layers.");
            default -> compressed(layer, diffId);
        };
    }

    /** Java's own GZIPInputStream may stop at the end of one gzip member; some tools make layers of several. */
    private Blob asItIs(ArchiveFile layer, Digest diffId) throws IOException {
        try (DigestingInputStream sent =
                        new DigestingInputStream(layer.content().openStream());
                InputStream unpacked =
                        new GzipCompressorInputStream(new BufferedInputStream(sent, BUFFER_BYTES), true);
                DigestingInputStream plain = new DigestingInputStream(unpacked, diffId)) {
            plain.transferTo(OutputStream.nullOutputStream());
            sent.transferTo(OutputStream.nullOutputStream());
            check(layer, diffId, plain.digest());
            return Blob.proven(descriptor(sent.digest(), layer.sizeBytes()), place(layer), layer.content());
        }
    }

    private Blob compressed(ArchiveFile layer, Digest diffId) throws IOException {
        Path file = temporary.create();
        try (DigestingInputStream plain =
                        new DigestingInputStream(layer.content().openStream(), diffId);
                OutputStream out = new Gzip(Files.newOutputStream(file))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = plain.read(buffer); count >= 0; count = plain.read(buffer)) {
                out.write(buffer, 0, count);
            }
            check(layer, diffId, plain.digest());
        }
        try (DigestingInputStream in = new DigestingInputStream(Files.newInputStream(file))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Blob.proven(descriptor(in.digest(), in.bytes()), place(layer), () -> Files.newInputStream(file));
        }
    }

    private void check(ArchiveFile layer, Digest diffId, Digest found) {
        if (!found.equals(diffId)) {
            throw new ImageException(place(layer) + " should be " + diffId + " (diff_id in the image's config) but is "
                    + found + ". It was damaged or changed after it was written: make the archive again.");
        }
    }

    private static Descriptor descriptor(Digest digest, long sizeBytes) {
        return new Descriptor(MediaTypes.DOCKER_LAYER, digest, sizeBytes);
    }

    private String place(ArchiveFile layer) {
        return archiveName + ": " + layer.name();
    }

    /**
     * The level is set, not left to the JDK, and Java's gzip header holds neither time nor name: the same layer becomes
     * the same bytes again on this JDK. (Another zlib may compress otherwise; the image is then the same in substance
     * but has another digest.)
     */
    private static final class Gzip extends GZIPOutputStream {

        private static final int LEVEL = 6;

        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(LEVEL);
        }
    }
}
