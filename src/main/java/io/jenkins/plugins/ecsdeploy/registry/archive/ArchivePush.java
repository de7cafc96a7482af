package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes an image from an archive to a registry, without Docker. What the registry has is not sent again. Tags are set
 * last, when everything they refer to is there.
 */
public final class ArchivePush {

    private final RegistryClient registry;
    private final PushOptions options;
    private final PushProgress progress;
    private final PushWorkers shared = PushWorkers.ofThisJvm();

    public ArchivePush(RegistryClient registry, PushOptions options, PushProgress progress) {
        this.registry = registry;
        this.options = options;
        this.progress = progress;
    }

    /**
     * @param tags at least one; {@code latest} is never implied
     * @throws ImageException if the archive is damaged; then nothing was sent
     * @throws RegistryException if the registry refuses or can't be reached
     * @throws InterruptedException if the push was aborted
     */
    public PushResult push(ImageArchive archive, List<String> tags) throws InterruptedException {
        PushTags.check(tags);
        List<CacheImage> caches = new ArrayList<>();
        for (String image : options.cacheFrom()) {
            caches.add(CacheImage.parse(image, registry.target()));
        }
        try (WorkerPool workers = shared.pool(registry.limits().uploads())) {
            return archive.contents() instanceof DockerImage docker
                    ? push(docker, caches, tags, workers)
                    : push((OciImage) archive.contents(), caches, tags, workers);
        }
    }

    private PushResult push(DockerImage image, List<CacheImage> caches, List<String> tags, WorkerPool workers)
            throws InterruptedException {
        // The archive is read while requests are sent.
        LayerPush.Verification verification = LayerPush.Verification.start(image, workers);
        ReusableLayers reusable = new ReusableLayers();
        Map<String, Digest> before =
                options.reuseLayers() ? findReusable(image, caches, tags, reusable) : digests(tags, workers);
        AtomicLong bytesSent = new AtomicLong();
        Manifest manifest = layerPush(reusable, bytesSent).push(image, verification, workers);
        return new TagPush(registry).push(List.of(manifest), tags, before, bytesSent, workers);
    }

    /** @return what the tags name before the push */
    private Map<String, Digest> findReusable(
            DockerImage image, List<CacheImage> caches, List<String> tags, ReusableLayers reusable)
            throws InterruptedException {
        LayerReuse reuse = new LayerReuse(registry, progress, reusable, Clock.systemUTC());
        Map<String, Digest> before = new LinkedHashMap<>();
        for (String tag : tags) {
            findReusable(tag, image, reuse).ifPresent(digest -> before.put(tag, digest));
        }
        List<Digest> diffIds = image.settings().diffIds();
        for (CacheImage cache : caches) {
            if (!reusable.containsAll(diffIds)) {
                reuse.from(cache, Optional.of(image));
            }
        }
        if (!reusable.containsAll(diffIds)) {
            reuse.fromPreviousTags(tags, image);
        }
        return before;
    }

    /** @return what the tag names before the push, which may be an image that can't be read, such as one of schema 1 */
    private Optional<Digest> findReusable(String tag, DockerImage image, LayerReuse reuse) throws InterruptedException {
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

    private LayerPush layerPush(ReusableLayers reusable, AtomicLong bytesSent) {
        return new LayerPush(registry, reusable, progress, bytesSent, shared.gzip());
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
