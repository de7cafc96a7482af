package io.jenkins.plugins.ecsdeploy.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivePushTest {

    private static final byte[] BASE = TestImages.layer(1, 3_000_000);
    private static final byte[] APP = TestImages.layer(2, 5_000);

    @TempDir
    Path folder;

    private RegistryFixture ecr;
    private Path archive;

    @BeforeEach
    void start() throws IOException {
        ecr = RegistryFixture.ecr();
        ecr.repositories.create("web/shop", RepositoryOptions.DEFAULT);
        archive = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, APP);
    }

    @AfterEach
    void stop() {
        ecr.close();
    }

    @Test
    void anImageIsPushedWithAllItsTags() throws Exception {
        PushResult result = push("web/shop", "1.0", "stable");

        assertThat(result.pushed()).isTrue();
        assertThat(result.uri()).hasToString(ecr.authority() + "/web/shop@" + result.digest());
        assertThat(result.tags()).containsExactly("1.0", "stable");
        for (String tag : result.tags()) {
            assertThat(ecr.registry.digestOf(ecr.authority() + "/web/shop:" + tag))
                    .contains(result.digest().toString());
        }
        assertThat(ecr.registry.activity().blobsReceived()).hasSize(3);
        assertThat(result.bytesSent()).isGreaterThan(ecr.registry.activity().bytesUploaded());
    }

    @Test
    void aSecondPushOfTheSameArchiveSendsNothing() throws Exception {
        PushResult first = push("web/shop", "1.0");
        ecr.registry.activity().clear();

        PushResult second = push("web/shop", "1.0");

        assertThat(second.pushed()).isFalse();
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.bytesSent()).isZero();
        assertThat(ecr.registry.activity().requests()).containsExactly("GET /v2/web/shop/manifests/1.0");
    }

    @Test
    void aNewTagForTheSameImageSendsOnlyTheManifest() throws Exception {
        push("web/shop", "1.0");
        ecr.registry.activity().clear();

        PushResult second = push("web/shop", "1.0", "1.1");

        assertThat(second.pushed()).isTrue();
        assertThat(ecr.registry.activity().bytesUploaded()).isZero();
        assertThat(ecr.registry.activity().requests())
                .filteredOn(request -> request.startsWith("PUT"))
                .containsExactly("PUT /v2/web/shop/manifests/1.1");
    }

    @Test
    void onlyMissingLayersAreSent() throws Exception {
        push("web/shop", "1.0");
        ecr.registry.activity().clear();
        archive = TestImages.dockerArchive(folder.resolve("next.tar"), "web:2", BASE, TestImages.layer(3, 4_000));

        push("web/shop", "2.0");

        assertThat(ecr.registry.activity().bytesUploaded()).isBetween(4_000L, 20_000L);
    }

    @Test
    void anOciLayoutKeepsItsDigestAndAnIndexItsPlatforms() throws Exception {
        Map<String, byte[]> files = TestImages.multiPlatformLayout("v1", BASE, APP);
        archive = TestImages.writeDirectory(folder.resolve("layout"), files);

        PushResult result = push("web/shop", "multi");

        assertThat(files).containsKey("blobs/sha256/" + result.digest().hex());
        assertThat(ecr.repositories.find("web/shop").orElseThrow().manifests()).hasSize(3);
        assertThat(new String(files.get("index.json"), StandardCharsets.UTF_8))
                .contains(result.digest().toString());
    }

    @Test
    void aPlainRegistryAcceptsTheImageToo() throws Exception {
        try (RegistryFixture plain = RegistryFixture.plain();
                ImageArchive opened = TestImages.open(archive)) {
            PushResult result = new ArchivePush(plain.client("a/b/c"), PushOptions.STANDARD, PushProgress.NONE)
                    .push(opened, List.of("x"));

            assertThat(plain.registry.digestOf(plain.authority() + "/a/b/c:x"))
                    .contains(result.digest().toString());
        }
    }

    @Test
    void progressIsReportedUntilDone() throws Exception {
        List<String> reports = new ArrayList<>();
        try (ImageArchive opened = TestImages.open(archive)) {
            String base = Digest.sha256(BASE).toString();
            PushProgress progress = (blob, state, sent, total) -> {
                if (blob.equals(base)) {
                    reports.add(state + " " + (sent == total ? "all" : String.valueOf(sent)));
                }
            };
            new ArchivePush(ecr.client("web/shop"), PushOptions.STANDARD, progress).push(opened, List.of("1.0"));
        }

        assertThat(reports.subList(0, 2)).containsExactly("UPLOADING 0", "UPLOADING 0");
        assertThat(reports).hasSizeGreaterThan(4).endsWith("DONE all");
    }

    @Test
    void missingAndInvalidTagsAreRefusedBeforeAnyRequest() {
        assertThatThrownBy(() -> push("web/shop")).hasMessageContaining("at least one tag");
        assertThatThrownBy(() -> push("web/shop", "bad tag")).hasMessageContaining("'bad tag' is not a tag");
        assertThat(ecr.registry.activity().requests()).isEmpty();
    }

    @Test
    void aDamagedLayerIsRefusedBeforeAnythingIsSent() throws Exception {
        Map<String, byte[]> files = TestImages.ociLayout("v1", APP, BASE);
        files.replaceAll((name, bytes) -> {
            byte[] copy = bytes.clone();
            copy[copy.length / 2] ^= (byte) (copy.length > 1_000_000 ? 1 : 0);
            return copy;
        });
        archive = TestImages.writeTar(folder.resolve("damaged.tar"), files);

        assertThatThrownBy(() -> push("web/shop", "1.0"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("damaged.tar: blobs/sha256/");
        assertThat(ecr.registry.activity().requests()).allMatch(request -> request.startsWith("HEAD"));
    }

    @Test
    void anImmutableTagOfAnotherImageIsAnError() throws Exception {
        ecr.repositories.create("frozen", RepositoryOptions.DEFAULT.withImageTagMutability("IMMUTABLE", List.of()));
        push("frozen", "1.0");
        assertThat(push("frozen", "1.0").pushed()).isFalse();
        archive = TestImages.dockerArchive(folder.resolve("other.tar"), "web:2", APP);

        assertThatThrownBy(() -> push("frozen", "1.0"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("repository frozen: upload of manifest sha256:")
                .hasMessageContaining("for tag 1.0 was refused: 400 TAG_INVALID")
                .hasMessageContaining("Use a new tag");
    }

    @Test
    void aLostAnswerForAnImmutableTagIsNoError() throws Exception {
        ecr.repositories.create("frozen", RepositoryOptions.DEFAULT.withImageTagMutability("IMMUTABLE", List.of()));
        push("frozen", "1.0");
        ecr.faults.next(
                1,
                "registry:PUT .*",
                new Faults.Answer(new AwsError(
                        400,
                        "TAG_INVALID",
                        "The image tag '1.0' already exists in the 'frozen'"
                                + " repository and cannot be overwritten because the repository is immutable.")));

        try (ImageArchive opened = TestImages.open(archive)) {
            ecr.client("frozen").putManifest(TestImages.image(opened).root(), "1.0");
        }

        assertThat(ecr.faults.take("registry:PUT /v2/frozen/manifests/1.0")).isEmpty();
    }

    @Test
    void aMissingRepositoryIsNamedWithWhatToDo() {
        assertThatThrownBy(() -> push("nowhere", "1.0"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("Registry " + ecr.authority() + ", repository nowhere")
                .hasMessageContaining("404 NAME_UNKNOWN")
                .hasMessageContaining("Create it first");
    }

    @Test
    void refusedCredentialsAreReportedButNotShown() throws Exception {
        RegistryCredentials wrong = new RegistryCredentials("AWS", "pass-word");
        Optional<RegistryCredentials> expired = ecr.login();
        ecr.clock.advance(Duration.ofHours(13));

        assertRefused(Optional.of(wrong), "400: Bad Request");
        assertRefused(expired, "403 DENIED: Your authorization token has expired");
        assertRefused(Optional.empty(), "401: Not Authorized. Check user name and password");
        assertThat(wrong.toString()).doesNotContain("pass-word");
        assertThat(ecr.waits).isEmpty();
    }

    private void assertRefused(Optional<RegistryCredentials> credentials, String reason) {
        assertThatThrownBy(() -> push(ecr.client(ecr.target("web/shop"), credentials), "1.0"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("checking manifest 1.0 was refused: " + reason)
                .hasMessageNotContaining("pass-word");
    }

    @Test
    void aRefusedConnectionIsRetriedAndThenAnError() {
        ecr.stopListening();

        assertThatThrownBy(() -> push("web/shop", "1.0"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("connection refused by " + ecr.authority())
                .hasMessageContaining("Tried 4 times");
        assertThat(ecr.waits)
                .containsExactly(
                        Duration.ofMillis(500), // reading it for reuse alone
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4));
    }

    @Test
    void interruptedUploadsAreResumed() throws Exception {
        ecr.faults
                .next(1, "registry:PATCH .*", new Faults.Drop(1_000_000))
                .next(1, "registry:POST .*", new Faults.Drop(0))
                .next(1, "registry:PUT .*/blobs/.*", new Faults.Drop(0))
                .next(1, "registry:PUT .*/manifests/.*", new Faults.Drop(0));

        PushResult result = push("web/shop", "1.0");

        assertThat(ecr.registry.digestOf(ecr.authority() + "/web/shop:1.0"))
                .contains(result.digest().toString());
        assertThat(ecr.waits).hasSize(4);
        assertThat(result.bytesSent()).isGreaterThan(4_000_000);
    }

    @Test
    void throttlingAndServerErrorsAreRetried() throws Exception {
        ecr.faults
                .next(2, "registry:.*", new Faults.Answer(new AwsError(429, "TOOMANYREQUESTS", "Rate exceeded")))
                .next(2, "registry:PATCH .*", new Faults.Answer(new AwsError(500, "UNKNOWN", "oops")))
                .next(1, "registry:PUT .*/manifests/.*", new Faults.Answer(new AwsError(503, "UNAVAILABLE", "busy")));

        assertThat(push("web/shop", "1.0").pushed()).isTrue();
        assertThat(ecr.waits).hasSize(4);
    }

    @Test
    void afterTheLastAttemptTheErrorIsReportedAndNoTagIsSet() {
        ecr.faults.always("registry:PATCH .*", new Faults.Drop(500_000));

        assertThatThrownBy(() -> push("web/shop", "1.0"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("upload of blob sha256:")
                .hasMessageContaining("the connection to " + ecr.authority() + " broke")
                .hasMessageContaining("Tried 4 times");
        assertThat(ecr.repositories.find("web/shop").orElseThrow().manifests()).isEmpty();
    }

    @Test
    void temporaryFilesAreDeletedAfterAFailedPush() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        ecr.faults.always("registry:POST .*", new Faults.Drop(0));
        archive = TestImages.write(folder.resolve("web.tar.gz"), TestImages.gzip(Files.readAllBytes(archive)));

        try (ImageArchive opened = ImageArchive.open(archive, Optional.empty(), Optional.of(temporary))) {
            ArchivePush push = new ArchivePush(ecr.client("web/shop"), PushOptions.STANDARD, PushProgress.NONE);
            assertThatThrownBy(() -> push.push(opened, List.of("1.0"))).isInstanceOf(RegistryException.class);
            assertThat(temporary).isNotEmptyDirectory();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private PushResult push(String repository, String... tags) throws Exception {
        return push(ecr.client(repository), tags);
    }

    private PushResult push(RegistryClient client, String... tags) throws Exception {
        try (ImageArchive opened = TestImages.open(archive)) {
            return new ArchivePush(client, PushOptions.STANDARD, PushProgress.NONE).push(opened, List.of(tags));
        }
    }
}
