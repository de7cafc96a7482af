package io.jenkins.plugins.ecsdeploy.simulator.registry.dialect;

import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.IncomingUpload;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Amazon ECR's behavior, each quirk with its source. */
public final class EcrDialect implements RegistryDialect {

    /** dotnet/sdk-container-builds#424: LayerPartTooSmallException. */
    public static final long MINIMUM_PART_BYTES = 5L * 1024 * 1024;

    private final AwsAccount account;
    private final String authority;
    private final Repositories repositories;
    private final AuthorizationTokens tokens;

    private final long minimumPartBytes;

    public EcrDialect(
            AwsAccount account,
            String authority,
            Repositories repositories,
            AuthorizationTokens tokens,
            long minimumPartBytes) {
        this.minimumPartBytes = minimumPartBytes;
        this.account = account;
        this.authority = authority;
        this.repositories = repositories;
        this.tokens = tokens;
    }

    /** A token ECR cannot read is a 400 ("login attempt … failed with status: 400 Bad Request"). */
    @Override
    public Optional<RegistryResponse> refusal(RegistryRequest request) {
        return switch (tokens.check(request.header("Authorization"))) {
            case VALID -> Optional.empty();
            case EXPIRED ->
                Optional.of(RegistryResponse.error(
                        403, "DENIED", "Your authorization token has expired. Reauthenticate and try again."));
            case UNKNOWN -> Optional.of(text(400, "Bad Request\n"));
            case MISSING ->
                Optional.of(text(401, "Not Authorized\n")
                        .header(
                                "WWW-Authenticate",
                                "Basic realm=\"https://" + authority + "/\",service=\"ecr.amazonaws.com\""));
        };
    }

    private static RegistryResponse text(int status, String text) {
        return RegistryResponse.status(status)
                .bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Repository repository(String name) {
        return repositories
                .find(name)
                .orElseThrow(() -> new OciError(
                        404,
                        "NAME_UNKNOWN",
                        "The repository with name '" + name + "' does not exist in the registry with id '"
                                + account.id() + "'"));
    }

    @Override
    public Repository repositoryToPushTo(String name) {
        return repository(name);
    }

    /** Only with the account setting, and only what an image of the source uses (aws/containers-roadmap#2860). */
    @Override
    public boolean mounts(Repository source, String blobDigest) {
        return repositories.blobMounting() && source.hasBlob(blobDigest) && source.refersTo(blobDigest);
    }

    @Override
    public String location(RegistryRequest request, IncomingUpload upload) {
        String host = request.header("Host");
        return "http://" + (host == null ? authority : host) + "/v2/" + upload.repositoryName() + "/blobs/uploads/"
                + upload.id();
    }

    @Override
    public void requireLocation(RegistryRequest request, IncomingUpload upload) {}

    /** 201, although the specification says 202 (jdx/mise#11376, openai/tart#273). */
    @Override
    public int chunkStatus() {
        return 201;
    }

    /** Stays at the end of the first chunk, although the later ones are kept (aws/containers-roadmap#2831). */
    @Override
    public String range(IncomingUpload upload) {
        List<Long> parts = upload.partSizesBytes();
        return "0-" + (parts.isEmpty() ? 0 : parts.get(0) - 1);
    }

    /** apple/container#1895. */
    @Override
    public OciError outOfOrder(long firstByte, long expected) {
        return new OciError(
                416, "BLOB_UPLOAD_INVALID", "First byte of the layer part is " + firstByte + " instead of " + expected);
    }

    @Override
    public void requireParts(IncomingUpload upload) {
        List<Long> parts = upload.partSizesBytes();
        boolean tooSmall =
                parts.stream().limit(Math.max(0, parts.size() - 1)).anyMatch(size -> size < minimumPartBytes);
        if (tooSmall) {
            throw new OciError(
                    400, "BLOB_UPLOAD_INVALID", "All layer parts except the last part should be at least 5MB");
        }
    }

    /** dotnet/sdk-container-builds#472. */
    @Override
    public OciError digestMismatch() {
        return new OciError(
                400, "BLOB_UPLOAD_INVALID", "None of the provided layer digests match the calculated layer digest");
    }

    @Override
    public OciError manifestUnknown(Repository repository, String reference) {
        return new OciError(404, "MANIFEST_UNKNOWN", "Requested image not found");
    }

    /** oras-project/oras-py#54. */
    @Override
    public OciError blobsMissing(Repository repository, List<String> digests) {
        return new OciError(404, "BLOB_UPLOAD_UNKNOWN", required("Layers", repository, digests));
    }

    /** int128/docker-manifest-create-action#63. */
    @Override
    public OciError manifestsMissing(Repository repository, List<String> digests) {
        return new OciError(404, "MANIFEST_BLOB_UNKNOWN", required("Images", repository, digests));
    }

    private String required(String what, Repository repository, List<String> digests) {
        return what + " with digests '[" + String.join(", ", digests)
                + "]' required for pushing image into repository with name '" + repository.name()
                + "' in the registry with id '" + account.id() + "' do not exist";
    }

    /** google/go-containerregistry#1568. */
    @Override
    public OciError manifestDigestMismatch(Repository repository, String digest) {
        return new OciError(
                400,
                "MANIFEST_INVALID",
                "The image with digest '" + digest + "' in repository '" + repository.name() + "' and registry ID '"
                        + account.id() + "' does not match the image digest that Amazon ECR has calculated.");
    }

    /** moby/buildkit#3776. */
    @Override
    public OciError tagTaken(Repository repository, String tag) {
        return new OciError(
                400,
                "TAG_INVALID",
                "The image tag '" + tag + "' already exists in the '" + repository.name()
                        + "' repository and cannot be overwritten because the repository is immutable.");
    }
}
