package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
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

/** The blobs of all repositories, once each, and the unfinished uploads, in a temporary directory. */
public final class BlobStore implements AutoCloseable {

    private Path directory;
    private final ConcurrentMap<String, IncomingUpload> uploads = new ConcurrentHashMap<>();

    public IncomingUpload startUpload(String repositoryName) throws IOException {
        String id = UUID.randomUUID().toString();
        IncomingUpload upload =
                new IncomingUpload(id, repositoryName, directory().resolve("upload-" + id));
        uploads.put(id, upload);
        return upload;
    }

    /** @throws OciError {@code BLOB_UPLOAD_UNKNOWN} if this repository has no such unfinished upload */
    public IncomingUpload upload(String repositoryName, String id) {
        IncomingUpload upload = uploads.get(id);
        if (upload == null || !upload.repositoryName().equals(repositoryName)) {
            throw IncomingUpload.unknown();
        }
        return upload;
    }

    public void cancel(IncomingUpload upload) throws IOException {
        uploads.remove(upload.id());
        upload.close();
        Files.deleteIfExists(upload.file());
    }

    /** Ends the upload and keeps its content under the digest. */
    public void commit(IncomingUpload upload, String digest) throws IOException {
        uploads.remove(upload.id());
        upload.close();
        Files.move(upload.file(), file(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public Path file(String digest) {
        return directory().resolve(digest.replace(':', '-'));
    }

    public long sizeBytes(String digest) {
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
        for (IncomingUpload upload : List.copyOf(uploads.values())) {
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
