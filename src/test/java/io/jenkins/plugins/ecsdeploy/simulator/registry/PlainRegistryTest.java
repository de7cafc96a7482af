package io.jenkins.plugins.ecsdeploy.simulator.registry;

import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.error;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.header;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.location;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.ociManifest;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.text;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.withDigest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainRegistryTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String HELLO_DIGEST = Digests.of(HELLO);
    private static final String ABSENT = "sha256:" + "0".repeat(64);

    private final Faults faults = new Faults();
    private Repositories repositories;
    private SimulatorServer server;
    private SimulatedRegistry registry;
    private RegistryTestClient http;

    @BeforeEach
    void start() throws IOException {
        repositories = new Repositories(SimulatorClock.manual(Instant.parse("2026-01-01T00:00:00Z")));
        server = new SimulatorServer(0, faults);
        registry = SimulatedRegistry.plain(server.authority(), repositories, faults);
        server.add(registry).start();
        http = new RegistryTestClient(server.endpoint(), "");
    }

    @AfterEach
    void stop() {
        server.close();
        repositories.close();
    }

    @Test
    void saysItsApiVersion() throws IOException {
        HttpResponse<byte[]> ping = http.send("GET", "/v2/");

        assertThat(ping.statusCode()).isEqualTo(200);
        assertThat(header(ping, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
    }

    @Test
    void aBlobPushedInOnePieceCanBeRead() throws IOException {
        http.pushBlob("team/webshop", HELLO);

        HttpResponse<byte[]> get = http.send("GET", "/v2/team/webshop/blobs/" + HELLO_DIGEST);
        assertThat(text(get)).isEqualTo("hello");
        assertThat(header(get, "Docker-Content-Digest")).isEqualTo(HELLO_DIGEST);
    }

    @Test
    void aBlobPushedWithASinglePostCanBeRead() throws IOException {
        HttpResponse<byte[]> post = http.send("POST", "/v2/webshop/blobs/uploads/?digest=" + HELLO_DIGEST, HELLO);

        assertThat(post.statusCode()).isEqualTo(201);
        assertThat(text(http.send("GET", location(post)))).isEqualTo("hello");
    }

    @Test
    void aBlobPushedInChunksIsPutTogetherInTheirOrder() throws IOException {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));
        for (int from = 0; from < content.length; from += 100_000) {
            byte[] chunk = Arrays.copyOfRange(content, from, from + 100_000);
            HttpResponse<byte[]> patch =
                    http.send("PATCH", location, chunk, "Content-Range", from + "-" + (from + 99_999));
            assertThat(patch.statusCode()).isEqualTo(202);
            assertThat(header(patch, "Range")).isEqualTo("0-" + (from + 99_999));
            location = location(patch);
        }
        String digest = Digests.of(content);
        assertThat(http.send("PUT", withDigest(location, digest)).statusCode()).isEqualTo(201);

        assertThat(http.send("GET", "/v2/webshop/blobs/" + digest).body()).isEqualTo(content);
        assertThat(registry.activity().bytesUploaded()).isEqualTo(300_000);
        assertThat(registry.activity().blobsReceived()).containsExactly("webshop@" + digest);
    }

    @Test
    void aChunkOutOfOrderIsRefused() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));

        HttpResponse<byte[]> patch = http.send("PATCH", location, HELLO, "Content-Range", "7-11");

        assertThat(patch.statusCode()).isEqualTo(416);
    }

    @Test
    void aChunkWhoseLengthIsNotItsRangeIsRefused() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));

        HttpResponse<byte[]> patch = http.send("PATCH", location, HELLO, "Content-Range", "0-9");

        assertThat(error(patch)).startsWith("400 SIZE_INVALID");
    }

    @Test
    void theLastLocationMustBeUsed() throws IOException {
        String first = location(http.send("POST", "/v2/webshop/blobs/uploads/"));
        http.send("PATCH", first, HELLO);

        HttpResponse<byte[]> again = http.send("PUT", withDigest(first, HELLO_DIGEST));

        assertThat(error(again)).startsWith("400 BLOB_UPLOAD_INVALID");
    }

    @Test
    void aWrongDigestEndsTheUpload() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));

        HttpResponse<byte[]> put = http.send("PUT", withDigest(location, ABSENT), HELLO);

        assertThat(error(put)).isEqualTo("400 DIGEST_INVALID: provided digest did not match uploaded content");
        assertThat(error(http.send("GET", location))).startsWith("404 BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void aCancelledUploadIsUnknown() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));

        assertThat(http.send("DELETE", location).statusCode()).isEqualTo(204);

        assertThat(error(http.send("PATCH", location, HELLO))).startsWith("404 BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void headTellsABlobsSizeWithoutSendingIt() throws IOException {
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> head = http.send("HEAD", "/v2/webshop/blobs/" + HELLO_DIGEST);

        assertThat(header(head, "Content-Length")).isEqualTo("5");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aRangeOfABlobCanBeRead() throws IOException {
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> get =
                http.send("GET", "/v2/webshop/blobs/" + HELLO_DIGEST, new byte[0], "Range", "bytes=1-3");

        assertThat(get.statusCode()).isEqualTo(206);
        assertThat(text(get)).isEqualTo("ell");
        assertThat(header(get, "Content-Range")).isEqualTo("bytes 1-3/5");
    }

    @Test
    void aBlobOfOneRepositoryIsUnknownInAnother() throws IOException {
        http.pushBlob("webshop", HELLO);
        http.pushBlob("backoffice", new byte[] {1});

        assertThat(error(http.send("GET", "/v2/backoffice/blobs/" + HELLO_DIGEST)))
                .startsWith("404 BLOB_UNKNOWN");
    }

    @Test
    void aBlobOfAnotherRepositoryCanBeMounted() throws IOException {
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> mount =
                http.send("POST", "/v2/backoffice/blobs/uploads/?mount=" + HELLO_DIGEST + "&from=webshop");

        assertThat(mount.statusCode()).isEqualTo(201);
        assertThat(text(http.send("GET", location(mount)))).isEqualTo("hello");
        assertThat(registry.activity().blobsMounted()).containsExactly("backoffice@" + HELLO_DIGEST);
    }

    @Test
    void aMountOfWhatIsNotThereBecomesAnUpload() throws IOException {
        HttpResponse<byte[]> mount =
                http.send("POST", "/v2/backoffice/blobs/uploads/?mount=" + ABSENT + "&from=webshop");

        assertThat(mount.statusCode()).isEqualTo(202);
        assertThat(location(mount)).startsWith("/v2/backoffice/blobs/uploads/");
    }

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

    private static String index(String child) {
        return """
                {"schemaVersion": 2, "mediaType": "%s",
                 "manifests": [{"mediaType": "%s", "digest": "%s", "size": 7}]}
                """.formatted(StoredManifest.OCI_INDEX, StoredManifest.OCI_MANIFEST, child);
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
    void aConnectionCutInABodyKeepsWhatHadArrived() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));
        faults.next(1, "registry:PATCH /v2/webshop/.*", new Faults.Drop(3));

        assertThatIOException().isThrownBy(() -> http.send("PATCH", location, HELLO));

        HttpResponse<byte[]> status = http.send("GET", location);
        assertThat(header(status, "Range")).isEqualTo("0-2");
        byte[] rest = "lo".getBytes(StandardCharsets.UTF_8);
        assertThat(http.send("PUT", withDigest(location(status), HELLO_DIGEST), rest)
                        .statusCode())
                .isEqualTo(201);
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
}
