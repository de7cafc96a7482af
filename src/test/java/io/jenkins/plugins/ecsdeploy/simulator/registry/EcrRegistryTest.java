package io.jenkins.plugins.ecsdeploy.simulator.registry;

import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.error;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.header;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.location;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.ociManifest;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.text;
import static io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryTestClient.withDigest;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Digests;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.StoredManifest;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EcrRegistryTest {

    private static final int MIB = 1024 * 1024;
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String HELLO_DIGEST = Digests.of(HELLO);
    private static final String ABSENT = "sha256:" + "0".repeat(64);

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final Repositories repositories = new Repositories(clock);
    private SimulatorServer server;
    private RegistryTestClient http;

    @BeforeEach
    void start() throws IOException {
        Faults faults = new Faults();
        AuthorizationTokens tokens = new AuthorizationTokens(clock);
        server = new SimulatorServer(0, faults);
        server.add(SimulatedRegistry.ecr(server.authority(), AwsAccount.EXAMPLE, repositories, tokens, faults))
                .start();
        http = new RegistryTestClient(
                server.endpoint(), "Basic " + tokens.issue().encoded());
        repositories.create("webshop", RepositoryOptions.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
        repositories.close();
    }

    @Test
    void aCallerWithoutATokenIsAskedForBasicAuth() throws IOException {
        HttpResponse<byte[]> ping = new RegistryTestClient(server.endpoint(), "").send("GET", "/v2/");

        assertThat(ping.statusCode()).isEqualTo(401);
        assertThat(header(ping, "WWW-Authenticate"))
                .isEqualTo("Basic realm=\"https://" + server.authority() + "/\",service=\"ecr.amazonaws.com\"");
    }

    @Test
    void aTokenThatEcrDidNotIssueIsABadRequest() throws IOException {
        String forged = Base64.getEncoder().encodeToString("AWS:forged".getBytes(StandardCharsets.UTF_8));

        HttpResponse<byte[]> ping = new RegistryTestClient(server.endpoint(), "Basic " + forged).send("GET", "/v2/");

        assertThat(ping.statusCode()).isEqualTo(400);
    }

    @Test
    void aTokenEndsAfterTwelveHours() throws IOException {
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(http.send("GET", "/v2/").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(error(http.send("GET", "/v2/")))
                .isEqualTo("403 DENIED: Your authorization token has expired. Reauthenticate and try again.");
    }

    @Test
    void aRepositoryMustExistBeforeAPush() throws IOException {
        assertThat(error(http.send("POST", "/v2/nothere/blobs/uploads/")))
                .isEqualTo("404 NAME_UNKNOWN: The repository with name 'nothere' does not exist in the registry"
                        + " with id '123456789012'");
    }

    @Test
    void rangeStaysAtTheEndOfTheFirstChunkAlthoughAllChunksArrive() throws IOException {
        byte[] chunk = new byte[5 * MIB];
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));

        HttpResponse<byte[]> first = http.send("PATCH", location, chunk, "Content-Range", "0-" + (5 * MIB - 1));
        HttpResponse<byte[]> second =
                http.send("PATCH", location(first), chunk, "Content-Range", 5 * MIB + "-" + (10 * MIB - 1));

        assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(201, 201);
        assertThat(header(first, "Range")).isEqualTo("0-" + (5 * MIB - 1));
        assertThat(header(second, "Range")).isEqualTo("0-" + (5 * MIB - 1));
        String digest = Digests.of(new byte[10 * MIB]);
        assertThat(http.send("PUT", withDigest(location(second), digest)).statusCode())
                .isEqualTo(201);
        assertThat(header(http.send("HEAD", "/v2/webshop/blobs/" + digest), "Content-Length"))
                .isEqualTo("" + 10 * MIB);
    }

    @Test
    void aChunkSentAgainIsRefusedWithTheSizeOfTheUpload() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));
        http.send("PATCH", location, HELLO, "Content-Range", "0-4");

        assertThat(error(http.send("PATCH", location, HELLO, "Content-Range", "0-4")))
                .isEqualTo("416 BLOB_UPLOAD_INVALID: First byte of the layer part is 0 instead of 5");
    }

    @Test
    void chunksBeforeTheLastMustHaveFiveMebibytes() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));
        http.send("PATCH", location, "hel".getBytes(StandardCharsets.UTF_8));

        HttpResponse<byte[]> put =
                http.send("PUT", withDigest(location, HELLO_DIGEST), "lo".getBytes(StandardCharsets.UTF_8));

        assertThat(error(put))
                .isEqualTo("400 BLOB_UPLOAD_INVALID: All layer parts except the last part should be at least 5MB");
    }

    @Test
    void aWrongDigestIsRefusedInEcrsWords() throws IOException {
        String location = location(http.send("POST", "/v2/webshop/blobs/uploads/"));

        assertThat(error(http.send("PUT", withDigest(location, ABSENT), HELLO)))
                .isEqualTo("400 BLOB_UPLOAD_INVALID: None of the provided layer digests match the calculated layer"
                        + " digest");
    }

    @Test
    void aMountIsAnUploadWhileBlobMountingIsOff() throws IOException {
        http.pushImage("webshop", "v1", "hello");
        repositories.create("backoffice", RepositoryOptions.DEFAULT);

        assertThat(mountHello().statusCode()).isEqualTo(202);
    }

    @Test
    void aBlobThatAnImageUsesIsMountedWhileBlobMountingIsOn() throws IOException {
        http.pushImage("webshop", "v1", "hello");
        repositories.create("backoffice", RepositoryOptions.DEFAULT);
        repositories.setBlobMounting(true);

        assertThat(mountHello().statusCode()).isEqualTo(201);
        assertThat(text(http.send("GET", "/v2/backoffice/blobs/" + HELLO_DIGEST)))
                .isEqualTo("hello");
    }

    @Test
    void aBlobThatNoImageUsesIsNotMounted() throws IOException {
        http.pushBlob("webshop", HELLO);
        repositories.create("backoffice", RepositoryOptions.DEFAULT);
        repositories.setBlobMounting(true);

        assertThat(mountHello().statusCode()).isEqualTo(202);
    }

    private HttpResponse<byte[]> mountHello() throws IOException {
        return http.send("POST", "/v2/backoffice/blobs/uploads/?mount=" + HELLO_DIGEST + "&from=webshop");
    }

    @Test
    void anImmutableTagStaysWithItsImage() throws IOException {
        repositories.create("fixed", RepositoryOptions.DEFAULT.withImageTagMutability("IMMUTABLE", List.of()));
        http.pushImage("fixed", "v1", "one");
        String config = http.pushBlob("fixed", HELLO);

        HttpResponse<byte[]> put =
                http.pushManifest("fixed", "v1", StoredManifest.OCI_MANIFEST, ociManifest(config, config, 5));

        assertThat(error(put))
                .isEqualTo("400 TAG_INVALID: The image tag 'v1' already exists in the 'fixed' repository and cannot be"
                        + " overwritten because the repository is immutable.");
    }

    @Test
    void theSameImageCanBePushedToAnImmutableTagAgain() throws IOException {
        repositories.create("fixed", RepositoryOptions.DEFAULT.withImageTagMutability("IMMUTABLE", List.of()));

        assertThat(http.pushImage("fixed", "v1", "one")).isEqualTo(http.pushImage("fixed", "v1", "one"));
    }

    @Test
    void anExcludedTagOfAnImmutableRepositoryMoves() throws IOException {
        repositories.create(
                "fixed",
                RepositoryOptions.DEFAULT.withImageTagMutability("IMMUTABLE_WITH_EXCLUSION", List.of("latest*")));
        http.pushImage("fixed", "latest", "one");

        String second = http.pushImage("fixed", "latest", "two");

        assertThat(header(http.send("HEAD", "/v2/fixed/manifests/latest"), "Docker-Content-Digest"))
                .isEqualTo(second);
    }

    @Test
    void missingLayersAreNamed() throws IOException {
        http.pushBlob("webshop", HELLO);

        HttpResponse<byte[]> put =
                http.pushManifest("webshop", "v1", StoredManifest.OCI_MANIFEST, ociManifest(HELLO_DIGEST, ABSENT, 5));

        assertThat(error(put))
                .isEqualTo("404 BLOB_UPLOAD_UNKNOWN: Layers with digests '[" + ABSENT + "]' required for pushing image"
                        + " into repository with name 'webshop' in the registry with id '123456789012' do not exist");
    }

    @Test
    void anUnknownTagIsNotFound() throws IOException {
        assertThat(error(http.send("GET", "/v2/webshop/manifests/v9")))
                .isEqualTo("404 MANIFEST_UNKNOWN: Requested image not found");
    }

    @Test
    void uploadsGoOnUnderAnAbsoluteLocation() throws IOException {
        assertThat(location(http.send("POST", "/v2/webshop/blobs/uploads/")))
                .startsWith(server.endpoint() + "/v2/webshop/blobs/uploads/");
    }
}
