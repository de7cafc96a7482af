package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an OCI image layout (OCI image specification 1.1, "Image Layout Specification"). Manifests and indexes stay as
 * they are, byte for byte, so that the image keeps its digest; a multi-platform index is kept whole.
 */
final class OciLayout {

    static final String MARKER = "oci-layout";
    static final String INDEX = "index.json";

    /** What registries take at most for a manifest (OCI distribution specification, "Pushing Manifests"). */
    static final int LONGEST_MANIFEST_BYTES = 4 << 20;

    private static final int DEEPEST_INDEX = 4;
    private static final List<String> NAMES = List.of("io.containerd.image.name", "org.opencontainers.image.ref.name");

    private final ArchiveFiles files;
    private final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
    private final Map<Digest, Blob> blobs = new LinkedHashMap<>();
    private boolean plainLayers;

    OciLayout(ArchiveFiles files) {
        this.files = files;
    }

    /**
     * @param wanted the name or digest of one image; null where the layout must hold exactly one
     * @throws ImageException where something is missing, of the wrong size, or (for manifests) not what its digest says
     */
    Image read(String wanted) throws IOException {
        JsonDocument index = document(INDEX, "the list of the layout's images");
        NamedImages<JsonDocument> images = new NamedImages<>(files.archiveName());
        for (JsonDocument entry : index.list("manifests")) {
            JsonDocument annotations =
                    new JsonDocument(entry.place(), entry.node().path("annotations"));
            images.add(
                    entry.descriptor().digest().toString(),
                    entry,
                    NAMES.stream().map(annotations::text).toList());
        }
        manifest(images.choose(wanted), 0);
        return new Image(new ArrayList<>(blobs.values()), new ArrayList<>(manifests.values()));
    }

    /** Whether a layer of the image that was read is not compressed. */
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
        byte[] bytes = file.readDocument(files.archiveName(), LONGEST_MANIFEST_BYTES);
        Digest found = descriptor.digest().of(bytes);
        if (!found.equals(descriptor.digest())) {
            throw new ImageException(place(file.name()) + " should be " + descriptor.digest() + " but is " + found
                    + ". It was damaged or changed after it was written: make the archive again.");
        }
        JsonDocument document = JsonDocument.parse(place(file.name()), bytes);
        String mediaType = mediaType(descriptor, document);
        if (MediaTypes.isIndex(mediaType)) {
            if (depth == DEEPEST_INDEX) {
                throw new ImageException(place(file.name()) + " is an index inside of " + depth + " others.");
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
        // After its children: that is the order in which a registry takes them.
        manifests.put(descriptor.digest(), new Manifest(mediaType, descriptor.digest(), bytes));
    }

    private void blob(JsonDocument entry, String what) throws IOException {
        Descriptor descriptor = entry.descriptor();
        plainLayers |= descriptor.mediaType().endsWith(".tar");
        boolean elsewhere = MediaTypes.staysWhereItIs(descriptor.mediaType());
        if (blobs.containsKey(descriptor.digest())
                || elsewhere && files.find(name(descriptor)).isEmpty()) {
            return;
        }
        ArchiveFile file = file(descriptor, what);
        blobs.put(descriptor.digest(), Blob.claimed(descriptor, place(file.name()), file.content()));
    }

    private ArchiveFile file(Descriptor descriptor, String what) throws IOException {
        ArchiveFile file = files.require(name(descriptor), what);
        if (file.sizeBytes() != descriptor.sizeBytes()) {
            throw new ImageException(place(file.name()) + " (" + what + ") has " + file.sizeBytes() + " bytes and not "
                    + descriptor.sizeBytes() + " as its manifest says. The archive is damaged: make it again.");
        }
        return file;
    }

    private static String name(Descriptor descriptor) {
        return "blobs/" + descriptor.digest().algorithm() + "/"
                + descriptor.digest().hex();
    }

    /** What the manifest says itself goes before what is said of it; the registry is told the same. */
    private static String mediaType(Descriptor descriptor, JsonDocument document) {
        String own = document.text("mediaType");
        String said = descriptor.mediaType();
        if (!own.isEmpty() && !said.isEmpty() && !own.equals(said)) {
            throw new ImageException(
                    document.place() + " calls itself " + own + " but is named as " + said + ": refused as ambiguous.");
        }
        String mediaType = own.isEmpty() ? said : own;
        if (!MediaTypes.MANIFESTS.contains(mediaType)) {
            throw new ImageException(document.place() + " is of the media type '" + mediaType + "'; an image is one of "
                    + String.join(", ", MediaTypes.MANIFESTS) + ".");
        }
        return mediaType;
    }

    private JsonDocument document(String name, String what) throws IOException {
        byte[] bytes = files.require(name, what).readDocument(files.archiveName(), LONGEST_MANIFEST_BYTES);
        return JsonDocument.parse(place(name), bytes);
    }

    private String place(String name) {
        return files.archiveName() + ": " + name;
    }
}
