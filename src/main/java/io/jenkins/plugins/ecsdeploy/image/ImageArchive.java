package io.jenkins.plugins.ecsdeploy.image;

import io.jenkins.plugins.ecsdeploy.image.ArchiveFiles.ArchiveFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image in a file or a directory, read without any Docker: what {@code docker save} writes (docker-archive), an OCI
 * image layout, either as a tar, a gzipped tar or a directory.
 *
 * <p>Layers are never held in memory. {@link #close()} removes what had to be unpacked or compressed into temporary
 * files.
 */
public final class ImageArchive implements AutoCloseable {

    private final ArchiveFiles files;
    private final TemporaryFiles temporary;
    private final Image ociImage;
    private final DockerArchive.Contents dockerContents;
    private Image image;

    private ImageArchive(
            ArchiveFiles files, TemporaryFiles temporary, Image ociImage, DockerArchive.Contents dockerContents) {
        this.files = files;
        this.temporary = temporary;
        this.ociImage = ociImage;
        this.dockerContents = dockerContents;
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
        try {
            files = files(archive, temporary);
            return recognise(files, temporary, imageName.orElse(null));
        } catch (IOException unreadable) {
            closeAfter(unreadable, files, temporary);
            throw new ImageException(archive + " can't be read: " + unreadable, unreadable);
        } catch (RuntimeException refused) {
            closeAfter(refused, files, temporary);
            throw refused;
        }
    }

    /**
     * The image as a registry keeps it. The first call compresses plain layers of a docker-archive and holds all its
     * layers against the image's config; an OCI layout's blobs are verified by {@link Blob#verify()}.
     *
     * @throws ImageException where a layer is not what the config says
     */
    public synchronized Image image() {
        if (image == null) {
            try {
                image = ociImage != null ? ociImage : new DockerArchive(files, temporary).image(dockerContents);
            } catch (IOException unreadable) {
                throw new ImageException(files.archiveName() + " can't be read: " + unreadable, unreadable);
            }
        }
        return image;
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
                    return new ImageArchive(files, temporary, image, null);
                }
            } catch (ImageException incomplete) {
                if (!docker) {
                    throw incomplete;
                }
            }
        }
        if (docker) {
            return new ImageArchive(files, temporary, null, new DockerArchive(files, temporary).open(imageName));
        }
        throw new ImageException(files.archiveName() + " is not an image: it has neither " + DockerArchive.MANIFEST
                + " (docker-archive) nor " + OciLayout.MARKER + " and " + OciLayout.INDEX + " (OCI layout). "
                + (files.someNames().isEmpty()
                        ? "It holds no files."
                        : "It begins with " + String.join(", ", files.someNames()) + "."));
    }

    private static void closeAfter(Exception failure, ArchiveFiles files, TemporaryFiles temporary) {
        try (temporary) {
            if (files != null) {
                files.close();
            }
        } catch (IOException notClosed) {
            failure.addSuppressed(notClosed);
        }
    }
}
