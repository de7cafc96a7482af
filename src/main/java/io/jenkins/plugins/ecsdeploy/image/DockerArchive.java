package io.jenkins.plugins.ecsdeploy.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.image.ArchiveFiles.ArchiveFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code docker save} writes: a {@code manifest.json} that names a config and layers, which are mostly plain
 * tars. Such an archive has no manifest a registry would take, so one is made here: Docker's schema 2 and not OCI's,
 * because the config in the archive is Docker's own, because it is what {@code docker push} makes of the same image, and
 * because no registry refuses it.
 */
final class DockerArchive {

    static final String MANIFEST = "manifest.json";

    private static final int LONGEST_CONFIG_BYTES = 16 << 20;
    private static final Pattern NAMED_BY_HASH = Pattern.compile("(?:.*[/:])?([0-9a-f]{64})(?:\\.json)?");

    private final ArchiveFiles files;
    private final TemporaryFiles temporary;

    DockerArchive(ArchiveFiles files, TemporaryFiles temporary) {
        this.files = files;
        this.temporary = temporary;
    }

    /** An image whose parts are all there and fit together, its layers not read yet. */
    record Contents(byte[] config, List<ArchiveFile> layers, List<Digest> diffIds) {}

    /**
     * @param wanted the name of one image; null where the archive must hold exactly one
     * @throws ImageException where something is missing or doesn't fit together
     */
    Contents open(String wanted) throws IOException {
        byte[] bytes = files.require(MANIFEST, "the list of the archive's images")
                .readDocument(files.archiveName(), OciLayout.LONGEST_MANIFEST_BYTES);
        JsonDocument list = JsonDocument.parse(place(MANIFEST), bytes);
        if (list.node().isObject()) {
            throw new ImageException(
                    place(MANIFEST) + " is a single manifest, as skopeo's dir: format has it. That can't"
                            + " be read here: copy the image to oci: or docker-archive: instead.");
        }
        NamedImages<JsonDocument> images = new NamedImages<>(files.archiveName());
        for (JsonDocument entry : list.elements()) {
            images.add(entry.requireText("Config"), entry, entry.texts("RepoTags"));
        }
        return contents(images.choose(wanted));
    }

    private Contents contents(JsonDocument entry) throws IOException {
        String configName = normal(entry.requireText("Config"));
        byte[] config =
                files.require(configName, "the image's config").readDocument(files.archiveName(), LONGEST_CONFIG_BYTES);
        checkName(configName, config);
        List<ArchiveFile> layers = new ArrayList<>();
        for (String layer : entry.texts("Layers")) {
            layers.add(files.require(normal(layer), "layer " + (layers.size() + 1) + " of the image"));
        }
        JsonDocument rootfs = JsonDocument.parse(place(configName), config).require("rootfs");
        List<Digest> diffIds =
                rootfs.texts("diff_ids").stream().map(Digest::parse).toList();
        if (diffIds.size() != layers.size()) {
            throw new ImageException(place(MANIFEST) + " names " + layers.size() + " layers, the image's config "
                    + diffIds.size() + ". The archive is damaged: make it again.");
        }
        return new Contents(config, layers, diffIds);
    }

    /**
     * Makes the image as a registry keeps it: plain layers are compressed into temporary files, each layer is held
     * against the config, and the manifest is written.
     */
    Image image(Contents contents) throws IOException {
        Map<Digest, Blob> blobs = new LinkedHashMap<>();
        Descriptor config =
                new Descriptor(MediaTypes.DOCKER_CONFIG, Digest.sha256(contents.config()), contents.config().length);
        blobs.put(
                config.digest(), Blob.proven(config, "the config", () -> new ByteArrayInputStream(contents.config())));
        Map<Digest, Blob> byDiffId = new LinkedHashMap<>();
        LayerPreparation preparation = new LayerPreparation(files.archiveName(), temporary);
        ArrayNode layers = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < contents.layers().size(); i++) {
            Digest diffId = contents.diffIds().get(i);
            Blob layer = byDiffId.get(diffId);
            if (layer == null) {
                layer = preparation.prepare(contents.layers().get(i), diffId);
                byDiffId.put(diffId, layer);
                blobs.put(layer.digest(), layer);
            }
            layers.add(json(layer.descriptor()));
        }
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.DOCKER_MANIFEST);
        manifest.set("config", json(config));
        manifest.set("layers", layers);
        byte[] bytes = manifest.toString().getBytes(StandardCharsets.UTF_8);
        return new Image(new ArrayList<>(blobs.values()), List.of(Manifest.of(MediaTypes.DOCKER_MANIFEST, bytes)));
    }

    private static ObjectNode json(Descriptor descriptor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", descriptor.mediaType())
                .put("size", descriptor.sizeBytes())
                .put("digest", descriptor.digest().toString());
    }

    private String normal(String name) {
        return EntryName.normal(name)
                .orElseThrow(() -> new ImageException(
                        place(MANIFEST) + " names '" + name + "', which leads out of the archive: not read."));
    }

    private void checkName(String configName, byte[] config) {
        Matcher hash = NAMED_BY_HASH.matcher(configName);
        String found = Digest.sha256(config).hex();
        if (hash.matches() && !hash.group(1).equals(found)) {
            throw new ImageException(place(configName) + " is sha256:" + found
                    + ", not what its name says. It was damaged or changed after it was written: make the archive"
                    + " again.");
        }
    }

    private String place(String name) {
        return files.archiveName() + ": " + name;
    }
}
