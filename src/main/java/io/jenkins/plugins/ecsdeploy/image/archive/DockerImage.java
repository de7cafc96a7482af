package io.jenkins.plugins.ecsdeploy.image.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An image of a docker-archive. Such an archive has no manifest a registry would take, so one is made here: Docker's
 * schema 2 and not OCI's, because the config in the archive is Docker's own, because it is what {@code docker push} makes
 * of the same image, and because no registry refuses it.
 */
public final class DockerImage implements ImageContents {

    private final Blob config;
    private final ImageConfig settings;
    private final List<Layer> layers;

    DockerImage(Blob config, ImageConfig settings, List<Layer> layers) {
        this.config = config;
        this.settings = settings;
        this.layers = List.copyOf(layers);
    }

    public Blob config() {
        return config;
    }

    /** What the config says. */
    public ImageConfig settings() {
        return settings;
    }

    /** The layers from the lowest up; one that is used twice is there twice. */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * The manifest of this image.
     *
     * @param compressed what a registry keeps of each layer, by the layer's {@code diff_id}
     */
    public Manifest manifest(Map<Digest, Descriptor> compressed) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Layer layer : layers) {
            Descriptor kept = compressed.get(layer.diffId());
            if (kept == null) {
                throw new IllegalStateException("nothing is known of layer " + layer.diffId());
            }
            list.add(json(MediaTypes.DOCKER_LAYER, kept));
        }
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.DOCKER_MANIFEST);
        manifest.set("config", json(MediaTypes.DOCKER_CONFIG, config.descriptor()));
        manifest.set("layers", list);
        return Manifest.of(MediaTypes.DOCKER_MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode json(String mediaType, Descriptor descriptor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", mediaType)
                .put("size", descriptor.sizeBytes())
                .put("digest", descriptor.digest().toString());
    }
}
