package io.jenkins.plugins.ecsdeploy.image.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The image in an archive, in one of two forms. */
public sealed interface ImageContents {

    /**
     * An image of an OCI layout: it has all its digests, and is pushed as it is. First the blobs, then the manifests in
     * their order, because a registry refuses a manifest whose parts it does not have.
     *
     * @param blobs each digest once
     * @param manifests children before the index that names them; the last one is the image
     * @param note what the user should know about the choice of this image
     */
    record OciImage(List<Blob> blobs, List<Manifest> manifests, Optional<String> note) implements ImageContents {

        public OciImage(List<Blob> blobs, List<Manifest> manifests) {
            this(blobs, manifests, Optional.empty());
        }

        public OciImage {
            blobs = List.copyOf(blobs);
            manifests = List.copyOf(manifests);
        }

        /** The manifest or index that a tag names. */
        public Manifest root() {
            return manifests.get(manifests.size() - 1);
        }
    }

    /**
     * An image of a docker-archive. A registry stores its layers compressed, under other digests, and the archive has no
     * manifest that a registry would accept, so {@link #manifest} makes one. It is Docker's schema 2: the config in the
     * archive is Docker's, {@code docker push} makes the same of the same image, and all registries accept it. Only OCI's
     * has a media type for layers that are compressed with zstd, so for these it is OCI's.
     *
     * @param settings what the config says
     * @param layers lowest first; a layer that is used twice is listed twice
     */
    record DockerImage(Blob config, ImageConfig settings, List<Layer> layers) implements ImageContents {

        public DockerImage {
            layers = List.copyOf(layers);
        }

        /** @param compressed the blob that a registry stores for each layer, by the layer's {@code diff_id} */
        public Manifest manifest(Map<Digest, Descriptor> compressed) {
            return manifest(config.descriptor(), settings.diffIds(), compressed);
        }

        /** The same without the archive: {@code diffIds} are the digests of the layers, lowest first. */
        public static Manifest manifest(Descriptor config, List<Digest> diffIds, Map<Digest, Descriptor> compressed) {
            boolean oci = compressed.values().stream().anyMatch(blob -> Compression.ZSTD.isOf(blob.mediaType()));
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Digest diffId : diffIds) {
                Descriptor blob = compressed.get(diffId);
                if (blob == null) {
                    throw new IllegalStateException("no blob is known for layer " + diffId);
                }
                String gzipped = oci ? MediaTypes.OCI_GZIPPED_LAYER : MediaTypes.DOCKER_LAYER;
                list.add(json(Compression.ZSTD.isOf(blob.mediaType()) ? blob.mediaType() : gzipped, blob));
            }
            String mediaType = oci ? MediaTypes.OCI_MANIFEST : MediaTypes.DOCKER_MANIFEST;
            ObjectNode manifest = JsonNodeFactory.instance.objectNode();
            manifest.put("schemaVersion", 2);
            manifest.put("mediaType", mediaType);
            manifest.set("config", json(oci ? MediaTypes.OCI_CONFIG : MediaTypes.DOCKER_CONFIG, config));
            manifest.set("layers", list);
            return Manifest.of(mediaType, manifest.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static ObjectNode json(String mediaType, Descriptor descriptor) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("mediaType", mediaType)
                    .put("size", descriptor.sizeBytes())
                    .put("digest", descriptor.digest().toString());
        }
    }
}
