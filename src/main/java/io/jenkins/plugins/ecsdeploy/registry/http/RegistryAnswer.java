package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A registry's answer to one request.
 *
 * @param uri that answered, after redirects
 */
public record RegistryAnswer(int status, HttpHeaders headers, byte[] body, URI uri) {

    private static final Set<Integer> IMMUTABLE_TAG_STATUSES = Set.of(400, 403, 409, 412);

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400 && header("Location").isPresent();
    }

    /** Whether to repeat the same method and content elsewhere: RFC 9110, 15.4.8 and 15.4.9. */
    boolean isRedirectOfSameRequest() {
        return isRedirect() && (status == 307 || status == 308);
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
        return isRetryable(status);
    }

    public static boolean isRetryable(int status) {
        return status == 429 || status == 408 || status >= 500 && status != 501;
    }

    /** Whether the tag is immutable and names another image. ECR: 400 {@code TAG_INVALID} (moby/buildkit#3776). */
    public boolean refusesImmutableTag() {
        String words = (error().code() + " " + error().message()).toLowerCase(Locale.ROOT);
        return IMMUTABLE_TAG_STATUSES.contains(status)
                && (words.contains("immutable") || words.contains("imagetagalreadyexists"));
    }

    RegistryError error() {
        return RegistryError.parse(body);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** {@code Docker-Content-Digest}; empty if it is missing or invalid. */
    public Optional<Digest> contentDigest() {
        try {
            return header("Docker-Content-Digest").map(Digest::parse);
        } catch (ImageException notADigest) {
            return Optional.empty();
        }
    }

    /** {@code Retry-After}, if it is a number of seconds. */
    Optional<Duration> retryAfter() {
        return header("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
