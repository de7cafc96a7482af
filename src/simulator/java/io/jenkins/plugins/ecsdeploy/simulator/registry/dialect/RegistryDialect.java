package io.jenkins.plugins.ecsdeploy.simulator.registry.dialect;

import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.IncomingUpload;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import java.util.List;
import java.util.Optional;

/** What registries do differently, although they all follow the distribution specification more or less. */
public interface RegistryDialect {

    /** The answer to a caller without access; empty for one with access. */
    Optional<RegistryResponse> refusal(RegistryRequest request);

    /** @throws OciError {@code NAME_UNKNOWN} */
    Repository repository(String name);

    /** The repository, for a push to it: some registries create it then. */
    Repository repositoryToPushTo(String name);

    boolean mounts(Repository source, String blobDigest);

    /** The {@code Location} at which the upload continues. */
    String location(RegistryRequest request, IncomingUpload upload);

    /** @throws OciError if the client does not use the last location that it was given */
    void requireLocation(RegistryRequest request, IncomingUpload upload);

    int chunkStatus();

    /** The {@code Range} header that says how much of an upload has arrived. */
    String range(IncomingUpload upload);

    OciError outOfOrder(long firstByte, long expected);

    /** @throws OciError if the registry does not accept an upload in such parts */
    void requireParts(IncomingUpload upload);

    OciError digestMismatch();

    OciError manifestUnknown(Repository repository, String reference);

    OciError blobsMissing(Repository repository, List<String> digests);

    OciError manifestsMissing(Repository repository, List<String> digests);

    OciError manifestDigestMismatch(Repository repository, String digest);

    OciError tagTaken(Repository repository, String tag);
}
