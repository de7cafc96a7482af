package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import io.jenkins.plugins.ecsdeploy.registry.archive.WorkerPool.Task;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Uploads the manifests of an image whose blobs the registry has, and sets the tags. */
final class TagPush {

    private final RegistryClient registry;

    TagPush(RegistryClient registry) {
        this.registry = registry;
    }

    /**
     * @param manifests children before the index that names them; the last one is the image
     * @param before what the tags named before the push; a tag that did not exist is missing
     * @param bytesSent counts the manifests too
     */
    PushResult push(
            List<Manifest> manifests,
            List<String> tags,
            Map<String, Digest> before,
            AtomicLong bytesSent,
            WorkerPool workers)
            throws InterruptedException {
        return set(manifests, tags, before, bytesSent, workers)
                .withZstd(manifests.stream().anyMatch(TagPush::hasZstd));
    }

    private static boolean hasZstd(Manifest manifest) {
        return ManifestParts.parse("the manifest " + manifest.digest(), manifest.bytes()).layers().stream()
                .anyMatch(layer -> Compression.ZSTD.isOf(layer.mediaType()));
    }

    private PushResult set(
            List<Manifest> manifests,
            List<String> tags,
            Map<String, Digest> before,
            AtomicLong bytesSent,
            WorkerPool workers)
            throws InterruptedException {
        Manifest root = manifests.get(manifests.size() - 1);
        List<String> changed = new ArrayList<>();
        for (String tag : tags) {
            if (!root.digest().equals(before.get(tag)) && !changed.contains(tag)) {
                changed.add(tag);
            }
        }
        if (changed.isEmpty()) {
            return PushResult.of(registry.target().reference(), root.digest(), tags, false, bytesSent.get());
        }
        for (Manifest manifest : manifests.subList(0, manifests.size() - 1)) {
            if (!exists(manifest)) {
                registry.putManifest(manifest, manifest.digest().toString());
                bytesSent.addAndGet(manifest.bytes().length);
            }
        }
        // Tags that exist first: they may be immutable, and if one is refused, no tag has been set yet.
        changed.sort((one, other) -> Boolean.compare(before.containsKey(other), before.containsKey(one)));
        set(changed, root, bytesSent, workers);
        if (!exists(root)) {
            throw RegistryException.wrong(
                    registry.target(),
                    "push of " + root.digest(),
                    "the registry confirmed it, but does not have it. See the registry's log.",
                    false);
        }
        return PushResult.of(registry.target().reference(), root.digest(), tags, true, bytesSent.get());
    }

    private void set(List<String> tags, Manifest root, AtomicLong bytesSent, WorkerPool workers)
            throws InterruptedException {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        List<Task<Void>> rest = new ArrayList<>();
        for (String tag : tags) {
            rest.add(() -> {
                registry.putManifest(root, tag);
                bytesSent.addAndGet(root.bytes().length);
                done.add(tag);
                return null;
            });
        }
        try {
            rest.remove(0).run();
            workers.runAll(rest);
        } catch (RegistryException failed) {
            throw done.isEmpty()
                    ? failed
                    : failed.withNote("Tags set before that, and not reset: " + String.join(", ", done) + ".");
        }
    }

    private boolean exists(Manifest manifest) throws InterruptedException {
        return registry.manifestDigest(manifest.digest().toString()).equals(Optional.of(manifest.digest()));
    }
}
