package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers of earlier images that a push can reuse. For one push: filled by one thread, then read by several.
 */
final class ReusableLayers {

    /** What a registry stores for a layer, and the repository it was found in. */
    record Found(Descriptor blob, String repository) {}

    /** An earlier image with the config that is being pushed, and so the same image. */
    private record SameImage(Manifest manifest, List<Descriptor> layers, String repository) {}

    private final Map<Digest, Found> byDiffId = new LinkedHashMap<>();
    private final Map<Digest, String> repositoryByBlob = new LinkedHashMap<>();
    private Optional<SameImage> sameImage = Optional.empty();

    /** Adds a layer, unless it has been found before. */
    void add(Digest diffId, Descriptor blob, String repository) {
        byDiffId.putIfAbsent(diffId, new Found(blob, repository));
    }

    void addBlob(Digest blob, String repository) {
        repositoryByBlob.putIfAbsent(blob, repository);
    }

    /**
     * Adds a manifest with the config that is being pushed. Reusing it keeps the image's digest.
     *
     * @param repository that has the manifest, and so everything it refers to
     */
    void addSameImage(Manifest manifest, List<Descriptor> layers, String repository) {
        if (sameImage.isEmpty()) {
            sameImage = Optional.of(new SameImage(manifest, List.copyOf(layers), repository));
        }
    }

    /** The manifest of the image that is being pushed, if this repository has it. */
    Optional<Manifest> sameImageIn(String repository) {
        return sameImage.filter(image -> image.repository().equals(repository)).map(SameImage::manifest);
    }

    /** The manifest of the image that is being pushed, if it consists of these layers. */
    Optional<Manifest> sameImageOf(List<Descriptor> layers) {
        return sameImage
                .filter(image -> digests(image.layers()).equals(digests(layers)))
                .map(SameImage::manifest);
    }

    Optional<Found> layer(Digest diffId) {
        return Optional.ofNullable(byDiffId.get(diffId));
    }

    /** A repository that has a blob. */
    Optional<String> repositoryOf(Digest blob) {
        return Optional.ofNullable(repositoryByBlob.get(blob));
    }

    boolean containsAll(List<Digest> diffIds) {
        return byDiffId.keySet().containsAll(diffIds);
    }

    private static List<Digest> digests(List<Descriptor> layers) {
        return layers.stream().map(Descriptor::digest).toList();
    }
}
