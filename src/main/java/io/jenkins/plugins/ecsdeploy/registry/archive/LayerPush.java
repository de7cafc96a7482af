package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.LayerPacker;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.DockerImage;
import io.jenkins.plugins.ecsdeploy.image.archive.Layer;
import io.jenkins.plugins.ecsdeploy.registry.archive.WorkerPool.Running;
import io.jenkins.plugins.ecsdeploy.registry.archive.WorkerPool.Task;
import io.jenkins.plugins.ecsdeploy.registry.client.BlobMount;
import io.jenkins.plugins.ecsdeploy.registry.client.BlobSource;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress.State;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Pushes an image's config and layers, several at once, the largest first. All of them are compared with their digests
 * before the first is sent, so that a damaged archive leaves nothing behind.
 */
final class LayerPush {

    private final RegistryClient registry;
    private final ReusableLayers reusable;
    private final PushProgress progress;
    private final AtomicLong bytesSent;
    private final LayerPacker packer;

    /** @param bytesSent counts what is sent, by failed attempts too */
    LayerPush(
            RegistryClient registry,
            ReusableLayers reusable,
            PushProgress progress,
            AtomicLong bytesSent,
            LayerPacker packer) {
        this.registry = registry;
        this.reusable = reusable;
        this.progress = progress;
        this.bytesSent = bytesSent;
        this.packer = packer;
    }

    /** Pushes blobs as they are. */
    void push(List<Blob> blobs, WorkerPool workers) throws InterruptedException {
        blobs.forEach(blob -> progress.planned(blob.digest().toString(), blob.sizeBytes()));
        List<Task<Boolean>> requests = new ArrayList<>();
        blobs.forEach(blob -> requests.add(() -> exists(blob, blob.digest())));
        List<Boolean> exist = workers.runAll(requests);
        List<Blob> missing = new ArrayList<>();
        for (int i = 0; i < blobs.size(); i++) {
            if (!exist.get(i)) {
                missing.add(blobs.get(i));
            }
        }
        missing.sort(Comparator.comparingLong(Blob::sizeBytes).reversed());
        List<Task<Void>> checks = new ArrayList<>();
        List<Task<Descriptor>> uploads = new ArrayList<>();
        for (Blob blob : missing) {
            checks.add(() -> {
                blob.verify();
                return null;
            });
            uploads.add(() -> upload(BlobSource.of(blob), blob.digest(), mount(blob.digest())));
        }
        workers.runAll(checks);
        workers.runAll(uploads);
    }

    /** Compares an image's layers with their digests, in the background. Each layer once, the largest first. */
    record Verification(List<Layer> layers, Running<Optional<Blob>> compressedBlobs) {

        static Verification start(DockerImage image, WorkerPool workers) {
            Map<Digest, Layer> distinct = new LinkedHashMap<>();
            image.layers().forEach(layer -> distinct.putIfAbsent(layer.diffId(), layer));
            List<Layer> layers = new ArrayList<>(distinct.values());
            layers.sort(Comparator.comparingLong(Layer::sizeBytes).reversed());
            List<Task<Optional<Blob>>> checks = new ArrayList<>();
            layers.forEach(layer -> checks.add(layer::verify));
            return new Verification(layers, workers.start(checks));
        }
    }

    /** @return the manifest of the image, whose parts are now in the registry; the manifest itself is not sent */
    Manifest push(DockerImage image, Verification verification, WorkerPool workers) throws InterruptedException {
        List<Layer> layers = verification.layers();
        List<Optional<Blob>> compressed = verification.compressedBlobs().await();
        Optional<Manifest> sameImage = reusable.sameImageIn(registry.target().repository());
        if (sameImage.isPresent()) {
            return sameImage.get();
        }
        layers.forEach(layer -> progress.planned(layer.diffId().toString(), layer.sizeBytes()));
        progress.planned(image.config().digest().toString(), image.config().sizeBytes());
        Map<Digest, Descriptor> pushed = new ConcurrentHashMap<>();
        List<Task<Void>> uploads = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Optional<Blob> blob = compressed.get(i);
            uploads.add(() -> {
                pushed.put(layer.diffId(), push(layer, blob));
                return null;
            });
        }
        uploads.add(() -> {
            push(image.config(), image.config().digest());
            return null;
        });
        workers.runAll(uploads);
        List<Descriptor> inOrder =
                image.layers().stream().map(layer -> pushed.get(layer.diffId())).toList();
        return reusable.sameImageOf(inOrder).orElseGet(() -> image.manifest(pushed));
    }

    /**
     * The manifest of an image that the registry has all parts of, without its content; it is not sent.
     *
     * @return empty if a part is missing
     */
    Optional<Manifest> known(WantedImage image, WorkerPool workers) throws InterruptedException {
        Optional<Manifest> sameImage = reusable.sameImageIn(registry.target().repository());
        if (sameImage.isPresent() || !reusable.containsAll(image.diffIds())) {
            return sameImage;
        }
        Optional<byte[]> config = registry.blob(image.config(), ImageConfig.MAX_BYTES);
        if (config.isEmpty() || !isConfigOf(image, config.get())) {
            return Optional.empty();
        }
        List<Digest> distinct = image.diffIds().stream().distinct().toList();
        List<Task<Optional<Descriptor>>> requests = new ArrayList<>();
        distinct.forEach(diffId -> requests.add(() -> reuse(diffId)));
        List<Optional<Descriptor>> found = workers.runAll(requests);
        if (!found.stream().allMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            blobs.put(distinct.get(i), found.get(i).orElseThrow());
        }
        Descriptor descriptor = new Descriptor(MediaTypes.DOCKER_CONFIG, image.config(), config.get().length);
        return reusable.sameImageOf(image.diffIds().stream().map(blobs::get).toList())
                .or(() -> Optional.of(DockerImage.manifest(descriptor, image.diffIds(), blobs)));
    }

    /** An engine's id of an image may also be the digest of a manifest, which some registries serve as a blob too. */
    private static boolean isConfigOf(WantedImage image, byte[] blob) {
        try {
            return ImageConfig.parse("the config " + image.config(), blob)
                    .diffIds()
                    .equals(image.diffIds());
        } catch (ImageException noConfig) {
            return false;
        }
    }

    private Descriptor push(Layer layer, Optional<Blob> compressed) throws InterruptedException {
        Optional<Descriptor> reused = reuse(layer.diffId());
        if (reused.isPresent()) {
            return reused.get();
        }
        if (compressed.isPresent()) {
            return push(compressed.get(), layer.diffId());
        }
        // Small layers are compressed before anything is sent: then the registry can be asked for them.
        if (layer.sizeBytes() <= registry.limits().singlePutBytes()) {
            return push(inMemory(layer), layer.diffId());
        }
        String name = layer.diffId().toString();
        BlobSource source = BlobSource.ofUnknownDigest(
                name,
                packer.compression().layerMediaType(),
                () -> layer.openCompressed(packer, bytes -> progress.read(name, bytes)));
        return upload(source, layer.diffId(), Optional.empty());
    }

    /** The blob of an earlier image for this layer, unless the registry no longer has it. */
    private Optional<Descriptor> reuse(Digest diffId) throws InterruptedException {
        Optional<ReusableLayers.Found> found = reusable.layer(diffId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Descriptor blob = found.get().blob();
        report(diffId, State.CHECKING, 0, blob.sizeBytes());
        boolean elsewhere = !found.get().repository().equals(registry.target().repository());
        if (registry.hasBlob(blob.digest())
                || elsewhere
                        && registry.mount(
                                new BlobMount(blob.digest(), found.get().repository()))) {
            report(diffId, State.EXISTS, 0, blob.sizeBytes());
            return Optional.of(blob);
        }
        return Optional.empty();
    }

    private Blob inMemory(Layer layer) {
        try (InputStream in = layer.openCompressed(packer, read -> {})) {
            return layer.compressed(in.readAllBytes(), packer.compression());
        } catch (IOException unreadable) {
            throw new ImageException(layer.place() + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** @param name for progress: the {@code diff_id} of a layer, compressed or not; else the blob's digest */
    private Descriptor push(Blob blob, Digest name) throws InterruptedException {
        return exists(blob, name) ? blob.descriptor() : upload(BlobSource.of(blob), name, mount(blob.digest()));
    }

    private boolean exists(Blob blob, Digest name) throws InterruptedException {
        report(name, State.CHECKING, 0, blob.sizeBytes());
        boolean exists = registry.hasBlob(blob.digest());
        if (exists) {
            report(name, State.EXISTS, 0, blob.sizeBytes());
        }
        return exists;
    }

    private Optional<BlobMount> mount(Digest blob) {
        return reusable.repositoryOf(blob).map(repository -> new BlobMount(blob, repository));
    }

    private Descriptor upload(BlobSource blob, Digest name, Optional<BlobMount> mount) throws InterruptedException {
        report(name, State.UPLOADING, 0, blob.sizeBytes());
        Descriptor pushed = registry.upload(blob, mount, new UploadListener(name, blob.sizeBytes()));
        report(name, State.DONE, pushed.sizeBytes(), pushed.sizeBytes());
        return pushed;
    }

    private void report(Digest name, State state, long bytes, long totalBytes) {
        progress.blob(name.toString(), state, bytes, totalBytes);
    }

    /** Gets the bytes sent by the current attempt; a new attempt starts again. */
    private final class UploadListener implements LongConsumer {
        private final Digest name;
        private final long totalBytes;
        private final AtomicLong before = new AtomicLong();

        UploadListener(Digest name, long totalBytes) {
            this.name = name;
            this.totalBytes = totalBytes;
        }

        @Override
        public void accept(long bytes) {
            bytesSent.addAndGet(Math.max(0, bytes - before.getAndSet(bytes)));
            report(name, State.UPLOADING, bytes, totalBytes);
        }
    }
}
