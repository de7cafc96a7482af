package io.jenkins.plugins.ecsdeploy.simulator.registry;

import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.RegistryDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.ContentRange;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.BlobStore;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.IncomingUpload;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import java.io.IOException;
import java.util.Optional;

/** {@code /v2/NAME/blobs/uploads/}: pushing blobs, in one piece or in chunks, and mounting them. */
final class UploadEndpoint {

    private final RegistryDialect dialect;
    private final BlobStore blobs;
    private final Repositories repositories;
    private final RegistryActivity activity;

    UploadEndpoint(RegistryDialect dialect, Repositories repositories, RegistryActivity activity) {
        this.dialect = dialect;
        this.blobs = repositories.blobs();
        this.repositories = repositories;
        this.activity = activity;
    }

    /** {@code POST …/blobs/uploads/[?digest=…|?mount=…&from=…]}. */
    RegistryResponse start(RegistryRequest request, String name) throws IOException {
        Repository repository = dialect.repositoryToPushTo(name);
        Optional<String> mount = request.query("mount");
        if (mount.isPresent() && mounted(repository, mount.get(), request.query("from"))) {
            return created(repository, mount.get());
        }
        IncomingUpload upload = blobs.startUpload(name);
        Optional<String> digest = request.query("digest");
        if (digest.isPresent()) {
            synchronized (upload) {
                return finish(request, repository, upload, digest.get());
            }
        }
        return progress(request, upload, 202);
    }

    private boolean mounted(Repository repository, String digest, Optional<String> from) {
        Optional<Repository> source = from.flatMap(repositories::find);
        if (source.isEmpty() || !dialect.mounts(source.get(), digest)) {
            return false;
        }
        repository.addBlob(digest);
        activity.mounted(repository.name(), digest);
        return true;
    }

    /** {@code PATCH …/blobs/uploads/ID}. */
    RegistryResponse append(RegistryRequest request, String name, String id) throws IOException {
        dialect.repository(name);
        IncomingUpload upload = blobs.upload(name, id);
        synchronized (upload) {
            receive(request, upload);
            return progress(request, upload, dialect.chunkStatus());
        }
    }

    /** {@code PUT …/blobs/uploads/ID?digest=…}, with the last chunk or without a body. */
    RegistryResponse complete(RegistryRequest request, String name, String id) throws IOException {
        Repository repository = dialect.repository(name);
        IncomingUpload upload = blobs.upload(name, id);
        String digest = request.query("digest")
                .orElseThrow(() -> new OciError(400, "DIGEST_INVALID", "digest missing from the request"));
        synchronized (upload) {
            return finish(request, repository, upload, digest);
        }
    }

    /** {@code GET …/blobs/uploads/ID}. */
    RegistryResponse status(RegistryRequest request, String name, String id) {
        dialect.repository(name);
        return progress(request, blobs.upload(name, id), 204);
    }

    /** {@code DELETE …/blobs/uploads/ID}. */
    RegistryResponse cancel(String name, String id) throws IOException {
        dialect.repository(name);
        blobs.cancel(blobs.upload(name, id));
        return RegistryResponse.status(204);
    }

    private void receive(RegistryRequest request, IncomingUpload upload) throws IOException {
        if (request.method().equals("PATCH") || request.method().equals("PUT")) {
            dialect.requireLocation(request, upload);
        }
        Optional<ContentRange> range = ContentRange.of(request);
        if (range.isPresent() && range.get().firstByte() != upload.sizeBytes()) {
            throw dialect.outOfOrder(range.get().firstByte(), upload.sizeBytes());
        }
        long before = upload.sizeBytes();
        try {
            upload.append(request.body());
        } finally {
            activity.uploaded(upload.sizeBytes() - before);
        }
    }

    private RegistryResponse finish(
            RegistryRequest request, Repository repository, IncomingUpload upload, String digest) throws IOException {
        if (!Digests.isDigest(digest)) {
            throw new OciError(400, "DIGEST_INVALID", "provided digest is not a sha256 digest: " + digest);
        }
        receive(request, upload);
        dialect.requireParts(upload);
        if (!upload.finish().equals(digest)) {
            blobs.cancel(upload);
            throw dialect.digestMismatch();
        }
        blobs.commit(upload, digest);
        repository.addBlob(digest);
        activity.received(repository.name(), digest);
        return created(repository, digest);
    }

    private static RegistryResponse created(Repository repository, String digest) {
        return RegistryResponse.status(201)
                .header("Location", "/v2/" + repository.name() + "/blobs/" + digest)
                .header("Docker-Content-Digest", digest);
    }

    private RegistryResponse progress(RegistryRequest request, IncomingUpload upload, int status) {
        return RegistryResponse.status(status)
                .header("Location", dialect.location(request, upload))
                .header("Range", dialect.range(upload))
                .header("Docker-Upload-UUID", upload.id());
    }
}
