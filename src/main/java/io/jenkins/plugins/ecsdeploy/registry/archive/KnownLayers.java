package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What images of the registry have taught of layers. Belongs to one push; filled by one thread, read by several. */
final class KnownLayers {

    /** What a registry keeps of a layer, and in which repository it was seen. */
    record Known(Descriptor blob, String repository) {}

    private final Map<Digest, Known> byDiffId = new LinkedHashMap<>();
    private final Map<Digest, String> repositoryByBlob = new LinkedHashMap<>();
    private Manifest sameImage;
    private List<Descriptor> layersOfSameImage = List.of();
    private String repositoryOfSameImage;

    /** What was learned first counts. */
    void add(Digest diffId, Descriptor blob, String repository) {
        byDiffId.putIfAbsent(diffId, new Known(blob, repository));
    }

    void addBlob(Digest blob, String repository) {
        repositoryByBlob.putIfAbsent(blob, repository);
    }

    /**
     * A manifest of the very config that is to be pushed: the image then keeps its digest.
     *
     * @param repository that has it, and so all that it names
     */
    void sameImage(Manifest manifest, List<Descriptor> layers, String repository) {
        if (sameImage == null) {
            sameImage = manifest;
            layersOfSameImage = List.copyOf(layers);
            repositoryOfSameImage = repository;
        }
    }

    /** The image that is to be pushed, where this repository has it already. */
    Optional<Manifest> sameImageIn(String repository) {
        return repository.equals(repositoryOfSameImage) ? Optional.of(sameImage) : Optional.empty();
    }

    Optional<Known> layer(Digest diffId) {
        return Optional.ofNullable(byDiffId.get(diffId));
    }

    /** A repository that has a blob. */
    Optional<String> repositoryOf(Digest blob) {
        return Optional.ofNullable(repositoryByBlob.get(blob));
    }

    boolean knowsAll(List<Digest> diffIds) {
        return byDiffId.keySet().containsAll(diffIds);
    }

    /** The manifest of the same config, if these are its layers. */
    Optional<Manifest> sameImage(List<Descriptor> layers) {
        List<Digest> digests = layers.stream().map(Descriptor::digest).toList();
        List<Digest> there = layersOfSameImage.stream().map(Descriptor::digest).toList();
        return digests.equals(there) ? Optional.ofNullable(sameImage) : Optional.empty();
    }
}
