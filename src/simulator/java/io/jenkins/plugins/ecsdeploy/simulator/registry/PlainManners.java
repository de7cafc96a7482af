package io.jenkins.plugins.ecsdeploy.simulator.registry;

import java.util.List;
import java.util.Optional;

/**
 * A registry as Docker's own ({@code registry:2}): open to all, creates repositories on push, mounts blobs, counts
 * chunks right, and tells relative locations that carry the state of the upload.
 */
final class PlainManners implements RegistryManners {

    private final Repositories repositories;

    PlainManners(Repositories repositories) {
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
                .orElseThrow(() -> new RegistryError(404, "NAME_UNKNOWN", "repository name not known to registry"));
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
    public String location(RegistryRequest request, BlobUpload upload) {
        return "/v2/" + upload.repositoryName() + "/blobs/uploads/" + upload.id() + "?_state=" + upload.sizeBytes();
    }

    @Override
    public void requireLocation(RegistryRequest request, BlobUpload upload) {
        if (!request.query("_state").equals(Optional.of(Long.toString(upload.sizeBytes())))) {
            throw new RegistryError(400, "BLOB_UPLOAD_INVALID", "blob upload invalid");
        }
    }

    @Override
    public int chunkStatus() {
        return 202;
    }

    @Override
    public String range(BlobUpload upload) {
        return "0-" + Math.max(0, upload.sizeBytes() - 1);
    }

    @Override
    public RegistryError outOfOrder(long firstByte, long expected) {
        return new RegistryError(416, "RANGE_INVALID", "invalid content range");
    }

    @Override
    public void requireParts(BlobUpload upload) {}

    @Override
    public RegistryError digestMismatch() {
        return new RegistryError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }

    @Override
    public RegistryError manifestUnknown(Repository repository, String reference) {
        return new RegistryError(404, "MANIFEST_UNKNOWN", "manifest unknown");
    }

    @Override
    public RegistryError blobsMissing(Repository repository, List<String> digests) {
        return new RegistryError(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry: " + digests);
    }

    @Override
    public RegistryError manifestsMissing(Repository repository, List<String> digests) {
        return new RegistryError(400, "MANIFEST_BLOB_UNKNOWN", "manifest unknown to registry: " + digests);
    }

    @Override
    public RegistryError manifestDigestMismatch(Repository repository, String digest) {
        return new RegistryError(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }

    @Override
    public RegistryError tagTaken(Repository repository, String tag) {
        return new RegistryError(400, "TAG_INVALID", "tag " + tag + " is taken and immutable");
    }
}
