package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.OciImage;
import io.jenkins.plugins.ecsdeploy.image.archive.LayoutDocuments.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an OCI image layout (OCI image specification 1.1, "Image Layout Specification"). Manifests and indexes are kept
 * byte for byte, so the image keeps its digest. A multi-platform index is kept with all its platforms.
 */
final class OciLayout {

    static final String MARKER = "oci-layout";

    private final LayoutDocuments documents;
    private final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
    private final Map<Digest, Blob> blobs = new LinkedHashMap<>();
    private boolean plainLayers;

    OciLayout(ArchiveFiles files) {
        documents = new LayoutDocuments(files);
    }

    /**
     * @param wanted the name, tag or digest of an image; empty if the layout must contain exactly one
     * @throws ImageException if a part is missing or has another size or (a manifest) another digest
     */
    OciImage read(Optional<String> wanted) throws IOException {
        LayoutIndex.Chosen chosen = new LayoutIndex(documents).choose(wanted);
        manifest(chosen.entry(), 0);
        return new OciImage(new ArrayList<>(blobs.values()), new ArrayList<>(manifests.values()), chosen.note());
    }

    /** Whether the image that was read has uncompressed layers. */
    boolean hasPlainLayers() {
        return plainLayers;
    }

    private void manifest(JsonDocument entry, int depth) throws IOException {
        Descriptor descriptor = entry.descriptor();
        if (manifests.containsKey(descriptor.digest())) {
            return;
        }
        requireSha256(entry, descriptor);
        Content content = documents.read(entry);
        JsonDocument document = content.document();
        String mediaType = mediaType(descriptor, document);
        if (MediaTypes.isIndex(mediaType)) {
            if (depth == LayoutDocuments.MAX_INDEX_DEPTH) {
                throw new ImageException(
                        document.place() + " is an index inside of " + depth + " others, which is not supported.");
            }
            for (JsonDocument child : document.list("manifests")) {
                manifest(child, depth + 1);
            }
        } else {
            blob(document.require("config"), "the config of " + descriptor.digest());
            for (JsonDocument layer : document.list("layers")) {
                blob(layer, "a layer of " + descriptor.digest());
            }
        }
        // After its children: a registry accepts them in this order only.
        manifests.put(descriptor.digest(), new Manifest(mediaType, descriptor.digest(), content.bytes()));
    }

    /** Registries give a tag's manifest a digest of sha256, and few accept another one (distribution/distribution#4420). */
    private static void requireSha256(JsonDocument entry, Descriptor descriptor) {
        if (!descriptor.digest().algorithm().equals("sha256")) {
            throw new ImageException(entry.place() + " names a manifest by the digest " + descriptor.digest()
                    + ". Registries name manifests by sha256, so the image would get another digest. Write the layout with"
                    + " sha256 digests (regctl image mod --digest-algo sha256).");
        }
    }

    private void blob(JsonDocument entry, String what) throws IOException {
        Descriptor descriptor = entry.descriptor();
        plainLayers |= descriptor.mediaType().endsWith(".tar");
        boolean optional = MediaTypes.isNondistributable(descriptor.mediaType());
        if (blobs.containsKey(descriptor.digest()) || optional && !documents.has(descriptor)) {
            return;
        }
        ArchiveFile file = documents.file(descriptor, what);
        blobs.put(descriptor.digest(), Blob.unverified(descriptor, documents.place(file.name()), file.content()));
    }

    /** The manifest's own media type, else that of its descriptor. */
    private static String mediaType(Descriptor descriptor, JsonDocument document) {
        String own = document.text("mediaType");
        String described = descriptor.mediaType();
        if (!own.isEmpty() && !described.isEmpty() && !own.equals(described)) {
            throw new ImageException(document.place() + " has the media type " + own + ", but its index says "
                    + described + ". Such an ambiguous image is refused. Write the archive again.");
        }
        String mediaType = own.isEmpty() ? described : own;
        if (!MediaTypes.MANIFESTS.contains(mediaType)) {
            throw new ImageException(document.place() + " has the media type '" + mediaType + "'. An image has one of "
                    + String.join(", ", MediaTypes.MANIFESTS) + ".");
        }
        return mediaType;
    }
}
