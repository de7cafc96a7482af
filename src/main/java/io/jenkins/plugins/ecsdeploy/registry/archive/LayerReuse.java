package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.DockerImage;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the digests under which a registry stores layers. The config of an earlier image lists the digests of its plain
 * layers, its manifest those of the compressed blobs, in the same order. So a layer that an earlier image has need not be
 * compressed to ask the registry for it. The result is as trustworthy as those who may push to that repository (decision
 * 10).
 */
final class LayerReuse {

    /** How many images of an index are read. */
    private static final int MAX_PLATFORMS = 3;

    private final RegistryClient registry;
    private final PushProgress progress;
    private final ReusableLayers layers;

    /** @param layers to add what is found */
    LayerReuse(RegistryClient registry, PushProgress progress, ReusableLayers layers) {
        this.registry = registry;
        this.progress = progress;
        this.layers = layers;
    }

    /** Reads the manifest that a tag of the repository names. */
    void fromTag(Manifest manifest, DockerImage image) throws InterruptedException {
        try {
            find(registry, manifest, image);
        } catch (EcsDeployException unusable) {
            progress.note("Can't reuse layers of the current image: " + unusable.getMessage());
        }
    }

    /** Reads an image of {@code cacheFrom}. One that can't be read is noted and left out. */
    void from(CacheImage cache, Optional<DockerImage> image) throws InterruptedException {
        try {
            RegistryClient source = registry.at(cache.repository());
            Optional<Manifest> manifest = source.manifest(cache.reference());
            if (manifest.isEmpty()) {
                progress.note("cacheFrom " + cache.text() + ": there is no such image");
            } else if (image.isPresent()) {
                find(source, manifest.get(), image.get());
            } else {
                findBlobs(source, manifest.get());
            }
        } catch (EcsDeployException unusable) {
            progress.note("cacheFrom " + cache.text() + " can't be used: " + unusable.getMessage());
        }
    }

    /** Reads the tags just before the pushed ones, until all layers are found or no likely tags are left. */
    void fromPreviousTags(List<String> tags, DockerImage image) throws InterruptedException {
        try {
            for (String tag : PreviousTags.select(registry.tags(), tags)) {
                Optional<Manifest> previous =
                        layers.containsAll(image.settings().diffIds()) ? Optional.empty() : registry.manifest(tag);
                if (previous.isPresent()) {
                    find(registry, previous.get(), image);
                }
            }
        } catch (EcsDeployException unusable) {
            progress.note("Can't reuse layers of earlier images: " + unusable.getMessage());
        }
    }

    private void find(RegistryClient source, Manifest manifest, DockerImage image) throws InterruptedException {
        ManifestParts parts = parse(manifest);
        if (parts.config().isEmpty()) {
            for (ManifestParts.Child child : bestFirst(parts, image.settings())) {
                Optional<Manifest> platform = source.manifest(child.digest().toString());
                if (platform.isPresent() && parse(platform.get()).config().isPresent()) {
                    find(source, platform.get(), image);
                }
            }
            return;
        }
        String repository = source.target().repository();
        Descriptor config = parts.config().get();
        boolean sameImage = config.digest().equals(image.config().digest());
        List<Digest> diffIds = sameImage ? image.settings().diffIds() : diffIds(source, config);
        if (diffIds.size() != parts.layers().size()) {
            return;
        }
        if (sameImage) {
            layers.addSameImage(manifest, parts.layers(), repository);
        }
        for (int i = 0; i < diffIds.size(); i++) {
            if (MediaTypes.isGzippedLayer(parts.layers().get(i).mediaType())) {
                layers.add(diffIds.get(i), parts.layers().get(i), repository);
            }
        }
    }

    private static List<Digest> diffIds(RegistryClient source, Descriptor config) throws InterruptedException {
        if (config.sizeBytes() > ImageConfig.MAX_BYTES) {
            return List.of();
        }
        // One byte more than expected, so that a larger config has another digest.
        return source.blob(config.digest(), (int) config.sizeBytes() + 1)
                .map(bytes -> ImageConfig.parse("the config " + config.digest(), bytes)
                        .diffIds())
                .orElse(List.of());
    }

    /** Adds the blobs of another repository, to be mounted from there. */
    private void findBlobs(RegistryClient source, Manifest manifest) throws InterruptedException {
        ManifestParts parts = parse(manifest);
        for (ManifestParts.Child child : parts.children()) {
            Optional<Manifest> platform = source.manifest(child.digest().toString());
            if (platform.isPresent()) {
                addBlobs(parse(platform.get()), source.target().repository());
            }
        }
        addBlobs(parts, source.target().repository());
    }

    private void addBlobs(ManifestParts parts, String repository) {
        parts.layers().forEach(layer -> layers.addBlob(layer.digest(), repository));
    }

    private static List<ManifestParts.Child> bestFirst(ManifestParts index, ImageConfig wanted) {
        return index.children().stream()
                .sorted(Comparator.comparing(child ->
                        !child.os().equals(wanted.os()) || !child.architecture().equals(wanted.architecture())))
                .limit(MAX_PLATFORMS)
                .toList();
    }

    private static ManifestParts parse(Manifest manifest) {
        return ManifestParts.parse("the manifest " + manifest.digest(), manifest.bytes());
    }
}
