package io.jenkins.plugins.ecsdeploy.simulator.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** The blobs of all repositories, once each, and the uploads under way, in a temporary directory of their own. */
final class BlobStore implements AutoCloseable {

    private Path directory;
    private final ConcurrentMap<String, BlobUpload> uploads = new ConcurrentHashMap<>();

    BlobUpload startUpload(String repositoryName) throws IOException {
        String id = UUID.randomUUID().toString();
        BlobUpload upload = new BlobUpload(id, repositoryName, directory().resolve("upload-" + id));
        uploads.put(id, upload);
        return upload;
    }

    /** @throws RegistryError {@code BLOB_UPLOAD_UNKNOWN} where this repository has no such upload under way */
    BlobUpload upload(String repositoryName, String id) {
        BlobUpload upload = uploads.get(id);
        if (upload == null || !upload.repositoryName().equals(repositoryName)) {
            throw BlobUpload.unknown();
        }
        return upload;
    }

    void cancel(BlobUpload upload) throws IOException {
        uploads.remove(upload.id());
        upload.close();
        Files.deleteIfExists(upload.file());
    }

    /** Ends the upload and keeps its content under the digest. */
    void commit(BlobUpload upload, String digest) throws IOException {
        uploads.remove(upload.id());
        upload.close();
        Files.move(upload.file(), file(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Path file(String digest) {
        return directory().resolve(digest.replace(':', '-'));
    }

    long sizeBytes(String digest) {
        try {
            return Files.size(file(digest));
        } catch (IOException e) {
            throw new UncheckedIOException("blob " + digest, e);
        }
    }

    /** Made with the first upload: most registries of a test never see one. */
    private synchronized Path directory() {
        try {
            if (directory == null) {
                directory = Files.createTempDirectory("simulated-registry");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for the blobs of the simulated registry", e);
        }
    }

    @Override
    public synchronized void close() {
        if (directory == null) {
            return;
        }
        for (BlobUpload upload : List.copyOf(uploads.values())) {
            upload.close();
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + directory, e);
        }
    }
}
