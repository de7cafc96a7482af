package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Image;
import io.jenkins.plugins.ecsdeploy.image.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.registry.PushProgress.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes an image from an archive to a registry, without any Docker. What the registry has is not sent again, and a tag
 * is set last, when all it names is there.
 */
public final class ArchivePush {

    private final RegistryClient registry;
    private final PushProgress progress;

    public ArchivePush(RegistryClient registry, PushProgress progress) {
        this.registry = registry;
        this.progress = progress;
    }

    /**
     * @param tags at least one; {@code latest} is never implied
     * @throws ImageException where the archive is broken: as far as possible before anything is sent
     * @throws RegistryException where the registry refuses or can't be reached
     * @throws InterruptedException where the push was aborted
     */
    public PushResult push(ImageArchive archive, List<String> tags) throws InterruptedException {
        PushTags.check(tags);
        Image image = read(archive);
        Digest digest = image.root().digest();
        List<String> newTags = new ArrayList<>();
        for (String tag : tags) {
            if (!isThere(tag, digest)) {
                newTags.add(tag);
            }
        }
        if (newTags.isEmpty()) {
            return PushResult.of(registry.target(), digest, tags, false, 0);
        }
        AtomicLong bytesSent = new AtomicLong();
        List<Blob> missing = missing(image.blobs());
        verify(missing);
        for (Blob blob : missing) {
            upload(blob, bytesSent);
        }
        manifests(image, newTags, bytesSent);
        if (!isThere(digest.toString(), digest)) {
            throw RegistryException.wrong(
                    registry.target(), "the push of " + digest, "the registry doesn't have it afterwards.", false);
        }
        return PushResult.of(registry.target(), digest, tags, true, bytesSent.get());
    }

    private boolean isThere(String reference, Digest digest) throws InterruptedException {
        return registry.manifestDigest(reference).equals(Optional.of(digest));
    }

    private static Image read(ImageArchive archive) throws InterruptedException {
        try {
            return archive.image();
        } catch (ImageException failed) {
            throw abortedOr(failed);
        }
    }

    private List<Blob> missing(List<Blob> blobs) throws InterruptedException {
        List<Blob> missing = new ArrayList<>();
        for (Blob blob : blobs) {
            report(blob, State.CHECKING, 0);
            if (registry.hasBlob(blob.digest())) {
                report(blob, State.EXISTS, 0);
            } else {
                missing.add(blob);
            }
        }
        return missing;
    }

    /** All of them before the first is sent: a broken archive leaves nothing behind. */
    private static void verify(List<Blob> blobs) throws InterruptedException {
        try {
            blobs.forEach(Blob::verify);
        } catch (ImageException failed) {
            throw abortedOr(failed);
        }
    }

    private void upload(Blob blob, AtomicLong bytesSent) throws InterruptedException {
        report(blob, State.UPLOADING, 0);
        AtomicLong before = new AtomicLong();
        registry.uploadBlob(blob, sent -> {
            long last = before.getAndSet(sent);
            bytesSent.addAndGet(sent >= last ? sent - last : sent);
            report(blob, State.UPLOADING, sent);
        });
        report(blob, State.DONE, blob.sizeBytes());
    }

    private void manifests(Image image, List<String> tags, AtomicLong bytesSent) throws InterruptedException {
        Manifest root = image.root();
        for (Manifest manifest : image.manifests()) {
            if (manifest != root && !isThere(manifest.digest().toString(), manifest.digest())) {
                registry.putManifest(manifest, manifest.digest().toString());
                bytesSent.addAndGet(manifest.bytes().length);
            }
        }
        for (String tag : tags) {
            registry.putManifest(root, tag);
            bytesSent.addAndGet(root.bytes().length);
        }
    }

    private void report(Blob blob, State state, long bytesSent) {
        progress.blob(blob.digest().toString(), state, bytesSent, blob.sizeBytes());
    }

    /** An interrupted thread can't read its file any more (the channel closes): that is the abort, not a broken file. */
    private static ImageException abortedOr(ImageException failed) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("aborted while the archive was read");
        }
        return failed;
    }
}
