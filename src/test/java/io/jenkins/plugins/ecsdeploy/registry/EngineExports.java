package io.jenkins.plugins.ecsdeploy.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The streams of {@code docker save}, as engines write them. */
final class EngineExports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineExports() {}

    /** The id of an image in the classic store: its config's digest. */
    static String classicId(byte[]... layers) {
        return Digest.sha256(TestImages.config(layers)).toString();
    }

    /** Folders named by ids that say nothing of their layers, and {@code manifest.json} last. */
    static byte[] upTo24(byte[]... layers) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, String> links = new LinkedHashMap<>();
        Map<String, String> written = new LinkedHashMap<>();
        byte[] config = TestImages.config(layers);
        ObjectNode image = JSON.createObjectNode();
        image.put("Config", Digest.sha256(config).hex() + ".json");
        image.putNull("RepoTags");
        ArrayNode names = image.putArray("Layers");
        for (int i = layers.length - 1; i >= 0; i--) {
            String id = Digest.sha256(("layer " + i).getBytes(StandardCharsets.UTF_8))
                    .hex();
            files.put(id + "/VERSION", "1.0".getBytes(StandardCharsets.UTF_8));
            String before = written.putIfAbsent(Digest.sha256(layers[i]).hex(), id);
            if (before == null) {
                files.put(id + "/layer.tar", layers[i]);
            } else {
                links.put(id + "/layer.tar", "../" + before + "/layer.tar");
            }
            names.insert(0, id + "/layer.tar");
        }
        files.put(Digest.sha256(config).hex() + ".json", config);
        files.put("manifest.json", TestImages.bytes(JSON.createArrayNode().add(image)));
        return TestImages.tar(files, links);
    }

    /** An OCI layout of plain layers, and {@code manifest.json} for older readers. */
    static byte[] from25(byte[]... layers) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] config = TestImages.config(layers);
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        ObjectNode image = JSON.createObjectNode();
        image.put("Config", "blobs/sha256/" + Digest.sha256(config).hex());
        image.putNull("RepoTags");
        ArrayNode names = image.putArray("Layers");
        ArrayNode list = JSON.createArrayNode();
        for (byte[] layer : layers) {
            list.add(TestImages.blob(files, MediaTypes.OCI_PLAIN_LAYER, layer));
            names.add("blobs/sha256/" + Digest.sha256(layer).hex());
        }
        manifest.set("config", TestImages.blob(files, MediaTypes.OCI_CONFIG, config));
        manifest.set("layers", list);
        TestImages.ociLayoutOf(files, "1", TestImages.blob(files, MediaTypes.OCI_MANIFEST, TestImages.bytes(manifest)));
        files.put("manifest.json", TestImages.bytes(JSON.createArrayNode().add(image)));
        return TestImages.tar(files);
    }

    /** Of a platform that the engine has, and one that it has not: the index is whole, the blobs are not. */
    record ContainerdExport(String id, String manifest, byte[] stream) {}

    /** With the containerd store: compressed layers, under an index of which this platform alone is there. */
    static ContainerdExport containerd(byte[]... layers) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        byte[] manifest = TestImages.bytes(TestImages.ociManifest(files, layers));
        ObjectNode present = TestImages.blob(files, MediaTypes.OCI_MANIFEST, manifest);
        present.putObject("platform").put("os", "linux").put("architecture", "amd64");
        ObjectNode elsewhere = TestImages.blob(
                new LinkedHashMap<>(),
                MediaTypes.OCI_MANIFEST,
                TestImages.bytes(TestImages.ociManifest(new LinkedHashMap<>(), TestImages.layer(99, 10))));
        elsewhere.putObject("platform").put("os", "linux").put("architecture", "arm64");
        manifests.add(present).add(elsewhere);
        byte[] indexBytes = TestImages.bytes(index);
        TestImages.ociLayoutOf(files, "1", TestImages.blob(files, MediaTypes.OCI_INDEX, indexBytes));
        ObjectNode image = JSON.createObjectNode();
        image.put(
                "Config",
                "blobs/sha256/" + Digest.sha256(TestImages.config(layers)).hex());
        image.putNull("RepoTags");
        ArrayNode names = image.putArray("Layers");
        for (byte[] layer : layers) {
            names.add("blobs/sha256/" + Digest.sha256(TestImages.gzip(layer)).hex());
        }
        files.put("manifest.json", TestImages.bytes(JSON.createArrayNode().add(image)));
        return new ContainerdExport(
                Digest.sha256(indexBytes).toString(), Digest.sha256(manifest).toString(), TestImages.tar(files));
    }
}
