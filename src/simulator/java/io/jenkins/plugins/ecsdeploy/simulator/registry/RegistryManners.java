package io.jenkins.plugins.ecsdeploy.simulator.registry;

import java.util.List;
import java.util.Optional;

/** Where registries differ from each other although they all keep to the distribution specification, more or less. */
interface RegistryManners {

    /** The answer to a caller who may not come in; empty for one who may. */
    Optional<RegistryResponse> refusal(RegistryRequest request);

    /** @throws RegistryError {@code NAME_UNKNOWN} */
    Repository repository(String name);

    /** The repository, for a push to it: some registries create it then. */
    Repository repositoryToPushTo(String name);

    boolean mounts(Repository source, String blobDigest);

    /** The {@code Location} under which the upload goes on. */
    String location(RegistryRequest request, BlobUpload upload);

    /** @throws RegistryError where the client does not use the location it was told last */
    void requireLocation(RegistryRequest request, BlobUpload upload);

    int chunkStatus();

    /** The {@code Range} header that tells how much of an upload has arrived. */
    String range(BlobUpload upload);

    RegistryError outOfOrder(long firstByte, long expected);

    /** @throws RegistryError where the registry does not take an upload in such parts */
    void requireParts(BlobUpload upload);

    RegistryError digestMismatch();

    RegistryError manifestUnknown(Repository repository, String reference);

    RegistryError blobsMissing(Repository repository, List<String> digests);

    RegistryError manifestsMissing(Repository repository, List<String> digests);

    RegistryError manifestDigestMismatch(Repository repository, String digest);

    RegistryError tagTaken(Repository repository, String tag);
}
