package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ManifestParts;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.docker.FakeEngine;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of an engine, pushed by what the registry knows. The engine's exports are built here, as engines write them. */
class EngineImagePushTest {

    private static final byte[] BASE = TestImages.layer(1, 1_500_000);
    private static final byte[] OLD = TestImages.layer(2, 5_000);
    private static final byte[] NEW = TestImages.layer(3, 6_000);
    private static final PushOptions ZSTD = new PushOptions(true, List.of(), Compression.ZSTD);

    @TempDir
    Path temporary;

    @TempDir
    Path folder;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final List<FakeEngine> engines = new ArrayList<>();
    private RegistryFixture ecr;

    @BeforeEach
    void start() throws IOException {
        ecr = RegistryFixture.ecr();
        ecr.repositories.create("web", RepositoryOptions.DEFAULT);
    }

    @AfterEach
    void stop() throws IOException {
        engines.forEach(FakeEngine::close);
        ecr.close();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).as("left in the temporary folder").isEmpty();
        }
    }

    @Test
    void ofAnExportUpTo24OnlyNewLayersAreSent() throws Exception {
        pushArchive("1", BASE, OLD);
        FakeEngine engine = classic(EngineExports.upTo24(BASE, NEW, BASE), BASE, NEW, BASE);

        assertThat(sent(engine, "2")).isLessThan(20_000);
        assertLayers("2", BASE, NEW, BASE);
        assertThat(notes).anyMatch(note -> note.contains("without the 2 of 3 layers that the registry has"));
    }

    @Test
    void ofAnExportFrom25OnlyNewLayersAreSent() throws Exception {
        pushArchive("1", BASE, OLD);
        FakeEngine engine = classic(EngineExports.from25(BASE, NEW), BASE, NEW);

        assertThat(sent(engine, "2")).isLessThan(20_000);
        assertLayers("2", BASE, NEW);
    }

    @Test
    void ofAContainerdStoreOnlyNewLayersAreSent() throws Exception {
        EngineExports.ContainerdExport first = EngineExports.containerd(BASE, OLD);
        push(engine(first.id(), first.stream(), BASE, OLD), EngineRoute.AUTO, PushOptions.STANDARD, "1");
        EngineExports.ContainerdExport second = EngineExports.containerd(BASE, NEW);
        FakeEngine engine = engine(second.id(), second.stream(), BASE, NEW);

        assertThat(sent(engine, "2")).isLessThan(20_000);
        assertThat(ecr.registry.digestOf(ecr.authority() + "/web:2")).contains(second.manifest());
        assertThat(notes).anyMatch(note -> note.contains("does not hold everything that the index"));
    }

    @Test
    void anUnknownImageIsExportedAndSentWhole() throws Exception {
        for (byte[] export : List.of(EngineExports.upTo24(BASE, OLD), EngineExports.from25(BASE, OLD))) {
            ecr.repositories.delete("web");
            ecr.repositories.create("web", RepositoryOptions.DEFAULT);

            assertThat(sent(classic(export, BASE, OLD), "1")).isGreaterThan(1_500_000);
            assertLayers("1", BASE, OLD);
        }
    }

    @Test
    void anImageThatTheRegistryHasIsNotExported() throws Exception {
        PushResult first = pushArchive("1", BASE, OLD);
        FakeEngine engine = classic(EngineExports.upTo24(BASE, OLD), BASE, OLD);

        PushResult again = push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "1");
        PushResult retagged = push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "2");

        assertThat(again.pushed()).isFalse();
        assertThat(retagged.pushed()).isTrue();
        assertThat(again.digest()).isEqualTo(retagged.digest()).isEqualTo(first.digest());
        assertThat(engine.wasExported()).isFalse();
        assertThat(engine.hasPushed()).isFalse();
    }

    @Test
    void norIsOneOfAContainerdStore() throws Exception {
        Path layout = TestImages.writeTar(folder.resolve("l.tar"), TestImages.ociLayout("v1", BASE, OLD));
        PushResult first = pushArchive(layout, PushOptions.STANDARD, "1");
        FakeEngine engine = engine(first.digest().toString(), new byte[0], BASE, OLD);

        assertThat(push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "2").digest())
                .isEqualTo(first.digest());
        assertThat(engine.wasExported()).isFalse();
    }

    @Test
    void layersWithAnotherConfigNeedTheExport() throws Exception {
        pushArchive("1", BASE, OLD, NEW);
        FakeEngine engine = classic(EngineExports.upTo24(BASE, OLD), BASE, OLD);

        assertThat(sent(engine, "2")).isLessThan(2_000);
        assertThat(engine.wasExported()).isTrue();
        assertLayers("2", BASE, OLD);
    }

    @Test
    void partsOfSeveralImagesMakeAKnownOne() throws Exception {
        pushArchive("1", BASE, NEW);
        pushArchive("0", BASE, OLD);
        ecr.repositories.delete("other");
        FakeEngine engine = classic(EngineExports.upTo24(BASE, OLD), BASE, OLD);

        push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "1");

        assertThat(engine.wasExported()).isFalse();
        assertLayers("1", BASE, OLD);
    }

    @Test
    void anEngineThatKnowsTheRepositoryPushesItself() throws Exception {
        FakeEngine engine = classic(EngineExports.upTo24(BASE), BASE);
        engine.knows(ecr.authority() + "/web@sha256:" + "a".repeat(64));

        PushResult result = push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "1");

        assertThat(result.digest()).hasToString(FakeEngine.PUSHED);
        assertThat(engine.wasExported()).isFalse();
        assertThat(notes)
                .anyMatch(note -> note.startsWith("The Docker Engine pushes: it has pushed to this repository"));
    }

    @Test
    void anEngineThatKnowsAnotherRepositoryDoesNot() throws Exception {
        FakeEngine engine = classic(EngineExports.upTo24(BASE), BASE);
        engine.knows(ecr.authority() + "/website@sha256:" + "a".repeat(64));

        push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "1");

        assertThat(engine.hasPushed()).isFalse();
    }

    @Test
    void viaEngineNothingIsAsked() throws Exception {
        FakeEngine engine = classic(EngineExports.upTo24(BASE), BASE);

        push(engine, EngineRoute.ENGINE, PushOptions.STANDARD, "1");

        assertThat(engine.hasPushed()).isTrue();
        assertThat(notes).isEmpty();
    }

    @Test
    void viaExportTheEngineNeverPushes() throws Exception {
        FakeEngine engine = classic(EngineExports.upTo24(BASE), BASE);
        engine.knows(ecr.authority() + "/web@sha256:" + "a".repeat(64));

        push(engine, EngineRoute.EXPORT, PushOptions.STANDARD, "1");

        assertThat(engine.hasPushed()).isFalse();
        assertLayers("1", BASE);
    }

    @Test
    void zstdIsExported() throws Exception {
        FakeEngine engine = classic(EngineExports.from25(BASE, OLD), BASE, OLD);
        engine.knows(ecr.authority() + "/web@sha256:" + "a".repeat(64));

        push(engine, EngineRoute.AUTO, ZSTD, "1");

        assertThat(parts("1").layers())
                .extracting(Descriptor::mediaType)
                .containsOnly(Compression.ZSTD.layerMediaType());
    }

    @Test
    void aRegistryThatCantBeAskedIsLeftToTheEngine() throws Exception {
        FakeEngine engine = classic(EngineExports.upTo24(BASE), BASE);
        ecr.stopListening();

        assertThat(push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "1").digest())
                .hasToString(FakeEngine.PUSHED);
        assertThat(notes).anyMatch(note -> note.startsWith("The Docker Engine pushes, because this failed: "));
        assertThatThrownBy(() -> push(engine, EngineRoute.EXPORT, PushOptions.STANDARD, "1"))
                .isInstanceOf(EcsDeployException.class);
    }

    @Test
    void aBrokenExportIsLeftToTheEngine() throws Exception {
        byte[] whole = EngineExports.upTo24(BASE, OLD);
        FakeEngine engine = classic(whole, BASE, OLD);
        engine.exports(out -> {
            out.write(whole, 0, 700_000);
            throw new IOException("disk full");
        });

        assertThat(push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "1").digest())
                .hasToString(FakeEngine.PUSHED);
        assertThatThrownBy(() -> push(engine, EngineRoute.EXPORT, PushOptions.STANDARD, "1"))
                .isInstanceOf(EcsDeployException.class)
                .hasMessageContaining("can't be read or kept in the temporary folder");
    }

    @Test
    void anAbortEndsTheExport() throws Exception {
        byte[] whole = EngineExports.upTo24(BASE, OLD);
        FakeEngine engine = classic(whole, BASE, OLD);
        CountDownLatch ended = new CountDownLatch(1);
        Thread pushing = Thread.currentThread();
        engine.exports(out -> {
            out.write(whole, 0, 700_000);
            out.flush();
            pushing.interrupt();
            try {
                ended.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "1"))
                .isInstanceOf(InterruptedException.class);
        ended.countDown();
        assertThat(engine.hasPushed()).isFalse();
    }

    @Test
    void aLayerThatVanishesMeanwhileIsAnError() throws Exception {
        pushArchive("1", BASE, OLD);
        byte[] whole = EngineExports.upTo24(BASE, NEW);
        FakeEngine engine = classic(whole, BASE, NEW);
        engine.exports(out -> {
            out.write(whole);
            ecr.repositories.delete("web");
            ecr.repositories.create("web", RepositoryOptions.DEFAULT);
        });

        assertThatThrownBy(() -> push(engine, EngineRoute.AUTO, PushOptions.STANDARD, "2"))
                .isInstanceOf(EcsDeployException.class)
                .hasMessageContaining("the registry had it a moment ago. Push again");
    }

    private FakeEngine classic(byte[] export, byte[]... layers) throws IOException {
        return engine(EngineExports.classicId(layers), export, layers);
    }

    private FakeEngine engine(String id, byte[] export, byte[]... layers) throws IOException {
        FakeEngine engine = new FakeEngine(
                id,
                Stream.of(layers).map(layer -> Digest.sha256(layer).toString()).toList(),
                export);
        engines.add(engine);
        return engine;
    }

    private long sent(FakeEngine engine, String tag) throws Exception {
        long before = ecr.registry.activity().bytesUploaded();
        push(engine, EngineRoute.AUTO, PushOptions.STANDARD, tag);
        return ecr.registry.activity().bytesUploaded() - before;
    }

    private PushResult push(FakeEngine engine, EngineRoute route, PushOptions options, String tag) throws Exception {
        return new EngineImagePush(ecr.client("web"), ecr.login(), options, noted(), temporary)
                .push(new PushSource.EngineImage("web:1", engine.environment(), route), List.of(tag));
    }

    private PushResult pushArchive(String tag, byte[]... layers) throws Exception {
        return pushArchive(
                TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", layers), PushOptions.STANDARD, tag);
    }

    private PushResult pushArchive(Path archive, PushOptions options, String tag) throws Exception {
        return new ImagePush(Retries.standard(), PushProgress.NONE)
                .push(PushSource.Archive.at(archive), ecr.target("web"), ecr.login(), List.of(tag), options);
    }

    private ManifestParts parts(String tag) throws InterruptedException {
        return ManifestParts.parse(
                "it", ecr.client("web").manifest(tag).orElseThrow().bytes());
    }

    /** The registry's image has these layers, by its config and by what it stores. */
    private void assertLayers(String tag, byte[]... layers) throws Exception {
        RegistryClient registry = ecr.client("web");
        ManifestParts parts = parts(tag);
        assertThat(registry.blob(parts.config().orElseThrow().digest(), 1 << 20).orElseThrow())
                .isEqualTo(TestImages.config(layers));
        List<Digest> stored = new ArrayList<>();
        for (Descriptor layer : parts.layers()) {
            byte[] packed =
                    registry.blob(layer.digest(), (int) layer.sizeBytes() + 1).orElseThrow();
            stored.add(Digest.sha256(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()));
        }
        assertThat(stored)
                .containsExactlyElementsOf(Stream.of(layers).map(Digest::sha256).toList());
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
