package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.registry.archive.Parallel.Task;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Gives the registry the manifests of an image whose blobs it has, and sets the tags. */
final class TagPush {

    private final RegistryClient registry;

    TagPush(RegistryClient registry) {
        this.registry = registry;
    }

    /**
     * @param manifests children before the index that names them; the last one is the image
     * @param before what the tags named before the push, as far as they named anything
     * @param bytesSent gets the manifests added
     */
    PushResult push(
            List<Manifest> manifests,
            List<String> tags,
            Map<String, Digest> before,
            AtomicLong bytesSent,
            Parallel workers)
            throws InterruptedException {
        Manifest root = manifests.get(manifests.size() - 1);
        List<String> open = new ArrayList<>();
        for (String tag : tags) {
            if (!root.digest().equals(before.get(tag)) && !open.contains(tag)) {
                open.add(tag);
            }
        }
        if (open.isEmpty()) {
            return PushResult.of(registry.target(), root.digest(), tags, false, bytesSent.get());
        }
        for (Manifest manifest : manifests.subList(0, manifests.size() - 1)) {
            if (!isThere(manifest)) {
                registry.putManifest(manifest, manifest.digest().toString());
                bytesSent.addAndGet(manifest.bytes().length);
            }
        }
        // Those first that may be refused because they name another image: then no tag has been set yet.
        open.sort((one, other) -> Boolean.compare(before.containsKey(other), before.containsKey(one)));
        set(open, root, bytesSent, workers);
        if (!isThere(root)) {
            throw RegistryException.wrong(
                    registry.target(),
                    "the push of " + root.digest(),
                    "the registry doesn't have it afterwards.",
                    false);
        }
        return PushResult.of(registry.target(), root.digest(), tags, true, bytesSent.get());
    }

    private void set(List<String> tags, Manifest root, AtomicLong bytesSent, Parallel workers)
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
            workers.all(rest);
        } catch (RegistryException failed) {
            throw done.isEmpty()
                    ? failed
                    : failed.withNote("Set before that, and left so: " + String.join(", ", done) + ".");
        }
    }

    private boolean isThere(Manifest manifest) throws InterruptedException {
        return registry.manifestDigest(manifest.digest().toString()).equals(Optional.of(manifest.digest()));
    }
}
