package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the digests under which a registry stores layers. The config of an earlier image lists the digests of its plain
 * layers, its manifest those of the compressed blobs, in the same order. So a layer that an earlier image has need not be
 * compressed to ask the registry for it. The result is as trustworthy as those who may push to that repository (decision
 * 10).
 *
 * <p>It is a help: what can't be read is noted and left out, and after some seconds no more is read.
 */
final class LayerReuse {

    /** How many images of an index are read. */
    private static final int MAX_PLATFORMS = 3;

    /** Usually it takes less than one. With a request that gets no answer, the wait is at most twice as long. */
    private static final Duration MAX_TIME = Duration.ofSeconds(8);

    private final RegistryClient registry;
    private final PushProgress progress;
    private final ReusableLayers layers;
    private final Clock clock;
    private final Instant end;
    private boolean ended;

    /** @param layers to add what is found */
    LayerReuse(RegistryClient registry, PushProgress progress, ReusableLayers layers, Clock clock) {
        this.registry = registry.brief();
        this.progress = progress;
        this.layers = layers;
        this.clock = clock;
        this.end = clock.instant().plus(MAX_TIME);
    }

    /**
     * Reads the image that a tag of the repository names.
     *
     * @return its digest; empty if there is none
     * @throws EcsDeployException if its manifest can't be read; what it names may still be replaced
     */
    Optional<Digest> fromTag(String tag, WantedImage image) throws InterruptedException {
        Optional<Manifest> manifest = registry.manifest(tag);
        if (manifest.isPresent()) {
            try {
                find(registry, manifest.get(), image);
            } catch (EcsDeployException unusable) {
                unusable(tag, unusable);
            }
        }
        return manifest.map(Manifest::digest);
    }

    void unusable(String tag, EcsDeployException reason) {
        progress.note("Can't reuse layers of the image that tag " + tag + " names: " + reason.getMessage());
    }

    /** Whether there is no time left to read another image. */
    boolean isOver() {
        if (!ended && clock.instant().isAfter(end)) {
            ended = true;
            progress.note("No more layers are looked for in earlier images, because the registry answers slowly.");
        }
        return ended;
    }

    /** Reads an image of {@code cacheFrom}. One that can't be read is noted and left out. */
    void from(CacheImage cache, Optional<WantedImage> image) throws InterruptedException {
        try {
            if (isOver()) {
                return;
            }
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
    void fromPreviousTags(List<String> tags, WantedImage image) throws InterruptedException {
        try {
            for (String tag : isOver() ? List.<String>of() : PreviousTags.select(registry.tags(), tags)) {
                if (!layers.containsAll(image.diffIds()) && !isOver()) {
                    fromPreviousTag(tag, image);
                }
            }
        } catch (EcsDeployException unusable) {
            progress.note("Can't reuse layers of earlier images: " + unusable.getMessage());
        }
    }

    private void fromPreviousTag(String tag, WantedImage image) throws InterruptedException {
        try {
            fromTag(tag, image);
        } catch (EcsDeployException unusable) {
            unusable(tag, unusable);
        }
    }

    private void find(RegistryClient source, Manifest manifest, WantedImage image) throws InterruptedException {
        ManifestParts parts = parse(manifest);
        if (parts.config().isEmpty()) {
            for (ManifestParts.Child child : bestFirst(parts, image.settings())) {
                Optional<Manifest> platform = isOver()
                        ? Optional.empty()
                        : source.manifest(child.digest().toString());
                if (platform.isPresent() && parse(platform.get()).config().isPresent()) {
                    find(source, platform.get(), image);
                }
            }
            return;
        }
        String repository = source.target().repository();
        Descriptor config = parts.config().get();
        boolean sameImage = config.digest().equals(image.config());
        List<Digest> diffIds = sameImage ? image.diffIds() : diffIds(source, config);
        if (diffIds.size() != parts.layers().size()) {
            return;
        }
        if (sameImage && image.isSame(parts.layers())) {
            layers.addSameImage(manifest, parts.layers(), repository);
        }
        for (int i = 0; i < diffIds.size(); i++) {
            if (image.accepts(diffIds.get(i), parts.layers().get(i))) {
                layers.add(diffIds.get(i), parts.layers().get(i), repository);
            }
        }
    }

    private List<Digest> diffIds(RegistryClient source, Descriptor config) throws InterruptedException {
        if (config.sizeBytes() > ImageConfig.MAX_BYTES || isOver()) {
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
