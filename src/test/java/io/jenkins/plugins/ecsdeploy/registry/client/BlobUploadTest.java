package io.jenkins.plugins.ecsdeploy.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .next(1, "registry:PATCH .*", new Faults.Answer(new AwsError(500, "UNKNOWN", "oops")));

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

    @Test
    void withoutSupportForChunksTheUploadStartsAgain() throws Exception {
        start(false, LIMITS);
        registry.faults
                .next(1, "registry:PATCH .*", new Faults.Drop(40_000))
                .next(1, "registry:PATCH .*", new Faults.Answer(new AwsError(405, "UNSUPPORTED", "no chunks here")));

        push();

        assertThat(registry.registry.digestOf(registry.authority() + "/web:1")).isPresent();
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
            try (ImageArchive archive = ImageArchive.open(archive())) {
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

    private Path archive() {
        return TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", LAYER);
    }

    private PushResult push() throws Exception {
        return push(registry.client("web"));
    }

    private PushResult push(RegistryClient client) throws Exception {
        try (ImageArchive archive = ImageArchive.open(archive())) {
            return new ArchivePush(client, PushOptions.STANDARD, PushProgress.NONE).push(archive, List.of("1"));
        }
    }

    private long requests(String pattern) {
        return registry.registry.activity().requests().stream()
                .filter(request -> request.matches(pattern))
                .count();
    }
}
