package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files in an archive by their names. Links are followed, but not out of the archive. */
interface ArchiveFiles extends Closeable {

    /**
     * @param name relative to the top of the archive, with {@code /} between its parts
     * @throws ImageException if a link leads out of the archive or to itself
     */
    Optional<ArchiveFile> find(String name) throws IOException;

    /** A few names, for a message that shows what the archive contains. */
    List<String> someNames() throws IOException;

    /** For messages: the archive's path as the user gave it. */
    String archiveName();

    /**
     * @param description what the file is, for the message
     * @throws ImageException if it is missing
     */
    default ArchiveFile require(String name, String description) throws IOException {
        return find(name)
                .orElseThrow(() -> new ImageException(archiveName() + ": " + name + " is missing (" + description
                        + "). The archive is incomplete. Write it again."));
    }

    /**
     * A file of the archive.
     *
     * @param absent whether its content was left out, because the registry has it
     */
    record ArchiveFile(String name, long sizeBytes, Blob.Content content, boolean absent) {

        ArchiveFile(String name, long sizeBytes, Blob.Content content) {
            this(name, sizeBytes, content, false);
        }

        static ArchiveFile absent(String name, long sizeBytes) {
            return new ArchiveFile(
                    name,
                    sizeBytes,
                    () -> {
                        throw new IOException("it was left out, because the registry had it a moment ago. Push again");
                    },
                    true);
        }

        /** @throws ImageException if it has more than {@code maxBytes} */
        byte[] readDocument(String archiveName, int maxBytes) throws IOException {
            if (sizeBytes > maxBytes) {
                throw new ImageException(archiveName + ": " + name + " has " + sizeBytes + " bytes. Such a document is"
                        + " read up to " + maxBytes + " bytes.");
            }
            try (InputStream in = content.openStream()) {
                return in.readNBytes(maxBytes);
            }
        }
    }
}
