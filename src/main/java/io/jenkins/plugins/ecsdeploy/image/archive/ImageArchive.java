package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image in a file or a directory, read without any Docker: what {@code docker save} writes (docker-archive), an OCI
 * image layout, either as a tar, a gzipped tar or a directory.
 *
 * <p>Layers are never held in memory, and no copy of them is made: only an archive that is gzipped as a whole is
 * unpacked into a temporary file, which {@link #close()} removes.
 */
public final class ImageArchive implements AutoCloseable {

    private final ArchiveFiles files;
    private final TemporaryFiles temporary;
    private final ImageContents contents;

    private ImageArchive(ArchiveFiles files, TemporaryFiles temporary, ImageContents contents) {
        this.files = files;
        this.temporary = temporary;
        this.contents = contents;
    }

    /** Opens an archive that holds one image; temporary files go where Java puts them. */
    public static ImageArchive open(Path archive) {
        return open(archive, Optional.empty(), Optional.empty());
    }

    /**
     * Opens an archive and looks whether all parts of the image are there, of their size and (for manifests) of their
     * digest.
     *
     * @param imageName which image is meant where the archive holds several: its name, or the digest in an OCI layout
     * @param temporaryFolder where temporary files go; must exist
     * @throws ImageException where the file is not an image that can be pushed, with the reason
     */
    public static ImageArchive open(Path archive, Optional<String> imageName, Optional<Path> temporaryFolder) {
        TemporaryFiles temporary = new TemporaryFiles(temporaryFolder.orElse(null));
        ArchiveFiles files = null;
        ImageArchive opened = null;
        try {
            files = files(archive, temporary);
            opened = recognise(files, temporary, imageName.orElse(null));
            return opened;
        } catch (IOException unreadable) {
            throw new ImageException(archive + " can't be read: " + unreadable, unreadable);
        } finally {
            if (opened == null) {
                closeQuietly(files);
                closeQuietly(temporary);
            }
        }
    }

    /**
     * The image. Its layers have not been read yet: {@link Blob#verify()} and {@link Layer#verify()} hold them against
     * what they should be.
     */
    public ImageContents contents() {
        return contents;
    }

    /** Closes the file and removes the temporary ones. Streams of the image can't be read any more. */
    @Override
    public void close() throws IOException {
        try (temporary) {
            files.close();
        }
    }

    private static ArchiveFiles files(Path archive, TemporaryFiles temporary) throws IOException {
        String name = archive.toString();
        if (!Files.exists(archive)) {
            throw new ImageException("There is no file or directory " + name + ".");
        }
        if (Files.isDirectory(archive)) {
            return DirectoryFiles.open(name, archive);
        }
        FileKind kind = FileKind.of(() -> Files.newInputStream(archive));
        if (kind == FileKind.TAR) {
            return TarFiles.open(name, archive);
        }
        if (kind != FileKind.GZIP) {
            throw notAnImage(name, kind);
        }
        Path unpacked = temporary.create();
        GzippedTar.unpack(name, archive, unpacked);
        FileKind inside = FileKind.of(() -> Files.newInputStream(unpacked));
        if (inside != FileKind.TAR) {
            throw new ImageException(name + " is not an image: it is compressed with gzip, and what is inside is "
                    + inside.words() + ".");
        }
        return TarFiles.open(name, unpacked);
    }

    private static ImageException notAnImage(String name, FileKind kind) {
        String help =
                switch (kind) {
                    case ZSTD, BZIP2, XZ -> " Unpack it first; of compressed archives gzip alone is read.";
                    default -> " Give a docker-archive (docker save) or an OCI layout, as a tar or a directory.";
                };
        return new ImageException(name + " is not an image: it is " + kind.words() + "." + help);
    }

    /**
     * Newer Dockers write both forms into one archive. The OCI one is taken where it is whole and its layers are
     * compressed, because then the image keeps the digest it was built with. With plain layers, which a registry would
     * keep in full size, or with platforms left out of an index, the docker-archive says what can be pushed.
     */
    private static ImageArchive recognise(ArchiveFiles files, TemporaryFiles temporary, String imageName)
            throws IOException {
        boolean docker = files.find(DockerArchive.MANIFEST).isPresent();
        Optional<ArchiveFile> ociMarker = files.find(OciLayout.MARKER);
        if (ociMarker.isPresent() || files.find(OciLayout.INDEX).isPresent() && !docker) {
            OciLayout layout = new OciLayout(files);
            try {
                Image image = layout.read(imageName);
                if (!docker || !layout.hasPlainLayers()) {
                    return new ImageArchive(files, temporary, image);
                }
            } catch (ImageException incomplete) {
                if (!docker) {
                    throw incomplete;
                }
            }
        }
        if (docker) {
            return new ImageArchive(files, temporary, new DockerArchive(files).open(imageName));
        }
        throw new ImageException(files.archiveName() + " is not an image: it has neither " + DockerArchive.MANIFEST
                + " (docker-archive) nor " + OciLayout.MARKER + " and " + OciLayout.INDEX + " (OCI layout). "
                + (files.someNames().isEmpty()
                        ? "It holds no files."
                        : "It begins with " + String.join(", ", files.someNames()) + "."));
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException lessImportant) {
            // The reason why the archive couldn't be opened is on its way.
        }
    }
}
