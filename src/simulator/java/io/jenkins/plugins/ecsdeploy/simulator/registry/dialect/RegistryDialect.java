package io.jenkins.plugins.ecsdeploy.simulator.registry.dialect;

import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.IncomingUpload;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import java.util.List;
import java.util.Optional;

/** Where registries differ from each other although they all keep to the distribution specification, more or less. */
public interface RegistryDialect {

    /** The answer to a caller who may not come in; empty for one who may. */
    Optional<RegistryResponse> refusal(RegistryRequest request);

    /** @throws OciError {@code NAME_UNKNOWN} */
    Repository repository(String name);

    /** The repository, for a push to it: some registries create it then. */
    Repository repositoryToPushTo(String name);

    boolean mounts(Repository source, String blobDigest);

    /** The {@code Location} under which the upload goes on. */
    String location(RegistryRequest request, IncomingUpload upload);

    /** @throws OciError where the client does not use the location it was told last */
    void requireLocation(RegistryRequest request, IncomingUpload upload);

    int chunkStatus();

    /** The {@code Range} header that tells how much of an upload has arrived. */
    String range(IncomingUpload upload);

    OciError outOfOrder(long firstByte, long expected);

    /** @throws OciError where the registry does not take an upload in such parts */
    void requireParts(IncomingUpload upload);

    OciError digestMismatch();

    OciError manifestUnknown(Repository repository, String reference);

    OciError blobsMissing(Repository repository, List<String> digests);

    OciError manifestsMissing(Repository repository, List<String> digests);

    OciError manifestDigestMismatch(Repository repository, String digest);

    OciError tagTaken(Repository repository, String tag);
}
