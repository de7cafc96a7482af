package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import java.util.Optional;

/**
 * The content of a blob to upload: the same bytes for every attempt.
 *
 * @param name for messages and progress: its digest, or the {@code diff_id} of a layer that is compressed while it is sent
 * @param mediaType of the blob
 * @param descriptor empty if the digest is only known after everything has been sent
 */
public record BlobSource(String name, String mediaType, Optional<Descriptor> descriptor, Blob.Content content) {

    public static BlobSource of(Blob blob) {
        return new BlobSource(
                blob.digest().toString(),
                blob.descriptor().mediaType(),
                Optional.of(blob.descriptor()),
                blob::openStream);
    }

    /** Content whose digest is not known yet. */
    public static BlobSource ofUnknownDigest(String name, String mediaType, Blob.Content content) {
        return new BlobSource(name, mediaType, Optional.empty(), content);
    }

    /** -1 if it is only known after everything has been read. */
    public long sizeBytes() {
        return descriptor.map(Descriptor::sizeBytes).orElse(-1L);
    }
}
