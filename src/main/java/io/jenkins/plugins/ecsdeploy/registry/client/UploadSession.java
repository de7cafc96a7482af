package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryAnswer;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.StreamBody;
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
 * One upload session at a registry (OCI distribution specification, "Pushing blobs"): the requests, each once, and the
 * address that each answer gives for the next.
 */
public final class UploadSession {

    private static final String CONTENT = "application/octet-stream";
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");

    /** The registry lost the session, or got something else than was sent: a new session may do. */
    private static final Set<String> SESSION_ERRORS =
            Set.of("BLOB_UPLOAD_UNKNOWN", "BLOB_UPLOAD_INVALID", "DIGEST_INVALID", "SIZE_INVALID", "RANGE_INVALID");

    private final RegistryHttp http;
    private final RegistryTarget target;
    private final String action;
    private URI location;

    private UploadSession(RegistryHttp http, RegistryTarget target, String action) {
        this.http = http;
        this.target = target;
        this.action = action;
    }

    /**
     * Opens a session.
     *
     * @param mount a blob that another repository of this registry has, to be taken from there without being sent
     * @return empty where the registry did so
     */
    static Optional<UploadSession> open(RegistryHttp http, RegistryTarget target, String action, Optional<Mount> mount)
            throws InterruptedException {
        UploadSession session = new UploadSession(http, target, action);
        String query = mount.map(from -> "?mount=" + from.digest() + "&from=" + from.repository())
                .orElse("");
        RegistryAnswer answer =
                http.write(action, "POST", target.uri("blobs/uploads/" + query), Map.of(), BodyPublishers.noBody());
        if (mount.isPresent() && answer.status() >= 400 && !answer.mayPass()) {
            // Whoever may push here need not be let read there.
            return open(http, target, action, Optional.empty());
        }
        if (!answer.ok()) {
            throw RegistryException.refused(target, action, answer);
        }
        if (mount.isPresent() && answer.status() == 201) {
            return Optional.empty();
        }
        session.next(answer);
        return Optional.of(session);
    }

    /** A blob of another repository of the same registry. */
    public record Mount(Digest digest, String repository) {}

    /** Sends what comes from a stream, as one PATCH. */
    void append(StreamBody body) throws InterruptedException {
        RegistryAnswer answer = http.stream(action, "PATCH", location, Map.of("Content-Type", CONTENT), body);
        accepted(answer);
        next(answer);
    }

    /** Sends one chunk; a registry that is not at this offset has to refuse it. */
    void append(byte[] chunk, long offset) throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", CONTENT);
        headers.put("Content-Range", offset + "-" + (offset + chunk.length - 1));
        RegistryAnswer answer = http.write(action, "PATCH", location, headers, BodyPublishers.ofByteArray(chunk));
        accepted(answer);
        next(answer);
    }

    /**
     * How many bytes the registry says it has.
     *
     * @return empty where it doesn't say
     * @throws RegistryException where it says that there is no such session, or nothing at all
     */
    OptionalLong receivedBytes() throws InterruptedException {
        RegistryAnswer answer = http.get(action, location, "*/*");
        if (answer.status() == 404 || answer.mayPass()) {
            throw RegistryException.refused(target, action, answer).thatMayPass();
        }
        if (!answer.ok()) {
            return OptionalLong.empty();
        }
        if (answer.header("Location").isPresent()) {
            next(answer);
        }
        Matcher range = RANGE.matcher(answer.header("Range").orElse(""));
        if (!range.matches()) {
            return OptionalLong.empty();
        }
        long last = Long.parseLong(range.group(1));
        return OptionalLong.of(last == 0 ? 0 : last + 1);
    }

    /** Ends the session; the registry compares the digest with what it got. */
    void close(Digest digest, BodyPublisher rest) throws InterruptedException {
        String separator = location.getRawQuery() == null ? "?" : "&";
        URI closing = URI.create(location + separator + "digest=" + digest);
        RegistryAnswer answer = http.write(action, "PUT", closing, Map.of("Content-Type", CONTENT), rest);
        accepted(answer);
        Digest kept = answer.contentDigest().orElse(digest);
        if (!kept.equals(digest)) {
            throw RegistryException.wrong(target, action, "the registry keeps it as " + kept + ".", true);
        }
    }

    /** ECR answers a PATCH with 201 where the specification has 202, so any 2xx will do. */
    private void accepted(RegistryAnswer answer) {
        if (answer.ok()) {
            return;
        }
        RegistryException refused = RegistryException.refused(target, action, answer);
        throw SESSION_ERRORS.contains(refused.code()) || answer.status() == 416 ? refused.thatMayPass() : refused;
    }

    private void next(RegistryAnswer answer) {
        String given = answer.header("Location")
                .orElseThrow(() -> RegistryException.wrong(
                        target, action, "the registry doesn't say where to (no Location in its answer).", false));
        location = http.resolve(action, answer.uri(), given);
    }
}
