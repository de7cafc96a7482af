package io.jenkins.plugins.ecsdeploy.image.archive;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.OciImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An image in a file or a directory, read without Docker: what {@code docker save} writes (docker-archive) or an OCI image
 * layout, as a tar, a gzipped tar or a directory.
 *
 * <p>Layers are never held in memory or copied. Only an archive that is gzipped as a whole is unpacked, into a temporary
 * file that {@link #close()} deletes.
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

    /**
     * Opens an archive and checks that all parts of the image are present and have their size and (manifests) digest.
     *
     * @param imageName which image, if the archive contains several: its name, its tag, or its digest
     * @param temporaryFolder an existing folder for temporary files; empty for Java's temporary directory
     * @throws ImageException if the file is not an image that can be pushed, with the reason
     */
    public static ImageArchive open(Path archive, Optional<String> imageName, Optional<Path> temporaryFolder) {
        TemporaryFiles temporary = new TemporaryFiles(temporaryFolder);
        return open(archive.toString(), () -> files(archive, temporary), temporary, imageName);
    }

    /**
     * Opens the one image of an engine's export, in a folder.
     *
     * @param name for messages
     * @param absent sizes of layers that were left out, because the registry has them, by their files' names
     */
    public static ImageArchive openExport(String name, Path folder, Map<String, Long> absent) {
        return open(
                name,
                () -> DirectoryFiles.open(name, folder, absent),
                new TemporaryFiles(Optional.empty()),
                Optional.empty());
    }

    private interface Opening {
        ArchiveFiles files() throws IOException;
    }

    private static ImageArchive open(
            String name, Opening opening, TemporaryFiles temporary, Optional<String> imageName) {
        ArchiveFiles files = null;
        ImageArchive opened = null;
        try {
            files = opening.files();
            opened = recognize(files, temporary, imageName);
            return opened;
        } catch (IOException unreadable) {
            throw new ImageException(name + " can't be read: " + unreadable, unreadable);
        } finally {
            if (opened == null) {
                closeQuietly(files);
                closeQuietly(temporary);
            }
        }
    }

    /**
     * The image. Its layers have not been read yet: {@link Blob#verify()} and {@link Layer#verify()} compare them with
     * their digests.
     */
    public ImageContents contents() {
        return contents;
    }

    /** Closes the file and deletes the temporary ones. The image's streams can't be read any more. */
    @Override
    public void close() throws IOException {
        try (temporary) {
            files.close();
        }
    }

    private static ArchiveFiles files(Path archive, TemporaryFiles temporary) throws IOException {
        String name = archive.toString();
        if (!Files.exists(archive)) {
            throw new ImageException("There is no file or directory " + name + ". Check the path.");
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
        GzipUnpacker.unpack(name, archive, unpacked);
        FileKind inside = FileKind.of(() -> Files.newInputStream(unpacked));
        if (inside != FileKind.TAR) {
            throw new ImageException(
                    name + " is not an image: it is compressed with gzip, and its content is " + inside.words() + ".");
        }
        return TarFiles.open(name, unpacked);
    }

    private static ImageException notAnImage(String name, FileKind kind) {
        String help =
                switch (kind) {
                    case ZSTD, BZIP2, XZ -> " Unpack it first: the only compression supported here is gzip.";
                    default -> " Pass a docker-archive (docker save) or an OCI layout, as a tar or a directory.";
                };
        return new ImageException(name + " is not an image: it is " + kind.words() + "." + help);
    }

    /**
     * Newer versions of Docker write both forms into one archive. The OCI form is used if it is complete and its layers
     * are compressed: then the image keeps the digest it was built with. Otherwise the docker-archive is used, because a
     * registry would store plain layers uncompressed, and refuse an index without all its platforms.
     */
    private static ImageArchive recognize(ArchiveFiles files, TemporaryFiles temporary, Optional<String> imageName)
            throws IOException {
        boolean docker = files.find(DockerArchive.MANIFEST).isPresent();
        Optional<ArchiveFile> ociMarker = files.find(OciLayout.MARKER);
        if (ociMarker.isPresent() || files.find(LayoutDocuments.INDEX).isPresent() && !docker) {
            OciLayout layout = new OciLayout(files);
            try {
                OciImage image = layout.read(imageName);
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
                + " (docker-archive) nor " + OciLayout.MARKER + " and " + LayoutDocuments.INDEX + " (OCI layout). "
                + (files.someNames().isEmpty()
                        ? "It contains no files."
                        : "Its first files are " + String.join(", ", files.someNames()) + "."));
    }

    private static void closeQuietly(@CheckForNull Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException lessImportant) {
            // The exception being thrown says why the archive could not be opened.
        }
    }
}
