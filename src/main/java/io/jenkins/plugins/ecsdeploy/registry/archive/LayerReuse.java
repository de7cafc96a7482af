package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.DockerImage;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out from images of the registry by which digests it keeps layers. An image's config lists the digests of the
 * plain layers, its manifest those of the compressed blobs, in the same order: so a layer that an earlier image has needs
 * not be compressed to ask for it. What is learned is as good as who may push to that repository (decision 0010).
 */
final class LayerReuse {

    private static final int MOST_PLATFORMS = 3;

    private final RegistryClient registry;
    private final PushProgress progress;

    LayerReuse(RegistryClient registry, PushProgress progress) {
        this.registry = registry;
        this.progress = progress;
    }

    /** Learns from the manifest that a tag of the repository names. */
    void fromTag(Manifest manifest, DockerImage image, KnownLayers known) throws InterruptedException {
        try {
            learn(registry, manifest, image, known);
        } catch (EcsDeployException unusable) {
            progress.note("Layers of an image that is there can't be taken over: " + unusable.getMessage());
        }
    }

    /** Learns from an image that was given; one that can't be read is told and left out. */
    void from(CacheImage cache, Optional<DockerImage> image, KnownLayers known) throws InterruptedException {
        try {
            RegistryClient source = registry.at(cache.repository());
            Optional<Manifest> manifest = source.manifest(cache.reference());
            if (manifest.isEmpty()) {
                progress.note("cacheFrom " + cache.text() + ": there is no such image");
            } else if (image.isPresent()) {
                learn(source, manifest.get(), image.get(), known);
            } else {
                blobs(source, manifest.get(), known);
            }
        } catch (EcsDeployException unusable) {
            progress.note("cacheFrom " + cache.text() + " can't be used: " + unusable.getMessage());
        }
    }

    /** Learns from the tags next to those that are pushed, until all layers are known or there is nothing likely. */
    void fromPreviousTags(List<String> tags, DockerImage image, KnownLayers known) throws InterruptedException {
        try {
            for (String tag : PreviousTags.choose(registry.tags(), tags)) {
                Optional<Manifest> there =
                        known.knowsAll(image.settings().diffIds()) ? Optional.empty() : registry.manifest(tag);
                if (there.isPresent()) {
                    learn(registry, there.get(), image, known);
                }
            }
        } catch (EcsDeployException unusable) {
            progress.note("Layers of earlier images can't be taken over: " + unusable.getMessage());
        }
    }

    private void learn(RegistryClient source, Manifest manifest, DockerImage image, KnownLayers known)
            throws InterruptedException {
        ManifestParts parts = parse(manifest);
        if (parts.config().isEmpty()) {
            for (ManifestParts.Child child : bestFirst(parts, image.settings())) {
                Optional<Manifest> there = source.manifest(child.digest().toString());
                if (there.isPresent() && parse(there.get()).config().isPresent()) {
                    learn(source, there.get(), image, known);
                }
            }
            return;
        }
        Descriptor config = parts.config().get();
        List<Digest> diffIds;
        if (config.digest().equals(image.config().digest())) {
            diffIds = image.settings().diffIds();
            if (diffIds.size() == parts.layers().size()) {
                known.sameImage(manifest, parts.layers(), source.target().repository());
            }
        } else {
            diffIds = diffIds(source, config);
        }
        if (diffIds.size() == parts.layers().size()) {
            String repository = source.target().repository();
            for (int i = 0; i < diffIds.size(); i++) {
                if (MediaTypes.isGzippedLayer(parts.layers().get(i).mediaType())) {
                    known.add(diffIds.get(i), parts.layers().get(i), repository);
                }
            }
        }
    }

    private static List<Digest> diffIds(RegistryClient source, Descriptor config) throws InterruptedException {
        if (config.sizeBytes() > ImageConfig.LONGEST_BYTES) {
            return List.of();
        }
        // One more than it may have, so that a longer one is found by its digest.
        return source.blob(config.digest(), (int) config.sizeBytes() + 1)
                .map(bytes -> ImageConfig.parse("the config " + config.digest(), bytes)
                        .diffIds())
                .orElse(List.of());
    }

    /** What another repository has, to be mounted from there. */
    private static void blobs(RegistryClient source, Manifest manifest, KnownLayers known) throws InterruptedException {
        ManifestParts parts = parse(manifest);
        for (ManifestParts.Child child : parts.children()) {
            Optional<Manifest> there = source.manifest(child.digest().toString());
            if (there.isPresent()) {
                parse(there.get())
                        .layers()
                        .forEach(layer ->
                                known.addBlob(layer.digest(), source.target().repository()));
            }
        }
        parts.layers()
                .forEach(layer -> known.addBlob(layer.digest(), source.target().repository()));
    }

    private static List<ManifestParts.Child> bestFirst(ManifestParts index, ImageConfig wanted) {
        return index.children().stream()
                .sorted(Comparator.comparing(child ->
                        !child.os().equals(wanted.os()) || !child.architecture().equals(wanted.architecture())))
                .limit(MOST_PLATFORMS)
                .toList();
    }

    private static ManifestParts parse(Manifest manifest) {
        return ManifestParts.parse("the manifest " + manifest.digest(), manifest.bytes());
    }
}
