package io.jenkins.plugins.ecsdeploy.simulator.registry;

import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.error;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.header;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.ociManifest;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Pushing, reading and listing manifests and tags. */
class RegistryManifestsTest extends PlainRegistryFixture {

    @Test
    void aManifestIsReadByTagAndByDigestAsItWasPushed() throws IOException {
        String config = http.pushBlob("webshop", HELLO);
        String manifest = ociManifest(config, config, 5);

        HttpResponse<byte[]> put = http.pushManifest("webshop", "v1", StoredManifest.OCI_MANIFEST, manifest);

        String digest = Digests.of(manifest.getBytes(StandardCharsets.UTF_8));
        assertThat(header(put, "Docker-Content-Digest")).isEqualTo(digest);
        HttpResponse<byte[]> byDigest = http.send("GET", "/v2/webshop/manifests/" + digest);
        assertThat(text(byDigest)).isEqualTo(manifest);
        assertThat(header(byDigest, "Content-Type")).isEqualTo(StoredManifest.OCI_MANIFEST);
        assertThat(header(http.send("HEAD", "/v2/webshop/manifests/v1"), "Docker-Content-Digest"))
                .isEqualTo(digest);
    }

    @Test
    void aManifestWhoseBlobsAreMissingIsRefused() throws IOException {
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> put =
                http.pushManifest("webshop", "v1", StoredManifest.OCI_MANIFEST, ociManifest(HELLO_DIGEST, ABSENT, 5));

        assertThat(error(put)).startsWith("400 MANIFEST_BLOB_UNKNOWN").contains(ABSENT);
        assertThat(error(http.send("GET", "/v2/webshop/manifests/v1"))).startsWith("404 MANIFEST_UNKNOWN");
    }

    @Test
    void aManifestUnderAnotherDigestIsRefused() throws IOException {
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> put = http.pushManifest(
                "webshop", ABSENT, StoredManifest.OCI_MANIFEST, ociManifest(HELLO_DIGEST, HELLO_DIGEST, 5));

        assertThat(error(put)).startsWith("400 DIGEST_INVALID");
    }

    @Test
    void aManifestThatIsNotWhatItsContentTypeSaysIsRefused() throws IOException {
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> put = http.pushManifest(
                "webshop", "v1", StoredManifest.DOCKER_MANIFEST, ociManifest(HELLO_DIGEST, HELLO_DIGEST, 5));

        assertThat(error(put)).startsWith("400 MANIFEST_INVALID");
    }

    @Test
    void anIndexNeedsTheManifestsItLists() throws IOException {
        String image = http.pushImage("webshop", "amd64", "hello");

        assertThat(error(http.pushManifest("webshop", "v1", StoredManifest.OCI_INDEX, index(ABSENT))))
                .startsWith("400 MANIFEST_BLOB_UNKNOWN");
        assertThat(http.pushManifest("webshop", "v1", StoredManifest.OCI_INDEX, index(image))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void tagsAreListedInOrderPageByPage() throws IOException {
        http.pushImage("webshop", "v2", "two");
        http.pushImage("webshop", "v1", "one");

        assertThat(text(http.send("GET", "/v2/webshop/tags/list")))
                .isEqualTo("{\"name\":\"webshop\",\"tags\":[\"v1\",\"v2\"]}");
        HttpResponse<byte[]> page = http.send("GET", "/v2/webshop/tags/list?n=1");
        assertThat(text(page)).contains("[\"v1\"]");
        assertThat(header(page, "Link")).isEqualTo("</v2/webshop/tags/list?n=1&last=v1>; rel=\"next\"");
    }

    @Test
    void theReferrersOfAnImageAreListed() throws IOException {
        String image = http.pushImage("webshop", "v1", "hello");
        String signature = ociManifest(HELLO_DIGEST, HELLO_DIGEST, 5)
                .replaceFirst("\\}\\s*$", ", \"subject\": {\"digest\": \"" + image + "\", \"size\": 3}}");
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> put = http.pushManifest("webshop", "signature", StoredManifest.OCI_MANIFEST, signature);

        assertThat(header(put, "OCI-Subject")).isEqualTo(image);
        assertThat(text(http.send("GET", "/v2/webshop/referrers/" + image)))
                .contains(header(put, "Docker-Content-Digest"));
    }

    @Test
    void aScriptedErrorIsAnsweredOnce() throws IOException {
        faults.next(
                1,
                "registry:POST /v2/webshop/blobs/uploads/",
                new Faults.Answer(new AwsError(429, "TOOMANYREQUESTS", "Rate exceeded")));

        assertThat(error(http.send("POST", "/v2/webshop/blobs/uploads/")))
                .isEqualTo("429 TOOMANYREQUESTS: Rate exceeded");
        assertThat(http.send("POST", "/v2/webshop/blobs/uploads/").statusCode()).isEqualTo(202);
    }

    @Test
    void imagesPushedAtTheSameTimeAllArrive() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> pushes = new ArrayList<>();
            for (int n = 0; n < 24; n++) {
                String tag = "v" + n;
                String content = "image " + n % 3;
                pushes.add(() -> http.pushImage("webshop", tag, content));
            }
            for (Future<String> push : clients.invokeAll(pushes)) {
                assertThat(push.get()).startsWith("sha256:");
            }
        } finally {
            clients.shutdownNow();
        }

        Repository webshop = repositories.find("webshop").orElseThrow();
        assertThat(webshop.tags()).hasSize(24);
        assertThat(webshop.manifests()).hasSize(3);
    }

    @Test
    void anInvalidNameIsRefused() throws IOException {
        assertThat(error(http.send("POST", "/v2/Webshop/blobs/uploads/"))).startsWith("400 NAME_INVALID");
    }

    @Test
    void theCatalogResolvesTagsAndDigests() throws IOException {
        String digest = http.pushImage("team/webshop", "v1", "hello");
        String repository = server.authority() + "/team/webshop";

        assertThat(registry.serves(server.authority())).isTrue();
        assertThat(registry.serves("docker.io")).isFalse();
        assertThat(registry.digestOf(repository + ":v1")).contains(digest);
        assertThat(registry.digestOf(repository + ":v1@" + digest)).contains(digest);
        assertThat(registry.digestOf(repository + "@" + ABSENT)).isEmpty();
        assertThat(registry.digestOf(repository)).isEmpty();
    }

    private static String index(String child) {
        return """
                {"schemaVersion": 2, "mediaType": "%s",
                 "manifests": [{"mediaType": "%s", "digest": "%s", "size": 7}]}
                """.formatted(StoredManifest.OCI_INDEX, StoredManifest.OCI_MANIFEST, child);
    }
}
