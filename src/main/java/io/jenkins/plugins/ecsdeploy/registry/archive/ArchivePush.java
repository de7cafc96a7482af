package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageConfig;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.LayerPacker;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.DockerImage;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.OciImage;
import io.jenkins.plugins.ecsdeploy.registry.archive.WorkerPool.Task;
import io.jenkins.plugins.ecsdeploy.registry.client.PushTags;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes an image from an archive to a registry, without Docker. What the registry has is not sent again. Tags are set
 * last, when everything they refer to is there.
 */
public final class ArchivePush {

    private final RegistryClient registry;
    private final PushOptions options;
    private final PushProgress progress;
    private final PushWorkers shared;

    public ArchivePush(RegistryClient registry, PushOptions options, PushProgress progress) {
        this(registry, options, progress, PushWorkers.ofThisJvm());
    }

    ArchivePush(RegistryClient registry, PushOptions options, PushProgress progress, PushWorkers shared) {
        this.shared = shared;
        this.registry = registry;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Loads what the push needs of this machine.
     *
     * @throws ImageException if layers can't be compressed as it is wanted
     */
    public void prepare() {
        shared.packer(options.compression());
    }

    /**
     * @param tags at least one; {@code latest} is never implied
     * @throws ImageException if the archive is damaged; then nothing was sent
     * @throws RegistryException if the registry refuses or can't be reached
     * @throws InterruptedException if the push was aborted
     */
    public PushResult push(ImageArchive archive, List<String> tags) throws InterruptedException {
        return push(archive, tags, Optional.empty());
    }

    /** @param learned about this very image, by {@link #learn} */
    public PushResult push(ImageArchive archive, List<String> tags, Optional<Learned> learned)
            throws InterruptedException {
        PushTags.check(tags);
        List<CacheImage> caches = caches();
        try (WorkerPool workers = shared.pool(registry.limits().uploads())) {
            return archive.contents() instanceof DockerImage docker
                    ? push(docker, caches, tags, learned, workers)
                    : push((OciImage) archive.contents(), caches, tags, workers);
        }
    }

    private List<CacheImage> caches() {
        List<CacheImage> caches = new ArrayList<>();
        for (String image : options.cacheFrom()) {
            caches.add(CacheImage.parse(image, registry.target()));
        }
        return caches;
    }

    /**
     * Finds out what the registry has of an image that has not been read.
     *
     * @param config the digest of its config
     * @throws RegistryException if the registry refuses or can't be reached
     */
    public Learned learn(Digest config, ImageConfig settings, List<String> tags) throws InterruptedException {
        PushTags.check(tags);
        List<CacheImage> caches = caches();
        try (WorkerPool workers = shared.pool(registry.limits().uploads())) {
            return learn(new WantedImage(config, settings, options.compression(), Set.of()), caches, tags, workers);
        }
    }

    private Learned learn(WantedImage image, List<CacheImage> caches, List<String> tags, WorkerPool workers)
            throws InterruptedException {
        ReusableLayers reusable = new ReusableLayers();
        Map<String, Digest> before =
                options.reuseLayers() ? findReusable(image, caches, tags, reusable) : digests(tags, workers);
        return new Learned(image, reusable, before);
    }

    /**
     * Sets the tags of an image that the registry has all parts of, by what was learned about it. Its digest may also be
     * that of a manifest, as in an engine's containerd store.
     *
     * @return empty if a part is missing; then nothing was changed
     */
    public Optional<PushResult> pushKnown(Learned learned, List<String> tags) throws InterruptedException {
        AtomicLong bytesSent = new AtomicLong();
        try (WorkerPool workers = shared.pool(registry.limits().uploads())) {
            Optional<Manifest> manifest =
                    layerPush(learned.reusable(), bytesSent).known(learned.image(), workers);
            if (manifest.isEmpty()) {
                manifest = registry.manifest(learned.image().config().toString());
                manifest.ifPresent(asItIs -> noteWithoutZstd());
            }
            return manifest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TagPush(registry)
                            .push(List.of(manifest.get()), tags, learned.before(), bytesSent, workers));
        }
    }

    private PushResult push(
            DockerImage image, List<CacheImage> caches, List<String> tags, Optional<Learned> given, WorkerPool workers)
            throws InterruptedException {
        LayerPacker packer = shared.packer(options.compression());
        // The archive is read while requests are sent.
        LayerPush.Verification verification = LayerPush.Verification.start(image, workers);
        Learned learned = given.isPresent()
                ? given.get()
                : learn(WantedImage.of(image, options.compression()), caches, tags, workers);
        AtomicLong bytesSent = new AtomicLong();
        Manifest manifest = new LayerPush(registry, learned.reusable(), progress, bytesSent, packer)
                .push(image, verification, workers);
        return new TagPush(registry).push(List.of(manifest), tags, learned.before(), bytesSent, workers);
    }

    /** @return what the tags name before the push */
    private Map<String, Digest> findReusable(
            WantedImage image, List<CacheImage> caches, List<String> tags, ReusableLayers reusable)
            throws InterruptedException {
        LayerReuse reuse = new LayerReuse(registry, progress, reusable, Clock.systemUTC());
        Map<String, Digest> before = new LinkedHashMap<>();
        for (String tag : tags) {
            findReusable(tag, image, reuse).ifPresent(digest -> before.put(tag, digest));
        }
        for (CacheImage cache : caches) {
            if (!reusable.containsAll(image.diffIds())) {
                reuse.from(cache, Optional.of(image));
            }
        }
        if (!reusable.containsAll(image.diffIds())) {
            reuse.fromPreviousTags(tags, image);
        }
        return before;
    }

    /** @return what the tag names before the push, which may be an image that can't be read, such as one of schema 1 */
    private Optional<Digest> findReusable(String tag, WantedImage image, LayerReuse reuse) throws InterruptedException {
        try {
            return reuse.isOver() ? digest(tag) : reuse.fromTag(tag, image);
        } catch (EcsDeployException unreadable) {
            Optional<Digest> digest = digest(tag);
            reuse.unusable(tag, unreadable);
            return digest;
        }
    }

    /** Also empty if the registry can't serve what it stored once: distribution 3 answers 500 to schema 1. */
    private Optional<Digest> digest(String tag) throws InterruptedException {
        try {
            return registry.manifestDigest(tag);
        } catch (RegistryException failed) {
            if (failed.status() < 500) {
                throw failed;
            }
            progress.note("What tag " + tag + " names can't be read, and is replaced: " + failed.getMessage());
            return Optional.empty();
        }
    }

    private PushResult push(OciImage image, List<CacheImage> caches, List<String> tags, WorkerPool workers)
            throws InterruptedException {
        image.note().ifPresent(progress::note);
        noteWithoutZstd();
        Map<String, Digest> before = digests(tags, workers);
        AtomicLong bytesSent = new AtomicLong();
        if (!tags.stream().allMatch(tag -> image.root().digest().equals(before.get(tag)))) {
            ReusableLayers reusable = new ReusableLayers();
            LayerReuse reuse = new LayerReuse(registry, progress, reusable, Clock.systemUTC());
            for (CacheImage cache : caches) {
                if (options.reuseLayers()
                        && !cache.repository().equals(registry.target().repository())) {
                    reuse.from(cache, Optional.empty());
                }
            }
            layerPush(reusable, bytesSent).push(image.blobs(), workers);
        }
        return new TagPush(registry).push(image.manifests(), tags, before, bytesSent, workers);
    }

    private void noteWithoutZstd() {
        if (options.compression() == Compression.ZSTD) {
            progress.note(
                    "This image is pushed as it is, with the compression that its layers have: it has all its digests"
                            + " (an OCI layout, or an engine's containerd store). zstd is for plain layers.");
        }
    }

    private LayerPush layerPush(ReusableLayers reusable, AtomicLong bytesSent) {
        // Packs nothing: layers are sent as they are, or not at all.
        return new LayerPush(registry, reusable, progress, bytesSent, shared.packer(Compression.GZIP));
    }

    private Map<String, Digest> digests(List<String> tags, WorkerPool workers) throws InterruptedException {
        List<Task<Optional<Digest>>> requests = new ArrayList<>();
        tags.forEach(tag -> requests.add(() -> digest(tag)));
        List<Optional<Digest>> answers = workers.runAll(requests);
        Map<String, Digest> digests = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            if (answers.get(i).isPresent()) {
                digests.put(tags.get(i), answers.get(i).get());
            }
        }
        return digests;
    }
}
