package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.DigestingInputStream;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.LayerPacker;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A layer of a docker-archive. The image's config names it by its {@code diff_id}, the digest of the plain tar; a registry
 * stores it compressed, under the digest of that. Its content can be read any number of times until the archive is closed.
 */
public final class Layer {

    private static final int BUFFER_BYTES = 1 << 16;

    private final String archiveName;
    private final ArchiveFile file;
    private final Digest diffId;
    private final FileKind kind;

    private Layer(String archiveName, ArchiveFile file, Digest diffId, FileKind kind) {
        this.archiveName = archiveName;
        this.file = file;
        this.diffId = diffId;
        this.kind = kind;
    }

    /** @throws ImageException if it is compressed in a way that Docker's manifests don't support */
    static Layer of(String archiveName, ArchiveFile file, Digest diffId) throws IOException {
        FileKind kind = file.absent() ? FileKind.TAR : FileKind.of(file.content());
        return switch (kind) {
            case ZSTD, BZIP2, XZ ->
                throw new ImageException(archiveName + ": " + file.name() + " is " + kind.words()
                        + ", which Docker's manifests don't support. Write the image as an OCI layout, or with"
                        + " plain layers.");
            default -> new Layer(archiveName, file, diffId, kind);
        };
    }

    public Digest diffId() {
        return diffId;
    }

    /** In the archive. */
    public long sizeBytes() {
        return file.sizeBytes();
    }

    /** For messages. */
    public String place() {
        return archiveName + ": " + file.name();
    }

    /**
     * Reads the layer and compares it with its {@code diff_id}. One that was left out is not compared.
     *
     * @return the blob to push if the layer is compressed in the archive; empty if it is plain
     * @throws ImageException if they differ, or the layer can't be read
     */
    public Optional<Blob> verify() {
        if (file.absent()) {
            return Optional.empty();
        }
        try {
            if (isCompressed()) {
                return Optional.of(verifyCompressed());
            }
            try (DigestingInputStream plain =
                    new DigestingInputStream(file.content().openStream(), diffId)) {
                plain.drain();
                check(plain.digest());
                return Optional.empty();
            }
        } catch (IOException unreadable) {
            throw new ImageException(place() + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * The content of a plain layer, compressed while it is read.
     *
     * @param read is notified of the number of bytes of the plain layer read so far
     */
    public InputStream openCompressed(LayerPacker packer, LongConsumer read) throws IOException {
        return packer.compress(file.content().openStream(), read);
    }

    /** @param content what {@link #openCompressed} gave */
    public Blob compressed(byte[] content, Compression compression) {
        Descriptor descriptor = new Descriptor(compression.layerMediaType(), Digest.sha256(content), content.length);
        return Blob.verified(descriptor, place(), () -> new ByteArrayInputStream(content));
    }

    /** Whether it is compressed in the archive, and pushed as it is. */
    public boolean isCompressed() {
        return kind == FileKind.GZIP;
    }

    /** Not with Java's GZIPInputStream, which may stop at the end of a gzip member: some tools write layers of several. */
    private Blob verifyCompressed() throws IOException {
        long max = GzipUnpacker.maxBytes(file.sizeBytes());
        try (DigestingInputStream sent = new DigestingInputStream(file.content().openStream());
                InputStream unpacked =
                        new GzipCompressorInputStream(new BufferedInputStream(sent, BUFFER_BYTES), true);
                DigestingInputStream plain = new DigestingInputStream(unpacked, diffId)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (plain.read(buffer) >= 0) {
                if (plain.bytes() > max) {
                    throw GzipUnpacker.tooLarge(place());
                }
            }
            sent.drain();
            check(plain.digest());
            Descriptor descriptor = new Descriptor(Compression.GZIP.layerMediaType(), sent.digest(), file.sizeBytes());
            return Blob.verified(descriptor, place(), file.content());
        }
    }

    private void check(Digest found) {
        if (!found.equals(diffId)) {
            throw new ImageException(place() + " should be " + diffId + " (diff_id in the image's config) but is "
                    + found + ". It was damaged or changed after it was written. Write the archive again.");
        }
    }
}
