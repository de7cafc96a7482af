package io.jenkins.plugins.ecsdeploy.simulator.registry;

import java.util.ArrayList;
import java.util.List;

/** The requests and blobs that a registry has received, for tests to check. Thread-safe. */
public final class RegistryActivity {

    private final List<String> requests = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private final List<String> mounted = new ArrayList<>();
    private long bytesUploaded;

    /** All requests, oldest first, as {@code PATCH /v2/webshop/blobs/uploads/…} (without the query). */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The blobs whose upload was completed, oldest first, as {@code webshop@sha256:…}. */
    public synchronized List<String> blobsReceived() {
        return List.copyOf(received);
    }

    /** The blobs that were mounted from another repository, as {@code webshop@sha256:…}. */
    public synchronized List<String> blobsMounted() {
        return List.copyOf(mounted);
    }

    /** Bytes of blobs received, including those of broken and canceled uploads. */
    public synchronized long bytesUploaded() {
        return bytesUploaded;
    }

    public synchronized void clear() {
        requests.clear();
        received.clear();
        mounted.clear();
        bytesUploaded = 0;
    }

    synchronized void requested(String methodAndPath) {
        requests.add(methodAndPath);
    }

    synchronized void received(String repositoryName, String digest) {
        received.add(repositoryName + "@" + digest);
    }

    synchronized void mounted(String repositoryName, String digest) {
        mounted.add(repositoryName + "@" + digest);
    }

    synchronized void uploaded(long bytes) {
        bytesUploaded += bytes;
    }
}
