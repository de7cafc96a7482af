package io.jenkins.plugins.ecsdeploy.simulator.registry;

import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.RegistryDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /v2/NAME/manifests/REFERENCE}: pushing and reading manifests by tag or digest. */
final class ManifestEndpoint {

    /** Service quotas of ECR, and what Docker's registry takes as well. */
    private static final int LIMIT_BYTES = 4 * 1024 * 1024;

    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    private final RegistryDialect dialect;
    private final Clock clock;

    ManifestEndpoint(RegistryDialect dialect, Clock clock) {
        this.dialect = dialect;
        this.clock = clock;
    }

    RegistryResponse read(String name, String reference) {
        Repository repository = dialect.repository(name);
        Optional<StoredManifest> found =
                Digests.isDigest(reference) ? repository.manifest(reference) : repository.tagged(reference);
        StoredManifest manifest = found.orElseThrow(() -> dialect.manifestUnknown(repository, reference));
        return RegistryResponse.status(200)
                .header("Docker-Content-Digest", manifest.digest())
                .bytes(manifest.mediaType(), manifest.bytes());
    }

    RegistryResponse push(RegistryRequest request, String name, String reference) throws IOException {
        Repository repository = dialect.repositoryToPushTo(name);
        StoredManifest manifest = StoredManifest.parse(contentType(request), body(request), clock.instant());
        Optional<String> tag = Digests.isDigest(reference) ? Optional.empty() : Optional.of(reference);
        if (tag.isEmpty() && !reference.equals(manifest.digest())) {
            throw dialect.manifestDigestMismatch(repository, reference);
        }
        if (tag.isPresent() && !TAG.matcher(reference).matches()) {
            throw new OciError(400, "TAG_INVALID", "manifest tag '" + reference + "' is not a valid tag");
        }
        requireReferences(repository, manifest);
        if (!repository.put(manifest, tag)) {
            throw dialect.tagTaken(repository, reference);
        }
        RegistryResponse created = RegistryResponse.status(201)
                .header("Location", "/v2/" + name + "/manifests/" + manifest.digest())
                .header("Docker-Content-Digest", manifest.digest());
        manifest.subject().ifPresent(subject -> created.header("OCI-Subject", subject));
        return created;
    }

    private void requireReferences(Repository repository, StoredManifest manifest) {
        List<String> blobs = repository.missingBlobs(manifest.blobs());
        if (!blobs.isEmpty()) {
            throw dialect.blobsMissing(repository, blobs);
        }
        List<String> children = repository.missingManifests(manifest.children());
        if (!children.isEmpty()) {
            throw dialect.manifestsMissing(repository, children);
        }
    }

    private static String contentType(RegistryRequest request) {
        String header = request.header("Content-Type");
        return header == null ? "" : header.split(";", 2)[0].trim();
    }

    private static byte[] body(RegistryRequest request) throws IOException {
        byte[] bytes = request.body().readNBytes(LIMIT_BYTES + 1);
        if (bytes.length > LIMIT_BYTES) {
            throw new OciError(413, "MANIFEST_INVALID", "manifest is larger than " + LIMIT_BYTES + " bytes");
        }
        return bytes;
    }
}
