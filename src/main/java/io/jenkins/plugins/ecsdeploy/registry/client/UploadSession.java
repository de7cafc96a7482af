package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryAnswer;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.StreamBodyPublisher;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upload session at a registry (OCI distribution specification, "Pushing blobs"): the requests, each sent once, and the
 * location that each answer gives for the next.
 */
final class UploadSession {

    private static final String CONTENT = "application/octet-stream";
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");

    /** The registry lost the session, or received something else than was sent: a new session may succeed. */
    private static final Set<String> SESSION_ERRORS =
            Set.of("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID", "DIGEST_INVALID", "SIZE_INVALID", "RANGE_INVALID");

    private final RegistryHttp http;
    private final RegistryTarget target;
    private final String action;
    private URI location;

    private UploadSession(RegistryHttp http, RegistryTarget target, String action, RegistryAnswer opened) {
        this.http = http;
        this.target = target;
        this.action = action;
        this.location = nextLocation(opened);
    }

    /**
     * Opens a session.
     *
     * @param mount another repository's blob that the registry may take instead
     * @return empty if the registry mounted the blob
     */
    static Optional<UploadSession> open(
            RegistryHttp http, RegistryTarget target, String action, Optional<BlobMount> mount)
            throws InterruptedException {
        String query = mount.map(from -> "?mount=" + from.digest() + "&from=" + from.repository())
                .orElse("");
        RegistryAnswer answer =
                http.write(action, "POST", target.uri("blobs/uploads/" + query), Map.of(), BodyPublishers.noBody());
        if (mount.isPresent() && answer.status() >= 400 && !answer.isRetryable()) {
            // The permission to push here need not include reading there.
            return open(http, target, action, Optional.empty());
        }
        if (!answer.ok()) {
            throw RegistryException.refused(target, action, answer);
        }
        if (mount.isPresent() && answer.status() == 201) {
            return Optional.empty();
        }
        return Optional.of(new UploadSession(http, target, action, answer));
    }

    /** Sends a stream as one PATCH. */
    void append(StreamBodyPublisher body) throws InterruptedException {
        RegistryAnswer answer = http.stream(action, "PATCH", location, Map.of("Content-Type", CONTENT), body);
        checkAccepted(answer);
        location = nextLocation(answer);
    }

    /** Sends one chunk. A registry that is at another offset must refuse it. */
    void append(byte[] chunk, int length, long offset) throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", CONTENT);
        headers.put("Content-Range", offset + "-" + (offset + length - 1));
        RegistryAnswer answer =
                http.write(action, "PATCH", location, headers, BodyPublishers.ofByteArray(chunk, 0, length));
        checkAccepted(answer);
        location = nextLocation(answer);
    }

    /**
     * How many bytes the registry reports as received.
     *
     * @return empty if it reports nothing usable
     * @throws RegistryException if it reports that the session does not exist, or does not answer
     */
    OptionalLong receivedBytes() throws InterruptedException {
        RegistryAnswer answer = http.get(action, location, "*/*");
        if (answer.status() == 404 || answer.isRetryable()) {
            throw RegistryException.refused(target, action, answer).asRetryable();
        }
        if (!answer.ok()) {
            return OptionalLong.empty();
        }
        if (answer.header("Location").isPresent()) {
            location = nextLocation(answer);
        }
        Matcher range = RANGE.matcher(answer.header("Range").orElse(""));
        if (!range.matches()) {
            return OptionalLong.empty();
        }
        long last = Long.parseLong(range.group(1));
        return OptionalLong.of(last == 0 ? 0 : last + 1);
    }

    /** Ends the session. The registry compares the digest with what it received. */
    void close(Digest digest, BodyPublisher rest) throws InterruptedException {
        String separator = location.getRawQuery() == null ? "?" : "&";
        URI closing = URI.create(location + separator + "digest=" + digest);
        RegistryAnswer answer = http.write(action, "PUT", closing, Map.of("Content-Type", CONTENT), rest);
        checkAccepted(answer);
        Digest stored = answer.contentDigest().orElse(digest);
        if (!stored.equals(digest)) {
            throw RegistryException.wrong(target, action, "the registry stored it as " + stored + ".", true);
        }
    }

    /** Any 2xx: ECR answers a PATCH with 201, the specification with 202. */
    private void checkAccepted(RegistryAnswer answer) {
        if (answer.ok()) {
            return;
        }
        RegistryException refused = RegistryException.refused(target, action, answer);
        boolean mayBeOver =
                SESSION_ERRORS.contains(refused.code()) || answer.status() == 416 || isLost(answer, refused);
        throw mayBeOver ? refused.asRetryable() : refused;
    }

    /**
     * Whether the registry, or a proxy that asked another instance of it, no longer knows the session. The codes differ:
     * {@code BLOB_UNKNOWN} at GHCR (GoogleContainerTools/jib#4301), {@code UNKNOWN}, {@code NOT_FOUND}, or a page in HTML.
     */
    private static boolean isLost(RegistryAnswer answer, RegistryException refused) {
        return answer.status() == 404 && !refused.code().equals("NAME_UNKNOWN");
    }

    private URI nextLocation(RegistryAnswer answer) {
        String given = answer.header("Location")
                .orElseThrow(() -> RegistryException.wrong(
                        target, action, "the registry's answer has no Location to continue at.", false));
        return http.resolve(action, answer.uri(), given);
    }
}
