package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.registry.http.HttpClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryAnswer;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryLogin;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A client of the OCI distribution specification 1.1 for one repository: reads and pushes blobs and manifests. All digests
 * are checked. Thread-safe.
 */
public final class RegistryClient {

    private static final String ACCEPT = String.join(", ", MediaTypes.MANIFESTS);

    /**
     * The registry does not have, or does not see yet, a blob that a manifest names: storage may be consistent only after
     * a while (openshift/image-registry#220). The last is ECR's (oras-project/oras-py#54).
     */
    private static final Set<String> BLOB_MISSING =
            Set.of("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN", "BLOB_UPLOAD_UNKNOWN");

    private final RegistryTarget target;
    private final RegistryHttp http;
    private final Retries retries;
    private final HttpClient client;
    private final Optional<RegistryCredentials> credentials;
    private final Clock clock;
    private final PushLimits limits;
    private final RegistryLogin login;

    /**
     * @param client of {@link HttpClients}: it must not follow redirects by itself
     * @param credentials sent with every request to the registry; empty for anonymous access
     */
    public RegistryClient(
            HttpClient client, RegistryTarget target, Optional<RegistryCredentials> credentials, Retries retries) {
        this(client, target, credentials, retries, PushLimits.STANDARD, Clock.systemUTC());
    }

    /** @param clock for the expiry of tokens */
    public RegistryClient(
            HttpClient client,
            RegistryTarget target,
            Optional<RegistryCredentials> credentials,
            Retries retries,
            PushLimits limits,
            Clock clock) {
        this(client, target, credentials, retries, limits, clock, new RegistryLogin(target, credentials, clock));
    }

    private RegistryClient(
            HttpClient client,
            RegistryTarget target,
            Optional<RegistryCredentials> credentials,
            Retries retries,
            PushLimits limits,
            Clock clock,
            RegistryLogin login) {
        this.client = client;
        this.target = target;
        this.credentials = credentials;
        this.retries = retries;
        this.limits = limits;
        this.clock = clock;
        this.login = login;
        this.http = new RegistryHttp(client, target, login, limits.stallTimeout());
    }

    /** A client for another repository of the registry, with the same login. */
    public RegistryClient at(String repository) {
        return repository.equals(target.repository())
                ? this
                : new RegistryClient(
                        client, new RegistryTarget(target.endpoint(), repository), credentials, retries, limits, clock);
    }

    /** The same for requests that a push can do without: it soon gives up. */
    public RegistryClient brief() {
        return new RegistryClient(client, target, credentials, retries.brief(), limits.brief(), clock, login);
    }

    /** The same for reading only, and it soon gives up. */
    public RegistryClient reading() {
        return new RegistryClient(client, target, credentials, retries.brief(), limits.brief(), clock, login.reading());
    }

    public RegistryTarget target() {
        return target;
    }

    /** @throws RegistryException if the registry answers neither yes nor no */
    public boolean hasBlob(Digest digest) throws InterruptedException {
        return retries.run(number -> exists(digest));
    }

    private boolean exists(Digest digest) throws InterruptedException {
        String action = "checking blob " + digest;
        return found(action, http.head(action, target.uri("blobs/" + digest), "*/*"))
                .isPresent();
    }

    /**
     * The content of a small blob, such as an image's config.
     *
     * @param maxBytes how many bytes of it are read
     * @return empty if there is none
     * @throws RegistryException also if it is larger, or has another digest
     */
    public Optional<byte[]> blob(Digest digest, int maxBytes) throws InterruptedException {
        String action = "reading blob " + digest;
        return retries.run(number -> {
            RegistryAnswer answer = http.get(action, target.uri("blobs/" + digest), "*/*", maxBytes);
            return found(action, answer).map(blob -> {
                check(action, digest, digest.of(blob.body()));
                return blob.body();
            });
        });
    }

    /** The first page of the repository's tags, in the registry's order; none if the repository does not exist. */
    public List<String> tags() throws InterruptedException {
        String action = "listing tags";
        URI first = target.uri("tags/list?n=1000");
        return retries.run(number -> found(action, http.get(action, first, "application/json"))
                .map(answer -> RegistryTags.parse(answer.body()))
                .orElse(List.of()));
    }

    /**
     * The digest of a manifest.
     *
     * @param reference a tag or a digest
     * @return empty if there is none, or no such repository
     */
    public Optional<Digest> manifestDigest(String reference) throws InterruptedException {
        String action = "checking manifest " + reference;
        Optional<RegistryAnswer> head =
                retries.run(number -> found(action, http.head(action, manifestUri(reference), ACCEPT)));
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Optional<Digest> named = head.get().contentDigest();
        return named.isPresent() ? named : manifest(reference).map(Manifest::digest);
    }

    /**
     * A manifest as the registry stores it.
     *
     * @param reference a tag or a digest
     * @return empty if there is none, or no such repository
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
     * Uploads a blob. An interrupted upload is resumed where the registry is, or started again.
     *
     * @param mount another repository of the registry that may have the blob
     * @param sent is notified of the number of bytes that the current attempt has sent
     * @return what the registry now has
     */
    public Descriptor upload(BlobSource blob, Optional<BlobMount> mount, LongConsumer sent)
            throws InterruptedException {
        mount.ifPresent(from -> http.requestReadAccess(from.repository()));
        BlobUpload upload = new BlobUpload(http, target, limits, ChunkBuffers.ofThisJvm(), blob, mount, sent);
        return retries.run(
                number -> {
                    Optional<Descriptor> known = upload.descriptor();
                    // Perhaps only the answer to the previous attempt was lost.
                    if (number > 1 && known.isPresent() && exists(known.get().digest())) {
                        return known.get();
                    }
                    return upload.send();
                },
                upload::maxAcknowledgedBytes);
    }

    /**
     * Mounts a blob of another repository of the registry.
     *
     * @return false if the registry does not support that, or not for this blob
     */
    public boolean mount(BlobMount mount) throws InterruptedException {
        http.requestReadAccess(mount.repository());
        String action = "mounting blob " + mount.digest() + " from " + mount.repository();
        return retries.run(number ->
                UploadSession.open(http, target, action, Optional.of(mount)).isEmpty());
    }

    public PushLimits limits() {
        return limits;
    }

    /**
     * Uploads a manifest.
     *
     * @param reference the manifest's digest, or the tag that should name it
     * @throws RegistryException if it is refused, also because an immutable tag names another image
     */
    public void putManifest(Manifest manifest, String reference) throws InterruptedException {
        String action = "upload of manifest " + manifest.digest()
                + (reference.indexOf(':') >= 0 ? "" : " for tag " + reference);
        retries.run(number -> {
            RegistryAnswer answer = http.write(
                    action,
                    "PUT",
                    manifestUri(reference),
                    Map.of("Content-Type", manifest.mediaType()),
                    BodyPublishers.ofByteArray(manifest.bytes()));
            // An earlier attempt, or another client, may have set the immutable tag to this very manifest.
            if (answer.refusesImmutableTag()
                    && manifestDigest(reference)
                            .filter(manifest.digest()::equals)
                            .isPresent()) {
                return null;
            }
            if (!answer.ok()) {
                RegistryException refused = RegistryException.refused(target, action, answer);
                throw BLOB_MISSING.contains(refused.code()) ? refused.asRetryable() : refused;
            }
            answer.contentDigest().ifPresent(stored -> check(action, manifest.digest(), stored));
            return null;
        });
    }

    private URI manifestUri(String reference) {
        return target.uri("manifests/" + reference);
    }

    private void check(String action, Digest expected, Digest found) {
        if (!found.equals(expected)) {
            throw RegistryException.wrong(
                    target, action, "the registry has " + found + " instead of " + expected + ".", true);
        }
    }
}
