package io.jenkins.plugins.ecsdeploy.registry.http;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * A registry's answer to one request.
 *
 * @param uri that was asked in the end, after redirects
 */
public record RegistryAnswer(int status, HttpHeaders headers, byte[] body, URI uri) {

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    boolean isRedirect() {
        return status >= 300 && status < 400 && header("Location").isPresent();
    }

    /** One after which method and content stay what they are: RFC 9110, 15.4.8 and 15.4.9. */
    boolean isRedirectOfTheSame() {
        return isRedirect() && (status == 307 || status == 308);
    }

    /** Whether the same request may go well later. */
    public boolean mayPass() {
        return mayPass(status);
    }

    public static boolean mayPass(int status) {
        return status == 429 || status == 408 || status >= 500 && status != 501;
    }

    RegistryError error() {
        return RegistryError.parse(body);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The digest that the registry names its content by; empty where it names none that can be read. */
    public Optional<Digest> contentDigest() {
        try {
            return header("Docker-Content-Digest").map(Digest::parse);
        } catch (ImageException notADigest) {
            return Optional.empty();
        }
    }

    /** What {@code Retry-After} asks for, where it does so in seconds. */
    Optional<Duration> retryAfter() {
        return header("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
