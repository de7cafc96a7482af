package io.jenkins.plugins.ecsdeploy.simulator.registry.dialect;

import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.IncomingUpload;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import java.util.List;
import java.util.Optional;

/**
 * A registry as Docker's own ({@code registry:2}): open to all, creates repositories on push, mounts blobs, counts
 * chunks correctly, and returns relative locations that carry the state of the upload.
 */
public final class PlainDialect implements RegistryDialect {

    private final Repositories repositories;

    public PlainDialect(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public Optional<RegistryResponse> refusal(RegistryRequest request) {
        return Optional.empty();
    }

    @Override
    public Repository repository(String name) {
        return repositories
                .find(name)
                .orElseThrow(() -> new OciError(404, "NAME_UNKNOWN", "repository name not known to registry"));
    }

    @Override
    public Repository repositoryToPushTo(String name) {
        return repositories.findOrCreate(name);
    }

    @Override
    public boolean mounts(Repository source, String blobDigest) {
        return source.hasBlob(blobDigest);
    }

    @Override
    public String location(RegistryRequest request, IncomingUpload upload) {
        return "/v2/" + upload.repositoryName() + "/blobs/uploads/" + upload.id() + "?_state=" + upload.sizeBytes();
    }

    @Override
    public void requireLocation(RegistryRequest request, IncomingUpload upload) {
        if (!request.query("_state").equals(Optional.of(Long.toString(upload.sizeBytes())))) {
            throw new OciError(400, "BLOB_UPLOAD_INVALID", "blob upload invalid");
        }
    }

    @Override
    public int chunkStatus() {
        return 202;
    }

    @Override
    public String range(IncomingUpload upload) {
        return "0-" + Math.max(0, upload.sizeBytes() - 1);
    }

    @Override
    public OciError outOfOrder(long firstByte, long expected) {
        return new OciError(416, "RANGE_INVALID", "invalid content range");
    }

    @Override
    public void requireParts(IncomingUpload upload) {}

    @Override
    public OciError digestMismatch() {
        return new OciError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }

    @Override
    public OciError manifestUnknown(Repository repository, String reference) {
        return new OciError(404, "MANIFEST_UNKNOWN", "manifest unknown");
    }

    @Override
    public OciError blobsMissing(Repository repository, List<String> digests) {
        return new OciError(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry: " + digests);
    }

    @Override
    public OciError manifestsMissing(Repository repository, List<String> digests) {
        return new OciError(400, "MANIFEST_BLOB_UNKNOWN", "manifest unknown to registry: " + digests);
    }

    @Override
    public OciError manifestDigestMismatch(Repository repository, String digest) {
        return new OciError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }

    @Override
    public OciError tagTaken(Repository repository, String tag) {
        return new OciError(400, "TAG_INVALID", "tag " + tag + " is taken and immutable");
    }
}
