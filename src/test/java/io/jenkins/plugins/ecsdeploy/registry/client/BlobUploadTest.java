package io.jenkins.plugins.ecsdeploy.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.archive.ArchivePush;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted uploads, with limits so small that a small layer needs several chunks. */
class BlobUploadTest {

    private static final int CHUNK = 16_384;
    private static final PushLimits LIMITS = new PushLimits(2, 4_096, CHUNK, Duration.ofMinutes(5));
    private static final byte[] LAYER = TestImages.layer(1, 120_000);

    @TempDir
    Path folder;

    private RegistryFixture registry;

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void afterAnInterruptionOnlyTheRestIsSent() throws Exception {
        start(false, LIMITS);
        registry.faults.next(1, "registry:PATCH .*", new Faults.Drop(70_000));

        push();

        assertThat(registry.registry.activity().bytesUploaded()).isLessThan(LAYER.length + 5_000);
        assertThat(requests("GET .*/uploads/.*")).isEqualTo(1);
    }

    @Test
    void aSecondInterruptionCostsAtMostOneChunk() throws Exception {
        start(false, LIMITS);
        registry.faults
                .next(1, "registry:PATCH .*", new Faults.Drop(40_000))
                .next(1, "registry:PATCH .*", new Faults.LoseAnswer())
                .next(1, "registry:PATCH .*", new Faults.Drop(9_000));

        push();

        assertThat(registry.registry.activity().bytesUploaded()).isLessThan(LAYER.length + 5_000);
    }

    /** ECR's Range does not move after the first chunk: what it acknowledged counts, and it refuses what doesn't fit. */
    @Test
    void ecrsRangeIsNotTrusted() throws Exception {
        start(true, LIMITS);
        registry.faults
                .next(1, "registry:PATCH .*", new Faults.Drop(40_000))
                .next(1, chunkAt(40_000 + CHUNK), answer(500, "UNKNOWN"));

        push();

        assertThat(registry.registry.activity().bytesUploaded()).isLessThan(LAYER.length + 5_000);
    }

    @Test
    void inDoubtTheUploadStartsAgain() throws Exception {
        start(true, LIMITS);
        registry.faults
                .next(1, "registry:PATCH .*", new Faults.Drop(40_000))
                .next(1, "registry:PATCH .*", new Faults.Drop(9_000));

        push();

        assertThat(registry.registry.digestOf(registry.authority() + "/web:1")).isPresent();
        assertThat(requests("POST .*")).isGreaterThan(2);
    }

    /** 405 and 501: no chunks at all. 416: GHCR accepts 4 MiB at once (ocx-sh/ocx#237). 5xx: whatever breaks there. */
    @ParameterizedTest
    @CsvSource({
        "405, UNSUPPORTED",
        "501, UNSUPPORTED",
        "416, REQUESTED_RANGE_NOT_SATISFIABLE",
        "416, BLOB_UPLOAD_INVALID",
        "400, BLOB_UPLOAD_INVALID",
        "400, DIGEST_INVALID",
        "404, UNKNOWN",
        "500, UNKNOWN",
        "502, UNKNOWN"
    })
    void whereChunksAreRefusedTheContentIsStreamedAgain(int status, String code) throws Exception {
        start(false, LIMITS);
        registry.faults
                .next(1, "registry:PATCH .*", new Faults.Drop(40_000))
                .always(chunkAt(".*"), answer(status, code));

        push();

        assertThat(registry.registry.digestOf(registry.authority() + "/web:1")).isPresent();
        assertThat(requests("PATCH .*")).isEqualTo(3);
    }

    /** ECR Public accepts chunks and then finds another digest (dotnet/sdk-container-builds#472). */
    @ParameterizedTest
    @CsvSource({"400, BLOB_UPLOAD_INVALID", "400, DIGEST_INVALID"})
    void ifChunksDontFitTogetherTheContentIsStreamedAgain(int status, String code) throws Exception {
        start(false, LIMITS);
        registry.faults
                .next(1, "registry:PATCH .*", new Faults.Drop(40_000))
                .next(1, "registry:PUT .*/blobs/.*", answer(status, code));

        Digest uploaded = upload();

        assertThat(registry.client("web").hasBlob(uploaded)).isTrue();
        assertThat(requests("POST .*")).isEqualTo(2);
        assertThat(registry.registry.activity().bytesUploaded()).isEqualTo(2L * LAYER.length);
    }

    @Test
    void aConnectionThatBreaksAtEveryChunkIsNotRetriedInChunks() throws Exception {
        start(false, LIMITS);
        registry.faults.next(1, "registry:PATCH .*", new Faults.Drop(40_000)).always(chunkAt(".*"), new Faults.Drop(0));

        assertThat(registry.client("web").hasBlob(upload())).isTrue();
    }

    /** The registry restarted, or a proxy asks another instance of it. */
    @ParameterizedTest
    @CsvSource({"PATCH, UNKNOWN", "PATCH, <html>", "PUT, UNKNOWN", "PUT, BLOB_UNKNOWN", "PUT, <html>"})
    void aLostSessionIsBegunAgain(String method, String code) throws Exception {
        start(false, LIMITS);
        registry.faults.next(1, "registry:" + method + " .*/blobs/.*", answer(404, code));

        assertThat(registry.client("web").hasBlob(upload())).isTrue();
        assertThat(requests("POST .*")).isEqualTo(2);
    }

    @Test
    void aRepositoryThatIsGoneIsNotRetried() throws Exception {
        start(false, LIMITS);
        registry.faults.always("registry:PATCH .*", answer(404, "NAME_UNKNOWN"));

        assertThatThrownBy(this::upload).hasMessageContaining("The repository web does not exist");
        assertThat(registry.waits).isEmpty();
    }

    /** Storage that is consistent after a while (openshift/image-registry#220), and ECR's code for it. */
    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN", "BLOB_UPLOAD_UNKNOWN"})
    void aManifestIsSentAgainIfItsBlobsAreNotSeenYet(String code) throws Exception {
        start(true, LIMITS);
        registry.faults.next(2, "registry:PUT .*/manifests/.*", answer(404, code));

        assertThat(push().pushed()).isTrue();
        assertThat(registry.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void aLostAnswerToTheEndOfAnUploadSendsNothingAgain() throws Exception {
        start(false, LIMITS);
        registry.faults.next(3, "registry:PUT .*/blobs/uploads/.*", new Faults.LoseAnswer());

        push();

        assertThat(registry.registry.activity().bytesUploaded()).isLessThan(LAYER.length + 5_000);
    }

    /** On a busy machine other answers may time out too, so there are more attempts than usual. */
    @Test
    void aMissingAnswerIsATimeoutAndRetried() throws Exception {
        start(false, new PushLimits(2, 4_096, CHUNK, Duration.ofMillis(300)));
        registry.faults
                .next(1, "registry:PATCH .*", new Faults.NeverAnswer())
                .next(1, "registry:PUT .*/manifests/.*", new Faults.NeverAnswer());

        push(registry.client("web", new Retries(1_000, Duration.ofSeconds(1), registry.waits::add)));

        assertThat(registry.waits).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aWrongDigestIsAnError() throws Exception {
        start(false, LIMITS);
        registry.faults.always("registry:PUT .*/manifests/.*", new Faults.WrongDigest());

        assertThatThrownBy(this::push)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the registry has sha256:")
                .hasMessageContaining("instead of sha256:");
    }

    @Test
    void anAbortEndsThePushAtOnce() throws Exception {
        start(false, LIMITS);
        registry.faults.always("registry:PATCH .*", new Faults.NeverAnswer());
        CountDownLatch uploading = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread push = new Thread(() -> {
            try (ImageArchive archive = TestImages.open(archive())) {
                PushProgress progress = (blob, state, sent, total) -> {
                    if (state == PushProgress.State.UPLOADING && sent > 0) {
                        uploading.countDown();
                    }
                };
                new ArchivePush(registry.client("web"), PushOptions.STANDARD, progress).push(archive, List.of("1"));
            } catch (IOException | InterruptedException | RuntimeException failed) {
                end.set(failed);
            } finally {
                uploading.countDown();
            }
        });
        push.start();
        uploading.await();

        push.interrupt();
        push.join();

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ecs-deploy-")) {
                thread.join(); // all of them end
            }
        }
    }

    private void start(boolean ecr, PushLimits limits) throws IOException {
        registry = RegistryFixture.small(ecr, limits);
        registry.repositories.create("web", RepositoryOptions.DEFAULT);
    }

    private static String chunkAt(Object offset) {
        return "registry:PATCH .* Content-Range: " + offset + "-.*";
    }

    private static Faults.Fault answer(int status, String code) {
        return code.equals("<html>")
                ? new Faults.HtmlPage(status)
                : new Faults.Answer(new AwsError(status, code, "no"));
    }

    private Digest upload() throws Exception {
        Blob layer = Blob.verified(
                new Descriptor(MediaTypes.OCI_PLAIN_LAYER, Digest.sha256(LAYER), LAYER.length),
                "layer",
                () -> new ByteArrayInputStream(LAYER));
        return registry.client("web")
                .upload(BlobSource.of(layer), Optional.empty(), sent -> {})
                .digest();
    }

    private Path archive() {
        return TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", LAYER);
    }

    private PushResult push() throws Exception {
        return push(registry.client("web"));
    }

    private PushResult push(RegistryClient client) throws Exception {
        try (ImageArchive archive = TestImages.open(archive())) {
            return new ArchivePush(client, PushOptions.STANDARD, PushProgress.NONE).push(archive, List.of("1"));
        }
    }

    private long requests(String pattern) {
        return registry.registry.activity().requests().stream()
                .filter(request -> request.matches(pattern))
                .count();
    }
}
