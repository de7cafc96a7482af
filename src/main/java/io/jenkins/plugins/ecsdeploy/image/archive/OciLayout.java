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
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an OCI image layout (OCI image specification 1.1, "Image Layout Specification"). Manifests and indexes are kept
 * byte for byte, so the image keeps its digest. A multi-platform index is kept with all its platforms.
 */
final class OciLayout {

    static final String MARKER = "oci-layout";
    static final String INDEX = "index.json";

    /** The largest manifest that registries must accept (OCI distribution specification, "Pushing Manifests"). */
    static final int MAX_MANIFEST_BYTES = 4 << 20;

    private static final int MAX_INDEX_DEPTH = 4;
    private static final List<String> NAME_ANNOTATIONS =
            List.of("io.containerd.image.name", "org.opencontainers.image.ref.name");

    private final ArchiveFiles files;
    private final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
    private final Map<Digest, Blob> blobs = new LinkedHashMap<>();
    private boolean plainLayers;

    OciLayout(ArchiveFiles files) {
        this.files = files;
    }

    /**
     * @param wanted the name or digest of an image; empty if the layout must contain exactly one
     * @throws ImageException if a part is missing or has another size or (a manifest) another digest
     */
    OciImage read(Optional<String> wanted) throws IOException {
        JsonDocument index = document(INDEX, "the list of the layout's images");
        NamedImages<JsonDocument> images = new NamedImages<>(files.archiveName());
        for (JsonDocument entry : index.list("manifests")) {
            JsonDocument annotations = entry.field("annotations");
            images.add(
                    entry.descriptor().digest().toString(),
                    entry,
                    NAME_ANNOTATIONS.stream().map(annotations::text).toList());
        }
        manifest(images.choose(wanted), 0);
        return new OciImage(new ArrayList<>(blobs.values()), new ArrayList<>(manifests.values()));
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
        String what = "a manifest that " + entry.place() + " names";
        ArchiveFile file = file(descriptor, what);
        byte[] bytes = file.readDocument(files.archiveName(), MAX_MANIFEST_BYTES);
        Digest found = descriptor.digest().of(bytes);
        if (!found.equals(descriptor.digest())) {
            throw new ImageException(place(file.name()) + " should be " + descriptor.digest() + " but is " + found
                    + ". It was damaged or changed after it was written. Write the archive again.");
        }
        JsonDocument document = JsonDocument.parse(place(file.name()), bytes);
        String mediaType = mediaType(descriptor, document);
        if (MediaTypes.isIndex(mediaType)) {
            if (depth == MAX_INDEX_DEPTH) {
                throw new ImageException(
                        place(file.name()) + " is an index inside of " + depth + " others, which is not supported.");
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
        manifests.put(descriptor.digest(), new Manifest(mediaType, descriptor.digest(), bytes));
    }

    private void blob(JsonDocument entry, String what) throws IOException {
        Descriptor descriptor = entry.descriptor();
        plainLayers |= descriptor.mediaType().endsWith(".tar");
        boolean optional = MediaTypes.isNondistributable(descriptor.mediaType());
        if (blobs.containsKey(descriptor.digest())
                || optional && files.find(name(descriptor)).isEmpty()) {
            return;
        }
        ArchiveFile file = file(descriptor, what);
        blobs.put(descriptor.digest(), Blob.unverified(descriptor, place(file.name()), file.content()));
    }

    private ArchiveFile file(Descriptor descriptor, String what) throws IOException {
        ArchiveFile file = files.require(name(descriptor), what);
        if (file.sizeBytes() != descriptor.sizeBytes()) {
            throw new ImageException(place(file.name()) + " (" + what + ") has " + file.sizeBytes()
                    + " bytes instead of " + descriptor.sizeBytes()
                    + " as in its manifest. The archive is damaged. Write it again.");
        }
        return file;
    }

    private static String name(Descriptor descriptor) {
        return "blobs/" + descriptor.digest().algorithm() + "/"
                + descriptor.digest().hex();
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

    private JsonDocument document(String name, String what) throws IOException {
        byte[] bytes = files.require(name, what).readDocument(files.archiveName(), MAX_MANIFEST_BYTES);
        return JsonDocument.parse(place(name), bytes);
    }

    private String place(String name) {
        return files.archiveName() + ": " + name;
    }
}
