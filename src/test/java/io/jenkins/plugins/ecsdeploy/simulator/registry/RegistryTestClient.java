package io.jenkins.plugins.ecsdeploy.simulator.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The HTTP client of the registry's tests: one request, one answer, nothing followed by itself. */
final class RegistryTestClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String authorization;

    /** @param authorization empty for none */
    public RegistryTestClient(URI base, String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    HttpResponse<byte[]> send(String method, String pathOrUri, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(pathOrUri))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    HttpResponse<byte[]> send(String method, String pathOrUri) throws IOException {
        return send(method, pathOrUri, new byte[0]);
    }

    /** Pushes a blob in one piece, the way every registry takes it, and returns its digest. */
    String pushBlob(String repository, byte[] content) throws IOException {
        String digest = Digests.of(content);
        String location = location(send("POST", "/v2/" + repository + "/blobs/uploads/"));
        HttpResponse<byte[]> put = send("PUT", withDigest(location, digest), content);
        if (put.statusCode() != 201) {
            throw new IOException("push of a blob: " + put.statusCode() + " " + text(put));
        }
        return digest;
    }

    /** Pushes config, one layer and a manifest, and returns the manifest's digest. */
    String pushImage(String repository, String tag, String content) throws IOException {
        String config = pushBlob(repository, ("{\"image\":\"" + content + "\"}").getBytes(StandardCharsets.UTF_8));
        String layer = pushBlob(repository, content.getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> put = pushManifest(
                repository, tag, StoredManifest.OCI_MANIFEST, ociManifest(config, layer, content.length()));
        if (put.statusCode() != 201) {
            throw new IOException("push of a manifest: " + put.statusCode() + " " + text(put));
        }
        return header(put, "Docker-Content-Digest");
    }

    HttpResponse<byte[]> pushManifest(String repository, String reference, String mediaType, String manifest)
            throws IOException {
        return send(
                "PUT",
                "/v2/" + repository + "/manifests/" + reference,
                manifest.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                mediaType);
    }

    static String ociManifest(String configDigest, String layerDigest, long layerSizeBytes) {
        return """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 20},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "%s", "size": %d}]}
                """.formatted(StoredManifest.OCI_MANIFEST, configDigest, layerDigest, layerSizeBytes);
    }

    static String withDigest(String location, String digest) {
        return location + (location.contains("?") ? "&" : "?") + "digest=" + digest;
    }

    static String location(HttpResponse<?> response) {
        return header(response, "Location");
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** {@code STATUS CODE: message} of an answer that carries the specification's errors document. */
    static String error(HttpResponse<byte[]> response) throws IOException {
        JsonNode error = MAPPER.readTree(response.body()).path("errors").path(0);
        return response.statusCode() + " " + error.path("code").asText() + ": "
                + error.path("message").asText();
    }
}
