package io.jenkins.plugins.ecsdeploy.simulator.registry;

import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.error;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.header;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.location;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.text;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.withDigest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pushing, reading and mounting blobs. */
class RegistryBlobsTest extends PlainRegistryFixture {

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
    void headAnswersABlobsSizeWithoutItsContent() throws IOException {
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
}
