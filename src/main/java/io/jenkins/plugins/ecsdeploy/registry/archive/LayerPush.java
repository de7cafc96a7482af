package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.archive.DockerImage;
import io.jenkins.plugins.ecsdeploy.image.archive.Layer;
import io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip;
import io.jenkins.plugins.ecsdeploy.registry.archive.Parallel.Begun;
import io.jenkins.plugins.ecsdeploy.registry.archive.Parallel.Task;
import io.jenkins.plugins.ecsdeploy.registry.client.Outgoing;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.client.UploadSession.Mount;
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
import java.util.function.Supplier;

/**
 * Brings an image's config and layers into the registry, several at once, the largest first. All of them are read and
 * held against their digests before the first is sent, so that a broken archive leaves nothing behind.
 */
final class LayerPush {

    private final RegistryClient registry;
    private final KnownLayers known;
    private final PushProgress progress;
    private final AtomicLong bytesSent;
    private final Supplier<ParallelGzip> compressor;

    /** @param bytesSent counts what is sent, by failed attempts too */
    LayerPush(
            RegistryClient registry,
            KnownLayers known,
            PushProgress progress,
            AtomicLong bytesSent,
            Supplier<ParallelGzip> compressor) {
        this.compressor = compressor;
        this.registry = registry;
        this.known = known;
        this.progress = progress;
        this.bytesSent = bytesSent;
    }

    /** Blobs that are ready as they are. */
    void push(List<Blob> blobs, Parallel workers) throws InterruptedException {
        blobs.forEach(blob -> progress.planned(blob.digest().toString(), blob.sizeBytes()));
        List<Task<Boolean>> questions = new ArrayList<>();
        blobs.forEach(blob -> questions.add(() -> exists(blob, blob.digest())));
        List<Boolean> there = workers.all(questions);
        List<Blob> missing = new ArrayList<>();
        for (int i = 0; i < blobs.size(); i++) {
            if (!there.get(i)) {
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
            uploads.add(() -> upload(Outgoing.of(blob), blob.digest(), mount(blob.digest())));
        }
        workers.all(checks);
        workers.all(uploads);
    }

    /** An image's layers, each once and the largest first, which are being read and held against their digests. */
    record Checked(List<Layer> layers, Begun<Optional<Blob>> blobs) {

        static Checked begin(DockerImage image, Parallel workers) {
            Map<Digest, Layer> distinct = new LinkedHashMap<>();
            image.layers().forEach(layer -> distinct.putIfAbsent(layer.diffId(), layer));
            List<Layer> layers = new ArrayList<>(distinct.values());
            layers.sort(Comparator.comparingLong(Layer::sizeBytes).reversed());
            List<Task<Optional<Blob>>> checks = new ArrayList<>();
            layers.forEach(layer -> checks.add(layer::verify));
            return new Checked(layers, workers.begin(checks));
        }
    }

    /** @return the manifest of the image that is then in the registry; the manifest itself is not sent */
    Manifest push(DockerImage image, Checked checked, Parallel workers) throws InterruptedException {
        List<Layer> layers = checked.layers();
        List<Optional<Blob>> ready = checked.blobs().await();
        Optional<Manifest> there = known.sameImageIn(registry.target().repository());
        if (there.isPresent()) {
            return there.get();
        }
        layers.forEach(layer -> progress.planned(layer.diffId().toString(), layer.sizeBytes()));
        progress.planned(image.config().digest().toString(), image.config().sizeBytes());
        Map<Digest, Descriptor> kept = new ConcurrentHashMap<>();
        try (ParallelGzip gzip = compressor.get()) {
            List<Task<Void>> uploads = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                Layer layer = layers.get(i);
                Optional<Blob> blob = ready.get(i);
                uploads.add(() -> {
                    kept.put(layer.diffId(), push(layer, blob, gzip));
                    return null;
                });
            }
            uploads.add(() -> {
                push(image.config(), image.config().digest());
                return null;
            });
            workers.all(uploads);
        }
        List<Descriptor> inOrder =
                image.layers().stream().map(layer -> kept.get(layer.diffId())).toList();
        return known.sameImage(inOrder).orElseGet(() -> image.manifest(kept));
    }

    private Descriptor push(Layer layer, Optional<Blob> ready, ParallelGzip gzip) throws InterruptedException {
        Optional<Descriptor> there = known(layer);
        if (there.isPresent()) {
            return there.get();
        }
        if (ready.isPresent()) {
            return push(ready.get(), layer.diffId());
        }
        // Small ones are compressed before anything is sent, because then the registry can be asked for them.
        if (layer.sizeBytes() <= registry.limits().singlePutBytes()) {
            return push(inMemory(layer, gzip), layer.diffId());
        }
        LongConsumer read = bytes -> progress.read(layer.diffId().toString(), bytes);
        return upload(Outgoing.compressed(layer, gzip, read), layer.diffId(), Optional.empty());
    }

    /** What the registry has of a layer by what was learned, unless it has it no more. */
    private Optional<Descriptor> known(Layer layer) throws InterruptedException {
        Optional<KnownLayers.Known> learned = known.layer(layer.diffId());
        if (learned.isEmpty()) {
            return Optional.empty();
        }
        Descriptor blob = learned.get().blob();
        report(layer.diffId(), State.CHECKING, 0, blob.sizeBytes());
        boolean elsewhere = !learned.get().repository().equals(registry.target().repository());
        if (registry.hasBlob(blob.digest())
                || elsewhere
                        && registry.mount(new Mount(blob.digest(), learned.get().repository()))) {
            report(layer.diffId(), State.EXISTS, 0, blob.sizeBytes());
            return Optional.of(blob);
        }
        return Optional.empty();
    }

    private static Blob inMemory(Layer layer, ParallelGzip gzip) {
        try (InputStream in = layer.openCompressed(gzip, read -> {})) {
            return layer.compressed(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new ImageException(layer.place() + " can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** @param name by which progress knows the blob: of a layer its {@code diff_id}, however it lies in the archive */
    private Descriptor push(Blob blob, Digest name) throws InterruptedException {
        return exists(blob, name) ? blob.descriptor() : upload(Outgoing.of(blob), name, mount(blob.digest()));
    }

    private boolean exists(Blob blob, Digest name) throws InterruptedException {
        report(name, State.CHECKING, 0, blob.sizeBytes());
        boolean there = registry.hasBlob(blob.digest());
        if (there) {
            report(name, State.EXISTS, 0, blob.sizeBytes());
        }
        return there;
    }

    private Optional<Mount> mount(Digest blob) {
        return known.repositoryOf(blob).map(repository -> new Mount(blob, repository));
    }

    private Descriptor upload(Outgoing blob, Digest name, Optional<Mount> mount) throws InterruptedException {
        report(name, State.UPLOADING, 0, blob.sizeBytes());
        AtomicLong before = new AtomicLong();
        LongConsumer sent = bytes -> {
            bytesSent.addAndGet(Math.max(0, bytes - before.getAndSet(bytes)));
            report(name, State.UPLOADING, bytes, blob.sizeBytes());
        };
        Descriptor kept = registry.upload(blob, mount, sent);
        report(name, State.DONE, kept.sizeBytes(), kept.sizeBytes());
        return kept;
    }

    private void report(Digest name, State state, long bytes, long totalBytes) {
        progress.blob(name.toString(), state, bytes, totalBytes);
    }
}
