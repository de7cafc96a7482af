package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The repositories of one registry, shared by the OCI registry and the simulated ECR. Thread-safe. */
public final class Repositories implements AutoCloseable {

    private final Clock clock;
    private final BlobStore blobs = new BlobStore();
    private final ConcurrentNavigableMap<String, Repository> byName = new ConcurrentSkipListMap<>();
    private final AtomicBoolean blobMounting = new AtomicBoolean();

    public Repositories(Clock clock) {
        this.clock = clock;
    }

    /** Creates a repository; empty if there is one of that name already. */
    public Optional<Repository> create(String name, RepositoryOptions settings) {
        Repository created = new Repository(name, clock.instant(), settings);
        return byName.putIfAbsent(name, created) == null ? Optional.of(created) : Optional.empty();
    }

    /** The existing repository, or a new one with default settings. */
    public Repository findOrCreate(String name) {
        return byName.computeIfAbsent(name, key -> new Repository(key, clock.instant(), RepositoryOptions.DEFAULT));
    }

    public Optional<Repository> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All repositories by name. */
    public List<Repository> all() {
        return List.copyOf(byName.values());
    }

    public void delete(String name) {
        byName.remove(name);
    }

    /** ECR's account setting {@code BLOB_MOUNTING}: whether blobs can be mounted from another repository. */
    public boolean blobMounting() {
        return blobMounting.get();
    }

    public void setBlobMounting(boolean enabled) {
        blobMounting.set(enabled);
    }

    public BlobStore blobs() {
        return blobs;
    }

    public Clock clock() {
        return clock;
    }

    /** Deletes everything from the disk. */
    @Override
    public void close() {
        blobs.close();
    }
}
