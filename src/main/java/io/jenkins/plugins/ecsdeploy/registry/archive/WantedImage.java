package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.DockerImage;
import io.jenkins.plugins.ecsdeploy.image.archive.Layer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The image that is being pushed, as earlier images are compared with it.
 *
 * @param config the digest of its config
 * @param compression of its plain layers. What an earlier image has in another compression is not reused
 * @param asTheyAre the {@code diff_id}s of layers that are compressed in the archive already, with gzip
 */
record WantedImage(Digest config, ImageConfig settings, Compression compression, Set<Digest> asTheyAre) {

    static WantedImage of(DockerImage image, Compression compression) {
        Set<Digest> compressed = image.layers().stream()
                .filter(Layer::isCompressed)
                .map(Layer::diffId)
                .collect(Collectors.toSet());
        return new WantedImage(image.config().digest(), image.settings(), compression, compressed);
    }

    List<Digest> diffIds() {
        return settings.diffIds();
    }

    boolean accepts(Digest diffId, Descriptor blob) {
        return compression.isOf(blob.mediaType())
                || asTheyAre.contains(diffId) && Compression.GZIP.isOf(blob.mediaType());
    }

    /** Whether an image with the same config, and these layers, is what would be pushed. */
    boolean isSame(List<Descriptor> layers) {
        for (int i = 0; i < layers.size(); i++) {
            boolean gzipOrPlain = compression == Compression.GZIP
                    && !Compression.ZSTD.isOf(layers.get(i).mediaType());
            if (!gzipOrPlain && !accepts(diffIds().get(i), layers.get(i))) {
                return false;
            }
        }
        return true;
    }
}
