package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files inside an archive by their names, wherever they lie. Links are followed, never out of the archive. */
interface ArchiveFiles extends Closeable {

    /**
     * @param name with {@code /} between its parts, relative to the top of the archive
     * @throws ImageException where a link leads out of the archive or to itself
     */
    Optional<ArchiveFile> find(String name) throws IOException;

    /** Some names at the top, for the message that says what the archive looks like. */
    List<String> someNames() throws IOException;

    /** How messages call the archive: its path as the user gave it. */
    String archiveName();

    default ArchiveFile require(String name, String whatItIs) throws IOException {
        return find(name)
                .orElseThrow(() -> new ImageException(archiveName() + ": " + name + " is missing (" + whatItIs
                        + "). The archive is incomplete: make it again."));
    }

    /** One file: how big it is, and its bytes again for every stream. */
    record ArchiveFile(String name, long sizeBytes, Blob.Content content) {

        /** Reads a document whole; archives are not ours, so it may only be so long. */
        byte[] readDocument(String archiveName, int longestBytes) throws IOException {
            if (sizeBytes > longestBytes) {
                throw new ImageException(archiveName + ": " + name + " has " + sizeBytes + " bytes; more than "
                        + longestBytes + " are not read for such a document.");
            }
            try (InputStream in = content.openStream()) {
                return in.readNBytes(longestBytes);
            }
        }
    }
}
