package io.jenkins.plugins.ecsdeploy.registry;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Speaks the OCI distribution specification 1.1 with one repository: asks for blobs and manifests, and pushes them. All
 * digests are checked. Thread-safe.
 */
public final class RegistryClient {

    private static final String ACCEPT = String.join(", ", MediaTypes.MANIFESTS);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final RegistryTarget target;
    private final RegistryHttp http;
    private final Retries retries;
    private final BlobUpload uploads;

    /**
     * @param http as {@link #httpClient} makes it: it must not follow redirects by itself
     * @param credentials sent with every request to the registry; empty for anonymous access
     */
    public RegistryClient(
            HttpClient http, RegistryTarget target, Optional<RegistryCredentials> credentials, Retries retries) {
        this.target = target;
        this.http = new RegistryHttp(http, target, credentials);
        this.retries = retries;
        this.uploads = new BlobUpload(this.http, target, retries);
    }

    /** A client for the default proxy and trust store. One is enough for all registries. */
    public static HttpClient httpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // uploads gain nothing from HTTP/2, and h2c confuses some proxies
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    public RegistryTarget target() {
        return target;
    }

    /** @throws RegistryException where the registry answers neither yes nor no */
    public boolean hasBlob(Digest digest) throws InterruptedException {
        return retries.run(number -> uploads.exists(digest));
    }

    /**
     * The digest of a manifest.
     *
     * @param reference a tag or a digest
     * @return empty where there is none, or not even the repository
     */
    public Optional<Digest> manifestDigest(String reference) throws InterruptedException {
        String action = "asking for manifest " + reference;
        Optional<RegistryAnswer> head =
                retries.run(number -> found(action, http.head(action, manifestUri(reference), ACCEPT)));
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Optional<Digest> named = head.get().contentDigest();
        return named.isPresent() ? named : manifest(reference).map(Manifest::digest);
    }

    /**
     * A manifest as the registry keeps it.
     *
     * @param reference a tag or a digest
     * @return empty where there is none, or not even the repository
     */
    public Optional<Manifest> manifest(String reference) throws InterruptedException {
        String action = "reading manifest " + reference;
        return retries.run(number -> found(action, http.get(action, manifestUri(reference), ACCEPT))
                .map(answer -> {
                    boolean byDigest = reference.indexOf(':') >= 0;
                    Digest expected = byDigest
                            ? Digest.parse(reference)
                            : answer.contentDigest().orElseGet(() -> Digest.sha256(answer.body()));
                    check(action, expected, expected.of(answer.body()));
                    String mediaType = answer.header("Content-Type")
                            .orElse("")
                            .split(";", 2)[0]
                            .strip();
                    return new Manifest(mediaType, expected, answer.body());
                }));
    }

    private Optional<RegistryAnswer> found(String action, RegistryAnswer answer) {
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw RegistryException.refused(target, action, answer);
        }
        return Optional.of(answer);
    }

    /**
     * Sends a blob, from its start again where it was cut.
     *
     * @param sent told now and then how many bytes of this try have gone
     */
    void uploadBlob(Blob blob, LongConsumer sent) throws InterruptedException {
        uploads.upload(blob, sent);
    }

    /**
     * Gives the registry a manifest.
     *
     * @param reference the manifest's digest, or the tag that is to name it
     * @throws RegistryException where it is refused, also because an immutable tag names another image
     */
    public void putManifest(Manifest manifest, String reference) throws InterruptedException {
        String action =
                "the manifest " + manifest.digest() + (reference.indexOf(':') >= 0 ? "" : " for tag " + reference);
        retries.run(number -> {
            RegistryAnswer answer = http.write(
                    action,
                    "PUT",
                    manifestUri(reference),
                    manifest.mediaType(),
                    BodyPublishers.ofByteArray(manifest.bytes()));
            // An earlier try, or somebody else, may have set the immutable tag to this very manifest.
            if (Advice.isImmutableTag(answer)
                    && manifestDigest(reference)
                            .filter(manifest.digest()::equals)
                            .isPresent()) {
                return null;
            }
            if (!answer.ok()) {
                throw RegistryException.refused(target, action, answer);
            }
            answer.contentDigest().ifPresent(kept -> check(action, manifest.digest(), kept));
            return null;
        });
    }

    private URI manifestUri(String reference) {
        return target.uri("manifests/" + reference);
    }

    private void check(String action, Digest expected, Digest found) {
        if (!found.equals(expected)) {
            throw RegistryException.wrong(
                    target, action, "the registry has " + found + " where it should have " + expected + ".", true);
        }
    }
}
