package io.jenkins.plugins.ecsdeploy.simulator.registry.store;

import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * One upload session: the bytes received so far, on disk, hashed as they come. Requests of a session take its monitor,
 * one after the other. What arrived before a connection broke is kept, so that a client can continue from there.
 */
public final class IncomingUpload {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final String id;
    private final String repositoryName;
    private final Path file;
    private final OutputStream out;
    private final MessageDigest hash = Digests.hash();
    private final List<Long> partSizesBytes = new ArrayList<>();
    private long sizeBytes;
    private boolean closed;

    IncomingUpload(String id, String repositoryName, Path file) throws IOException {
        this.id = id;
        this.repositoryName = repositoryName;
        this.file = file;
        this.out = Files.newOutputStream(file);
    }

    public String id() {
        return id;
    }

    public String repositoryName() {
        return repositoryName;
    }

    Path file() {
        return file;
    }

    public synchronized long sizeBytes() {
        return sizeBytes;
    }

    /** The sizes of the request bodies this upload came in, oldest first; empty bodies are not counted. */
    public synchronized List<Long> partSizesBytes() {
        return List.copyOf(partSizesBytes);
    }

    /**
     * Appends all of the body.
     *
     * @throws OciError {@code BLOB_UPLOAD_UNKNOWN} if another request has ended the upload meanwhile
     */
    public synchronized void append(InputStream body) throws IOException {
        if (closed) {
            throw unknown();
        }
        long before = sizeBytes;
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                out.write(buffer, 0, count);
                hash.update(buffer, 0, count);
                sizeBytes += count;
            }
        } finally {
            if (sizeBytes > before) {
                partSizesBytes.add(sizeBytes - before);
            }
        }
    }

    /** The digest of everything received. Call once, at the end. */
    public synchronized String finish() throws IOException {
        out.flush();
        return Digests.of(hash);
    }

    static OciError unknown() {
        return new OciError(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }

    synchronized void close() {
        closed = true;
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("upload " + id, e);
        }
    }
}
