package io.jenkins.plugins.ecsdeploy.registry.archive;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.archive.DockerImage;
import io.jenkins.plugins.ecsdeploy.image.archive.Image;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.gzip.ParallelGzip;
import io.jenkins.plugins.ecsdeploy.registry.archive.Parallel.Task;
import io.jenkins.plugins.ecsdeploy.registry.client.PushTags;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Pushes an image from an archive to a registry, without any Docker. What the registry has is not sent again, and a tag
 * is set last, when all it names is there.
 */
public final class ArchivePush {

    private final RegistryClient registry;
    private final PushOptions options;
    private final PushProgress progress;
    private final Supplier<ParallelGzip> compressor;

    public ArchivePush(RegistryClient registry, PushOptions options, PushProgress progress) {
        this(registry, options, progress, ParallelGzip::forThisMachine);
    }

    /** @param compressor for layers that are not compressed yet */
    public ArchivePush(
            RegistryClient registry, PushOptions options, PushProgress progress, Supplier<ParallelGzip> compressor) {
        this.compressor = compressor;
        this.registry = registry;
        this.options = options;
        this.progress = progress;
    }

    /**
     * @param tags at least one; {@code latest} is never implied
     * @throws ImageException where the archive is broken: before anything is sent
     * @throws RegistryException where the registry refuses or can't be reached
     * @throws InterruptedException where the push was aborted
     */
    public PushResult push(ImageArchive archive, List<String> tags) throws InterruptedException {
        PushTags.check(tags);
        List<CacheImage> caches = new ArrayList<>();
        for (String image : options.cacheFrom()) {
            caches.add(CacheImage.parse(image, registry.target()));
        }
        try (Parallel workers = new Parallel(registry.limits().uploads())) {
            return archive.contents() instanceof DockerImage docker
                    ? push(docker, caches, tags, workers)
                    : push((Image) archive.contents(), caches, tags, workers);
        }
    }

    private PushResult push(DockerImage image, List<CacheImage> caches, List<String> tags, Parallel workers)
            throws InterruptedException {
        // The archive is read while the registry is asked.
        LayerPush.Checked checked = LayerPush.Checked.begin(image, workers);
        KnownLayers known = new KnownLayers();
        LayerReuse learning = new LayerReuse(registry, progress);
        Map<String, Digest> before = new LinkedHashMap<>();
        for (String tag : tags) {
            Optional<Manifest> there = options.learnLayers() ? registry.manifest(tag) : Optional.empty();
            if (there.isPresent()) {
                before.put(tag, there.get().digest());
                learning.fromTag(there.get(), image, known);
            }
        }
        for (CacheImage cache : caches) {
            if (options.learnLayers() && !known.knowsAll(image.settings().diffIds())) {
                learning.from(cache, Optional.of(image), known);
            }
        }
        if (options.learnLayers() && !known.knowsAll(image.settings().diffIds())) {
            learning.fromPreviousTags(tags, image, known);
        }
        AtomicLong bytesSent = new AtomicLong();
        Manifest manifest =
                new LayerPush(registry, known, progress, bytesSent, compressor).push(image, checked, workers);
        if (!options.learnLayers()) {
            before.putAll(digests(tags, workers));
        }
        return new TagPush(registry).push(List.of(manifest), tags, before, bytesSent, workers);
    }

    private PushResult push(Image image, List<CacheImage> caches, List<String> tags, Parallel workers)
            throws InterruptedException {
        Map<String, Digest> before = digests(tags, workers);
        AtomicLong bytesSent = new AtomicLong();
        if (!tags.stream().allMatch(tag -> image.root().digest().equals(before.get(tag)))) {
            KnownLayers known = new KnownLayers();
            LayerReuse learning = new LayerReuse(registry, progress);
            for (CacheImage cache : caches) {
                if (options.learnLayers()
                        && !cache.repository().equals(registry.target().repository())) {
                    learning.from(cache, Optional.empty(), known);
                }
            }
            new LayerPush(registry, known, progress, bytesSent, compressor).push(image.blobs(), workers);
        }
        return new TagPush(registry).push(image.manifests(), tags, before, bytesSent, workers);
    }

    private Map<String, Digest> digests(List<String> tags, Parallel workers) throws InterruptedException {
        List<Task<Optional<Digest>>> questions = new ArrayList<>();
        tags.forEach(tag -> questions.add(() -> registry.manifestDigest(tag)));
        List<Optional<Digest>> answers = workers.all(questions);
        Map<String, Digest> digests = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            if (answers.get(i).isPresent()) {
                digests.put(tags.get(i), answers.get(i).get());
            }
        }
        return digests;
    }
}
