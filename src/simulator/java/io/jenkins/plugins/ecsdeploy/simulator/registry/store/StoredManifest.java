package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An image manifest or an image index as it was pushed, byte for byte. */
public final class StoredManifest {

    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    private static final Set<String> IMAGES = Set.of(DOCKER_MANIFEST, OCI_MANIFEST);
    private static final Set<String> INDEXES = Set.of(DOCKER_LIST, OCI_INDEX);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String digest;
    private final String mediaType;
    private final byte[] bytes;
    private final JsonNode json;
    private final Instant pushedAt;

    private StoredManifest(String mediaType, byte[] bytes, JsonNode json, Instant pushedAt) {
        this.digest = Digests.of(bytes);
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
        this.json = json;
        this.pushedAt = pushedAt;
    }

    /**
     * @param contentType of the push; must be the manifest's own {@code mediaType} if it has one (image-spec,
     *     "mediaType")
     * @throws OciError {@code MANIFEST_INVALID}
     */
    public static StoredManifest parse(String contentType, byte[] bytes, Instant pushedAt) {
        JsonNode json;
        try {
            json = MAPPER.readTree(bytes);
        } catch (IOException notJson) {
            throw invalid("manifest is not JSON");
        }
        String mediaType = json.hasNonNull("mediaType") ? json.get("mediaType").asText() : contentType;
        if (!json.isObject() || json.path("schemaVersion").asInt() != 2) {
            throw invalid("manifest schema version is not 2");
        }
        if (!IMAGES.contains(mediaType) && !INDEXES.contains(mediaType)) {
            throw invalid("manifest media type '" + mediaType + "' is not supported");
        }
        if (!contentType.isEmpty() && !contentType.equals(mediaType)) {
            throw invalid("manifest media type '" + mediaType + "' does not match Content-Type '" + contentType + "'");
        }
        StoredManifest manifest = new StoredManifest(mediaType, bytes, json, pushedAt);
        manifest.requireShape();
        return manifest;
    }

    private void requireShape() {
        boolean shaped = isIndex()
                ? json.path("manifests").isArray()
                : json.path("config").isObject() && json.path("layers").isArray();
        if (!shaped) {
            throw invalid("manifest lacks " + (isIndex() ? "manifests" : "config or layers"));
        }
        for (JsonNode descriptor : descriptors()) {
            if (!Digests.isDigest(descriptor.path("digest").asText())
                    || !descriptor.path("size").isIntegralNumber()) {
                throw invalid("descriptor without digest or size: " + descriptor);
            }
        }
    }

    private static OciError invalid(String message) {
        return new OciError(400, "MANIFEST_INVALID", message);
    }

    public String digest() {
        return digest;
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public Instant pushedAt() {
        return pushedAt;
    }

    boolean isIndex() {
        return INDEXES.contains(mediaType);
    }

    /** The digests of config and layers, without layers that are kept elsewhere ({@code urls}). Empty for an index. */
    public List<String> blobs() {
        return isIndex()
                ? List.of()
                : descriptors().stream()
                        .filter(descriptor -> descriptor.path("urls").isEmpty())
                        .map(descriptor -> descriptor.path("digest").asText())
                        .distinct()
                        .toList();
    }

    /** The digests of the manifests that an index lists. Empty for an image manifest. */
    public List<String> children() {
        return isIndex()
                ? descriptors().stream()
                        .map(descriptor -> descriptor.path("digest").asText())
                        .distinct()
                        .toList()
                : List.of();
    }

    /** The digest of the manifest that this one refers to (image-spec 1.1, "subject"). */
    public Optional<String> subject() {
        return Optional.ofNullable(json.path("subject").path("digest").textValue());
    }

    /** The size of config and layers together, as the descriptors say. 0 for an index. */
    public long imageSizeBytes() {
        return isIndex()
                ? 0
                : descriptors().stream()
                        .mapToLong(descriptor -> descriptor.path("size").asLong())
                        .sum();
    }

    /** The media type of the config; empty for an index. */
    public String artifactMediaType() {
        return json.path("config").path("mediaType").asText();
    }

    /** What kind of artifact this is (image-spec 1.1, "artifactType"); its config's media type if it doesn't say. */
    public String artifactType() {
        return json.hasNonNull("artifactType") ? json.get("artifactType").asText() : artifactMediaType();
    }

    public JsonNode json() {
        return json;
    }

    private List<JsonNode> descriptors() {
        List<JsonNode> descriptors = new ArrayList<>();
        if (isIndex()) {
            json.path("manifests").forEach(descriptors::add);
        } else {
            descriptors.add(json.path("config"));
            json.path("layers").forEach(descriptors::add);
        }
        return descriptors;
    }
}
