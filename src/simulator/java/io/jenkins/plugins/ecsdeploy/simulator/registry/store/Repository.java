package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One repository: the manifests pushed to it, its tags, and the blobs it may refer to. Thread-safe. */
public final class Repository {

    private final String name;
    private final Instant createdAt;
    private RepositoryOptions settings;
    private final Set<String> blobs = new HashSet<>();
    private final Map<String, StoredManifest> manifests = new LinkedHashMap<>();
    private final Map<String, String> digestsByTag = new TreeMap<>();
    private final Set<String> archived = new HashSet<>();
    private String lifecyclePolicy = "";

    Repository(String name, Instant createdAt, RepositoryOptions settings) {
        this.name = name;
        this.createdAt = createdAt;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public synchronized RepositoryOptions settings() {
        return settings;
    }

    public synchronized void setSettings(RepositoryOptions changed) {
        settings = changed;
    }

    /** Moves an image into ECR's archive: it is described, and can't be pulled. */
    public synchronized void archive(String digest) {
        archived.add(digest);
    }

    public synchronized boolean isArchived(String digest) {
        return archived.contains(digest);
    }

    /** All manifests, in the order they were pushed. */
    public synchronized List<StoredManifest> manifests() {
        return List.copyOf(manifests.values());
    }

    public synchronized Optional<StoredManifest> manifest(String digest) {
        return Optional.ofNullable(manifests.get(digest));
    }

    public synchronized Optional<StoredManifest> tagged(String tag) {
        return Optional.ofNullable(digestsByTag.get(tag)).map(manifests::get);
    }

    /** The tags of a manifest, sorted. */
    public synchronized List<String> tagsOf(String digest) {
        return digestsByTag.entrySet().stream()
                .filter(entry -> entry.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All tags, sorted. */
    public synchronized List<String> tags() {
        return List.copyOf(digestsByTag.keySet());
    }

    public synchronized boolean hasBlob(String digest) {
        return blobs.contains(digest);
    }

    /** Those of the digests that this repository has no blob for. */
    public synchronized List<String> missingBlobs(List<String> digests) {
        return digests.stream().filter(Predicate.not(blobs::contains)).toList();
    }

    public synchronized List<String> missingManifests(List<String> digests) {
        return digests.stream().filter(Predicate.not(manifests::containsKey)).toList();
    }

    /** Whether a manifest here refers to the blob; only then does ECR mount it elsewhere. */
    public synchronized boolean refersTo(String blobDigest) {
        return manifests.values().stream().anyMatch(manifest -> manifest.blobs().contains(blobDigest));
    }

    public synchronized void addBlob(String digest) {
        blobs.add(digest);
    }

    /**
     * Keeps the manifest, and lets the tag point to it.
     *
     * @param tag empty for none
     * @return whether it was kept; false if the tag belongs to another image and is immutable
     */
    public synchronized boolean put(StoredManifest manifest, Optional<String> tag) {
        boolean taken = tag.map(digestsByTag::get)
                .filter(digest -> !digest.equals(manifest.digest()))
                .isPresent();
        if (taken && settings.keeps(tag.get())) {
            return false;
        }
        manifests.putIfAbsent(manifest.digest(), manifest);
        tag.ifPresent(name -> digestsByTag.put(name, manifest.digest()));
        return true;
    }

    /** Removes the tag, and its image too if that was its last one. */
    public synchronized void deleteTag(String tag) {
        String digest = digestsByTag.remove(tag);
        if (digest != null && tagsOf(digest).isEmpty()) {
            manifests.remove(digest);
        }
    }

    /** Removes the image with all its tags. */
    public synchronized void deleteManifest(String digest) {
        manifests.remove(digest);
        digestsByTag.values().removeIf(digest::equals);
    }

    /** The indexes that list this manifest; ECR deletes it only after them. */
    public synchronized List<String> indexesListing(String digest) {
        List<String> indexes = new ArrayList<>();
        for (StoredManifest manifest : manifests.values()) {
            if (manifest.children().contains(digest)) {
                indexes.add(manifest.digest());
            }
        }
        return indexes;
    }

    /** JSON, or empty if there is none. */
    public synchronized String lifecyclePolicy() {
        return lifecyclePolicy;
    }

    public synchronized void setLifecyclePolicy(String json) {
        lifecyclePolicy = json;
    }
}
