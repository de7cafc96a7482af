package io.jenkins.plugins.ecsdeploy.simulator.registry;

import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.RegistryDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.BlobStore;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /v2/NAME/blobs/DIGEST}: reading blobs. */
final class BlobEndpoint {

    private static final Pattern BYTES = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final RegistryDialect dialect;
    private final BlobStore blobs;

    BlobEndpoint(RegistryDialect dialect, BlobStore blobs) {
        this.dialect = dialect;
        this.blobs = blobs;
    }

    RegistryResponse read(RegistryRequest request, String name, String digest) {
        Repository repository = dialect.repository(name);
        if (!repository.hasBlob(digest)) {
            throw new OciError(404, "BLOB_UNKNOWN", "blob unknown to registry");
        }
        long sizeBytes = blobs.sizeBytes(digest);
        String range = request.header("Range");
        Matcher matcher = BYTES.matcher(range == null ? "" : range);
        if (!matcher.matches()) {
            return content(RegistryResponse.status(200), digest, 0, sizeBytes);
        }
        long first = Long.parseLong(matcher.group(1));
        long last =
                matcher.group(2).isEmpty() ? sizeBytes - 1 : Math.min(Long.parseLong(matcher.group(2)), sizeBytes - 1);
        if (first > last) {
            throw new OciError(416, "RANGE_INVALID", "requested range not satisfiable");
        }
        RegistryResponse partial =
                RegistryResponse.status(206).header("Content-Range", "bytes " + first + "-" + last + "/" + sizeBytes);
        return content(partial, digest, first, last - first + 1);
    }

    private RegistryResponse content(RegistryResponse response, String digest, long fromByte, long count) {
        return response.header("Docker-Content-Digest", digest)
                .header("Accept-Ranges", "bytes")
                .file("application/octet-stream", blobs.file(digest), fromByte, count);
    }
}
