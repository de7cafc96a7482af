package io.jenkins.plugins.ecsdeploy.image.archive;

import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.JsonDocument;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ArchiveFiles.ArchiveFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the manifests and indexes of an OCI layout, and says what they are. */
final class LayoutDocuments {

    static final String INDEX = "index.json";

    /** The largest manifest that registries must accept (OCI distribution specification, "Pushing Manifests"). */
    static final int MAX_MANIFEST_BYTES = 4 << 20;

    static final int MAX_INDEX_DEPTH = 4;

    private static final Set<String> IMAGE_CONFIGS = Set.of(MediaTypes.DOCKER_CONFIG, MediaTypes.OCI_CONFIG);

    private final ArchiveFiles files;
    private final Map<Digest, Boolean> complete = new HashMap<>();

    LayoutDocuments(ArchiveFiles files) {
        this.files = files;
    }

    /** A manifest or an index, byte for byte. */
    record Content(byte[] bytes, JsonDocument document) {}

    JsonDocument index() throws IOException {
        byte[] bytes = files.require(INDEX, "the list of the layout's images")
                .readDocument(files.archiveName(), MAX_MANIFEST_BYTES);
        return JsonDocument.parse(place(INDEX), bytes);
    }

    /** @throws ImageException if it is missing, or has another size or digest */
    Content read(JsonDocument entry) throws IOException {
        Descriptor descriptor = entry.descriptor();
        ArchiveFile file = file(descriptor, "a manifest that " + entry.place() + " names");
        byte[] bytes = file.readDocument(files.archiveName(), MAX_MANIFEST_BYTES);
        Digest found = descriptor.digest().of(bytes);
        if (!found.equals(descriptor.digest())) {
            throw new ImageException(place(file.name()) + " should be " + descriptor.digest() + " but is " + found
                    + ". It was damaged or changed after it was written. Write the archive again.");
        }
        return new Content(bytes, JsonDocument.parse(place(file.name()), bytes));
    }

    /** @throws ImageException if it is missing or has another size */
    ArchiveFile file(Descriptor descriptor, String what) throws IOException {
        ArchiveFile file = files.require(name(descriptor), what);
        if (file.sizeBytes() != descriptor.sizeBytes()) {
            throw new ImageException(place(file.name()) + " (" + what + ") has " + file.sizeBytes()
                    + " bytes instead of " + descriptor.sizeBytes()
                    + " as in its manifest. The archive is damaged. Write it again.");
        }
        return file;
    }

    boolean has(JsonDocument entry) throws IOException {
        return has(entry.descriptor());
    }

    boolean has(Descriptor descriptor) throws IOException {
        return files.find(name(descriptor)).isPresent();
    }

    /** Whether a manifest or an index is there with all its parts. Indexes nested too deeply count as complete. */
    boolean isComplete(JsonDocument entry) throws IOException {
        return isComplete(entry, 0);
    }

    private boolean isComplete(JsonDocument entry, int depth) throws IOException {
        Digest digest = entry.descriptor().digest();
        Boolean known = complete.get(digest);
        if (known == null) {
            known = has(entry)
                    && (depth > MAX_INDEX_DEPTH || hasAllParts(read(entry).document(), depth));
            complete.put(digest, known);
        }
        return known;
    }

    private boolean hasAllParts(JsonDocument document, int depth) throws IOException {
        for (JsonDocument child : document.list("manifests")) {
            if (!isComplete(child, depth + 1)) {
                return false;
            }
        }
        List<JsonDocument> parts = new ArrayList<>(document.list("layers"));
        if (!document.list("layers").isEmpty()) {
            parts.add(document.require("config"));
        }
        for (JsonDocument part : parts) {
            if (!has(part) && !MediaTypes.isNondistributable(part.text("mediaType"))) {
                return false;
            }
        }
        return true;
    }

    List<JsonDocument> children(JsonDocument index) throws IOException {
        return read(index).document().list("manifests");
    }

    /** Of BuildKit, which adds them to an index as manifests for no platform (moby/buildkit, attestation-storage.md). */
    static boolean isAttestation(JsonDocument entry) {
        return entry.field("platform").text("os").equals("unknown")
                || !entry.field("annotations").text("vnd.docker.reference.type").isEmpty();
    }

    /** What an entry is, and for which platforms, for a message that lists several. */
    String describe(JsonDocument entry) throws IOException {
        if (!has(entry)) {
            return "a manifest that is not in the archive";
        }
        JsonDocument document = read(entry).document();
        List<String> platforms = new ArrayList<>();
        for (JsonDocument child : document.list("manifests")) {
            if (!isAttestation(child)) {
                platforms.add(platform(child.field("platform")));
            }
        }
        if (!platforms.isEmpty()) {
            return "index of images for " + String.join(", ", platforms);
        }
        String layers = String.join(
                " ",
                document.list("layers").stream()
                        .map(layer -> layer.text("mediaType"))
                        .toList());
        String type = document.text("artifactType");
        if ((type + layers).matches(".*(simplesigning|sigstore|signature).*")) {
            return "signature";
        }
        if (isAttestation(entry) || layers.contains("in-toto")) {
            return "attestation";
        }
        JsonDocument config = document.field("config");
        if (!IMAGE_CONFIGS.contains(config.text("mediaType"))) {
            return "artifact of type " + (type.isEmpty() ? config.text("mediaType") : type);
        }
        return "image for " + platform(entry, config);
    }

    /** The platform of an image: of its entry, else of its config. */
    private String platform(JsonDocument entry, JsonDocument config) throws IOException {
        if (!entry.field("platform").text("os").isEmpty() || !has(config)) {
            return platform(entry.field("platform"));
        }
        ArchiveFile file = file(config.descriptor(), "an image's config");
        ImageConfig settings =
                ImageConfig.parse(place(file.name()), file.readDocument(files.archiveName(), ImageConfig.MAX_BYTES));
        return settings.os() + "/" + settings.architecture();
    }

    private static String platform(JsonDocument platform) {
        String variant = platform.text("variant");
        return platform.text("os").isEmpty()
                ? "an unnamed platform"
                : platform.text("os") + "/" + platform.text("architecture") + (variant.isEmpty() ? "" : "/" + variant);
    }

    String archiveName() {
        return files.archiveName();
    }

    String place(String name) {
        return files.archiveName() + ": " + name;
    }

    private static String name(Descriptor descriptor) {
        return "blobs/" + descriptor.digest().algorithm() + "/"
                + descriptor.digest().hex();
    }
}
