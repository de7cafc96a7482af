package io.jenkins.plugins.ecsdeploy.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives whose plain layers are compressed with zstd. */
class ZstdPushTest {

    /** Larger than what is compressed in memory. */
    private static final byte[] BASE = TestImages.layer(1, 1_500_000);

    private static final byte[] TEXT = TestImages.textLayer(2, 1_500_000);
    private static final byte[] APP = TestImages.layer(3, 5_000);
    private static final byte[] NEW = TestImages.layer(4, 6_000);

    private static final PushOptions ZSTD = new PushOptions(true, List.of(), Compression.ZSTD);

    @TempDir
    Path folder;

    private final Semaphore streams = new Semaphore(6);
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private RegistryFixture ecr;

    @BeforeEach
    void start() throws IOException {
        ecr = RegistryFixture.ecr();
        ecr.repositories.create("web", RepositoryOptions.DEFAULT);
    }

    @AfterEach
    void stop() {
        ecr.close();
        assertThat(streams.availablePermits()).isEqualTo(6);
    }

    @Test
    void theManifestIsOcisAndItsLayersUnpackWithZstd() throws Exception {
        PushResult result = push(ZSTD, "1", BASE, TEXT, APP);

        Manifest manifest = manifest(result);
        ManifestParts parts = ManifestParts.parse("it", manifest.bytes());
        assertThat(manifest.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
        assertThat(parts.config().orElseThrow().mediaType()).isEqualTo(MediaTypes.OCI_CONFIG);
        assertThat(parts.layers())
                .allMatch(layer -> layer.mediaType().equals("application/vnd.oci.image.layer.v1.tar+zstd"));
        assertThat(unpacked(parts)).containsExactly(digest(BASE), digest(TEXT), digest(APP));
    }

    @Test
    void layersOfAnEarlierZstdImageAreReused() throws Exception {
        push(ZSTD, "1", BASE, APP);

        assertThat(sent(ZSTD, "2", BASE, NEW)).isLessThan(20_000);
        assertThat(types("2")).containsOnly(Compression.ZSTD.layerMediaType());
    }

    @Test
    void gzippedLayersAreNotReusedForZstd() throws Exception {
        push(PushOptions.STANDARD, "1", BASE, APP);

        assertThat(sent(ZSTD, "2", BASE, NEW)).isGreaterThan(1_500_000);
        assertThat(types("2")).containsOnly(Compression.ZSTD.layerMediaType());
    }

    @Test
    void zstdLayersAreNotReusedForGzip() throws Exception {
        push(ZSTD, "1", BASE, APP);

        assertThat(sent(PushOptions.STANDARD, "2", BASE, NEW)).isGreaterThan(1_500_000);
        assertThat(types("2")).containsOnly(Compression.GZIP.layerMediaType());
    }

    @Test
    void theSameImageKeepsItsDigestInEachCompression() throws Exception {
        PushResult gzip = push(PushOptions.STANDARD, "gzip", BASE, APP);
        PushResult zstd = push(ZSTD, "zstd", BASE, APP);

        assertThat(zstd.digest()).isNotEqualTo(gzip.digest());
        assertThat(push(ZSTD, "zstd", BASE, APP).digest()).isEqualTo(zstd.digest());
        assertThat(push(PushOptions.STANDARD, "gzip", BASE, APP).digest()).isEqualTo(gzip.digest());
        assertThat(push(PushOptions.STANDARD, "zstd", BASE, APP).digest()).isEqualTo(gzip.digest());
        assertThat(push(ZSTD, "gzip", BASE, APP).digest()).isEqualTo(zstd.digest());
    }

    @Test
    void gzippedLayersOfAnArchiveStayGzipped() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        TestImages.dockerArchiveFiles("web:1", BASE, APP)
                .forEach((name, content) ->
                        files.put(name, name.startsWith(digest(APP).hex()) ? TestImages.gzip(content) : content));
        Path tar = TestImages.writeTar(folder.resolve("mixed.tar"), files);

        PushResult first = pushArchive(ZSTD, tar, "1");
        PushResult again = pushArchive(ZSTD, tar, "2");

        assertThat(types("1"))
                .containsExactly(
                        "application/vnd.oci.image.layer.v1.tar+zstd", "application/vnd.oci.image.layer.v1.tar+gzip");
        assertThat(again.digest()).isEqualTo(first.digest());
    }

    @Test
    void anOciLayoutIsPushedAsItIsAndTheLogSaysSo() throws Exception {
        Path layout = TestImages.writeTar(folder.resolve("l.tar"), TestImages.ociLayout("v1", BASE));

        pushArchive(ZSTD, layout, "1");

        assertThat(types("1")).containsOnly("application/vnd.oci.image.layer.v1.tar+gzip");
        assertThat(notes).anyMatch(note -> note.startsWith("This image is pushed as it is"));
    }

    @Test
    void aFailedUploadLeavesNoNativeMemory() {
        ecr.faults.always("registry:PATCH .*", new Faults.Answer(new AwsError(403, "DENIED", "no")));

        assertThatThrownBy(() -> push(ZSTD, "1", BASE, TEXT)).isInstanceOf(RegistryException.class);
    }

    @Test
    void anAbortLeavesNoNativeMemory() {
        ecr.faults.always("registry:PATCH .*", new Faults.NeverAnswer());
        Thread pushing = Thread.currentThread();
        PushProgress aborting = (blob, state, sent, total) -> {
            if (state == PushProgress.State.UPLOADING && sent > 0) {
                pushing.interrupt();
            }
        };

        assertThatThrownBy(() -> {
                    Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, TEXT);
                    try (ImageArchive opened = TestImages.open(tar)) {
                        new ArchivePush(ecr.client("web"), ZSTD, aborting, new PushWorkers(streams))
                                .push(opened, List.of("1"));
                    }
                })
                .isInstanceOf(InterruptedException.class);
    }

    private List<String> types(String tag) throws InterruptedException {
        Manifest manifest = ecr.client("web").manifest(tag).orElseThrow();
        return ManifestParts.parse("it", manifest.bytes()).layers().stream()
                .map(Descriptor::mediaType)
                .toList();
    }

    private Manifest manifest(PushResult result) throws InterruptedException {
        return ecr.client("web").manifest(result.digest().toString()).orElseThrow();
    }

    private List<Digest> unpacked(ManifestParts parts) throws Exception {
        RegistryClient registry = ecr.client("web");
        List<Digest> digests = new ArrayList<>();
        for (Descriptor layer : parts.layers()) {
            byte[] packed =
                    registry.blob(layer.digest(), (int) layer.sizeBytes()).orElseThrow();
            digests.add(digest(new ZstdInputStream(new ByteArrayInputStream(packed)).readAllBytes()));
        }
        return digests;
    }

    private static Digest digest(byte[] content) {
        return Digest.sha256(content);
    }

    private long sent(PushOptions options, String tag, byte[]... layers) throws Exception {
        long before = ecr.registry.activity().bytesUploaded();
        push(options, tag, layers);
        return ecr.registry.activity().bytesUploaded() - before;
    }

    private PushResult push(PushOptions options, String tag, byte[]... layers) throws Exception {
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", layers);
        return pushArchive(options, tar, tag);
    }

    private PushResult pushArchive(PushOptions options, Path archive, String tag) throws Exception {
        try (ImageArchive opened = TestImages.open(archive)) {
            return new ArchivePush(ecr.client("web"), options, noted(), new PushWorkers(streams))
                    .push(opened, List.of(tag));
        }
    }

    private PushProgress noted() {
        return new PushProgress() {
            @Override
            public void note(String line) {
                notes.add(line);
            }

            @Override
            public void blob(String blob, State state, long bytesSent, long totalBytes) {
                // The registry knows what was sent.
            }
        };
    }
}
