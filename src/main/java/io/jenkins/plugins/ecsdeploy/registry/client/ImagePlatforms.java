package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The platforms that an image is for, such as {@code linux/amd64}. */
public final class ImagePlatforms {

    private ImagePlatforms() {}

    /**
     * As its index lists them, or else as its config says.
     *
     * @param place the image, for messages
     * @param registry is asked for the config of an image without an index; not needed for one with an index
     * @return empty if the image does not say
     * @throws io.jenkins.plugins.ecsdeploy.image.ImageException if it can't be read
     * @throws io.jenkins.plugins.ecsdeploy.registry.http.RegistryException if the registry refuses the config
     */
    public static Set<String> of(String place, byte[] manifest, Supplier<RegistryClient> registry)
            throws InterruptedException {
        ManifestParts parts = ManifestParts.parse(place, manifest);
        Set<String> platforms = new LinkedHashSet<>();
        parts.children().forEach(child -> add(platforms, child.os(), child.architecture()));
        if (parts.config().isPresent()) {
            Descriptor config = parts.config().get();
            Optional<byte[]> bytes = registry.get().blob(config.digest(), ImageConfig.MAX_BYTES);
            if (bytes.isPresent()) {
                ImageConfig read = ImageConfig.parse(place, bytes.get());
                add(platforms, read.os(), read.architecture());
            }
        }
        return platforms;
    }

    private static void add(Set<String> platforms, String os, String architecture) {
        if (!os.isEmpty() && !architecture.isEmpty()) {
            platforms.add(os + "/" + architecture);
        }
    }
}
