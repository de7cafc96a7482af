package io.jenkins.plugins.ecsdeploy.simulator.registry;

import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.RegistryDialect;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.OciError;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryRequest;
import io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which endpoint answers which method and path (distribution-spec, "Endpoints"). */
final class RegistryRouter {

    private static final Pattern UPLOADS = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]*)");
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
    private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
    private static final Pattern REFERRERS = Pattern.compile("/v2/(.+)/referrers/([^/]+)");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");

    private final BlobEndpoint blobs;
    private final UploadEndpoint uploads;
    private final ManifestEndpoint manifests;
    private final ListEndpoint lists;

    RegistryRouter(RegistryDialect dialect, Repositories repositories, RegistryActivity activity) {
        blobs = new BlobEndpoint(dialect, repositories.blobs());
        uploads = new UploadEndpoint(dialect, repositories, activity);
        manifests = new ManifestEndpoint(dialect, repositories.clock());
        lists = new ListEndpoint(dialect);
    }

    RegistryResponse route(RegistryRequest request) throws IOException {
        String path = request.path();
        if (path.equals("/v2/")) {
            return RegistryResponse.status(200);
        }
        Matcher uploadsPath = UPLOADS.matcher(path);
        if (uploadsPath.matches()) {
            return upload(request, name(uploadsPath), uploadsPath.group(2));
        }
        Matcher blobPath = BLOB.matcher(path);
        if (blobPath.matches() && reads(request)) {
            return blobs.read(request, name(blobPath), blobPath.group(2));
        }
        Matcher manifestPath = MANIFEST.matcher(path);
        if (manifestPath.matches() && reads(request)) {
            return manifests.read(name(manifestPath), manifestPath.group(2));
        }
        if (manifestPath.matches() && request.method().equals("PUT")) {
            return manifests.push(request, name(manifestPath), manifestPath.group(2));
        }
        Matcher tagsPath = TAGS.matcher(path);
        if (tagsPath.matches() && reads(request)) {
            return lists.tags(request, name(tagsPath));
        }
        Matcher referrersPath = REFERRERS.matcher(path);
        if (referrersPath.matches() && reads(request)) {
            return lists.referrers(name(referrersPath), referrersPath.group(2));
        }
        throw unsupported();
    }

    private RegistryResponse upload(RegistryRequest request, String name, String id) throws IOException {
        if (id.isEmpty()) {
            if (request.method().equals("POST")) {
                return uploads.start(request, name);
            }
            throw unsupported();
        }
        return switch (request.method()) {
            case "PATCH" -> uploads.append(request, name, id);
            case "PUT" -> uploads.complete(request, name, id);
            case "GET" -> uploads.status(request, name, id);
            case "DELETE" -> uploads.cancel(name, id);
            default -> throw unsupported();
        };
    }

    private static boolean reads(RegistryRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static String name(Matcher path) {
        if (!NAME.matcher(path.group(1)).matches()) {
            throw new OciError(400, "NAME_INVALID", "invalid repository name");
        }
        return path.group(1);
    }

    private static OciError unsupported() {
        return new OciError(405, "UNSUPPORTED", "The operation is unsupported.");
    }
}
