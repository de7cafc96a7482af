package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.DigestingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Sends one blob (OCI distribution specification, "Pushing blobs"): a session is opened, the content goes in one PATCH as
 * it is read, and the PUT that ends the session is only sent when what went out had the right digest. A try that breaks
 * is given up and the next one opens a session of its own, so no two tries can ever mix.
 */
final class BlobUpload {

    /** Smaller ones, mostly configs, go with the closing PUT. */
    private static final long SINGLE_PUT_BYTES = 256 * 1024;

    private static final String CONTENT = "application/octet-stream";

    /** The registry lost the session, or got something else than was sent: a new session may do. */
    private static final Set<String> SESSION_ERRORS =
            Set.of("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID", "DIGEST_INVALID", "SIZE_INVALID", "RANGE_INVALID");

    private final RegistryHttp http;
    private final RegistryTarget target;
    private final Retries retries;

    BlobUpload(RegistryHttp http, RegistryTarget target, Retries retries) {
        this.http = http;
        this.target = target;
        this.retries = retries;
    }

    /** One question, not repeated. */
    boolean exists(Digest digest) throws InterruptedException {
        String action = "asking for blob " + digest;
        RegistryAnswer answer = http.head(action, target.uri("blobs/" + digest), "*/*");
        if (answer.ok()) {
            return true;
        }
        if (answer.status() == 404) {
            return false;
        }
        throw RegistryException.refused(target, action, answer);
    }

    void upload(Blob blob, LongConsumer sent) throws InterruptedException {
        retries.run(number -> {
            // The answer to the last try may be all that was lost.
            if (number == 1 || !exists(blob.digest())) {
                send(blob, sent);
            }
            return null;
        });
    }

    private void send(Blob blob, LongConsumer sent) throws InterruptedException {
        String action = "upload of blob " + blob.digest();
        sent.accept(0);
        RegistryAnswer opened = http.write(action, "POST", target.uri("blobs/uploads/"), "", BodyPublishers.noBody());
        if (!opened.ok()) {
            throw RegistryException.refused(target, action, opened);
        }
        URI session = location(action, opened);
        RegistryAnswer closed;
        if (blob.sizeBytes() <= SINGLE_PUT_BYTES) {
            byte[] content = whole(action, blob);
            closed = http.write(action, "PUT", withDigest(session, blob), CONTENT, BodyPublishers.ofByteArray(content));
            sent.accept(content.length);
        } else {
            URI next = stream(action, blob, session, sent);
            closed = http.write(action, "PUT", withDigest(next, blob), CONTENT, BodyPublishers.noBody());
        }
        accepted(action, closed);
        Digest kept = closed.contentDigest().orElse(blob.digest());
        if (!kept.equals(blob.digest())) {
            throw RegistryException.wrong(target, action, "the registry keeps it as " + kept + ".", true);
        }
    }

    private byte[] whole(String action, Blob blob) {
        try (InputStream in = blob.openStream()) {
            byte[] content = in.readNBytes((int) SINGLE_PUT_BYTES);
            check(action, blob, content.length, blob.digest().of(content));
            return content;
        } catch (IOException unreadable) {
            throw unreadable(action, unreadable);
        }
    }

    private URI stream(String action, Blob blob, URI session, LongConsumer sent) throws InterruptedException {
        try (InputStream content = blob.openStream();
                DigestingInputStream hashed = new DigestingInputStream(content, blob.digest());
                InputStream counted = new ReportingInputStream(hashed, sent)) {
            BodyPublisher body =
                    BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> counted), blob.sizeBytes());
            RegistryAnswer answer = http.write(action, "PATCH", session, CONTENT, body);
            accepted(action, answer);
            Digest found = hashed.bytes() == blob.sizeBytes() ? hashed.digest() : null;
            check(action, blob, hashed.bytes(), found);
            return location(action, answer);
        } catch (IOException unreadable) {
            throw unreadable(action, unreadable);
        }
    }

    private void check(String action, Blob blob, long bytes, Digest found) {
        if (bytes != blob.sizeBytes() || !blob.digest().equals(found)) {
            throw RegistryException.wrong(
                    target,
                    action,
                    "what was read of it (" + bytes + " of " + blob.sizeBytes()
                            + " bytes) doesn't have its digest. The archive changed while it was pushed, or the"
                            + " registry answered before it had all.",
                    true);
        }
    }

    /** ECR answers a PATCH with 201 where the specification has 202, so any 2xx will do. */
    private void accepted(String action, RegistryAnswer answer) {
        if (answer.ok()) {
            return;
        }
        RegistryException refused = RegistryException.refused(target, action, answer);
        throw SESSION_ERRORS.contains(refused.code()) || answer.status() == 416 ? refused.thatMayPass() : refused;
    }

    private URI location(String action, RegistryAnswer answer) {
        String location = answer.header("Location")
                .orElseThrow(() -> RegistryException.wrong(
                        target, action, "the registry doesn't say where to (no Location in its answer).", false));
        return http.resolve(action, answer.uri(), location);
    }

    private static URI withDigest(URI session, Blob blob) {
        String separator = session.getRawQuery() == null ? "?" : "&";
        return URI.create(session + separator + "digest=" + blob.digest());
    }

    private RegistryException unreadable(String action, IOException unreadable) {
        return RegistryException.unreachable(
                target, action, "the archive can't be read: " + unreadable.getMessage() + ".", false, unreadable);
    }
}
