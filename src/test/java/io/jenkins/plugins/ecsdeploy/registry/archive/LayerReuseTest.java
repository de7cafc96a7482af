package io.jenkins.plugins.ecsdeploy.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.DockerImage;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.client.PushLimits;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reuse of layers on a machine that has never pushed before. */
class LayerReuseTest {

    /** Larger than what is compressed in memory, so the registry can't be asked for its digest before it is sent. */
    private static final byte[] BASE = TestImages.layer(1, 1_500_000);

    private static final byte[] OLD = TestImages.layer(2, 5_000);
    private static final byte[] NEW = TestImages.layer(3, 6_000);

    @TempDir
    Path folder;

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
    }

    @Test
    void aLayerOfTheTagsCurrentImageIsReused() throws Exception {
        push("web", PushOptions.STANDARD, "stable", BASE, OLD);

        long sent = push("web", PushOptions.STANDARD, "stable", BASE, NEW);

        assertThat(sent).isBetween(6_000L, 20_000L);
    }

    @Test
    void aNewTagReusesLayersOfThePreviousBuild() throws Exception {
        push("web", PushOptions.STANDARD, "99", BASE, OLD);
        push("web", PushOptions.STANDARD, "7", NEW);

        assertThat(push("web", PushOptions.STANDARD, "100", BASE, NEW)).isLessThan(20_000L);
    }

    @Test
    void previousTagsAreOrderedByTheirNumbers() {
        assertThat(PreviousTags.select(List.of("10", "100", "11", "9", "latest", "v1"), List.of("11", "stable")))
                .containsExactly("10", "9", "v1", "latest");
        assertThat(PreviousTags.select(List.of("1.10.0", "1.9.3", "1.9.10", "2.0"), List.of("1.10.1")))
                .containsExactly("1.10.0", "1.9.10", "1.9.3");
        assertThat(PreviousTags.select(List.of(), List.of("1"))).isEmpty();
    }

    @Test
    void cacheFromIsATagOrADigest() throws Exception {
        String digest = pushed("web", "old", BASE, OLD).digest().toString();

        for (String cache : List.of("old", digest, "web:old", ecr.authority() + "/web@" + digest)) {
            ecr.registry.activity().clear();
            push("web", cacheFrom(cache), "n" + cache.length(), BASE, NEW);
            assertThat(ecr.registry.activity().bytesUploaded()).as(cache).isLessThan(20_000L);
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void aLayerOfAnotherRepositoryIsMountedIfSupported() throws Exception {
        ecr.repositories.create("base", RepositoryOptions.DEFAULT);
        push("base", PushOptions.STANDARD, "1", BASE, OLD);
        PushOptions fromBase = cacheFrom("base:1");

        assertThat(push("web", fromBase, "off", BASE, OLD)).isGreaterThan(1_500_000);
        ecr.repositories.create("web2", RepositoryOptions.DEFAULT);
        ecr.repositories.setBlobMounting(true);
        assertThat(push("web2", fromBase, "on", BASE, NEW)).isLessThan(20_000);
        assertThat(ecr.registry.activity().blobsMounted()).hasSize(1);
    }

    @Test
    void layersOfAnOciLayoutAreMountedToo() throws Exception {
        ecr.repositories.setBlobMounting(true);
        ecr.repositories.create("base", RepositoryOptions.DEFAULT);
        Path layout = TestImages.writeTar(folder.resolve("l.tar"), TestImages.ociLayout("v1", BASE, OLD));
        pushArchive("base", PushOptions.STANDARD, layout, "1");

        PushResult second = pushArchive("web", cacheFrom("base:1"), layout, "1");

        assertThat(second.pushed()).isTrue();
        assertThat(ecr.registry.activity().blobsMounted()).hasSize(2);
    }

    @Test
    void ofAnIndexTheMatchingPlatformIsReused() throws Exception {
        Map<String, byte[]> files = TestImages.multiPlatformLayout("v1", BASE, OLD);
        pushArchive("web", PushOptions.STANDARD, TestImages.writeTar(folder.resolve("m.tar"), files), "multi");

        assertThat(push("web", cacheFrom("multi"), "1", BASE, NEW)).isLessThan(20_000L);
    }

    /** For example an image that another tool pushed, with another manifest. */
    @Test
    void anImageThatExistsKeepsItsDigest() throws Exception {
        Path layout = TestImages.writeTar(folder.resolve("l.tar"), TestImages.ociLayout("v1", BASE, OLD));
        PushResult first = pushArchive("web", PushOptions.STANDARD, layout, "1");

        PushResult again = pushed("web", "1", BASE, OLD);
        PushResult otherTag = pushed("web", "2", BASE, OLD);

        assertThat(again.pushed()).isFalse();
        assertThat(again.digest()).isEqualTo(otherTag.digest()).isEqualTo(first.digest());
        assertThat(otherTag.pushed()).isTrue();
    }

    @Test
    void aBlobThatTheRegistryNoLongerHasIsSentAgain() throws Exception {
        push("web", PushOptions.STANDARD, "1", BASE, OLD);
        ecr.faults.next(
                1, "registry:HEAD .*/blobs/.*", new Faults.Answer(new AwsError(404, "BLOB_UNKNOWN", "unknown")));

        push("web", PushOptions.STANDARD, "1", BASE, NEW);

        assertThat(ecr.registry.digestOf(ecr.authority() + "/web:1")).isPresent();
    }

    @Test
    void withoutReuseNoEarlierImageIsRead() throws Exception {
        push("web", PushOptions.STANDARD, "1", BASE, OLD);
        ecr.registry.activity().clear();

        assertThat(push("web", new PushOptions(false, List.of(), Compression.GZIP), "1", BASE, NEW))
                .isGreaterThan(1_500_000);
        assertThat(ecr.registry.activity().requests()).noneMatch(request -> request.startsWith("GET"));
    }

    @Test
    void aMissingOrUnreadableCacheImageIsNoError() throws Exception {
        ecr.faults.always("registry:GET .*/manifests/broken", new Faults.Answer(new AwsError(403, "DENIED", "no")));

        push("web", cacheFrom("gone", "broken", "nowhere:1"), "1", BASE);

        assertThat(notes).hasSize(3);
        assertThat(notes.get(0)).isEqualTo("cacheFrom gone: there is no such image");
        assertThat(notes.get(1)).contains("cacheFrom broken can't be used:").contains("403 DENIED: no");
        assertThat(notes.get(2)).isEqualTo("cacheFrom nowhere:1: there is no such image");
    }

    @Test
    void aCacheImageOfAnotherRegistryIsRefusedBeforeAnyRequest() {
        assertThatThrownBy(() -> push("web", cacheFrom("r.example.com/web:1"), "1", BASE))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("is at another registry than " + ecr.authority());
        assertThatThrownBy(() -> push("web", cacheFrom("a/web"), "1", BASE))
                .hasMessageContaining("has neither a tag nor a digest");
        assertThat(ecr.registry.activity().requests()).isEmpty();
    }

    /** Its digest is not that of its bytes, which hold signatures: to read it is an error, to replace it is not. */
    @Test
    void aTagOfAnImageThatCantBeReadIsReplaced() throws Exception {
        push("web", PushOptions.STANDARD, "1", OLD);
        ecr.faults.always("registry:GET .*/manifests/1", new Faults.WrongDigest());

        PushResult result = pushed("web", "1", NEW);

        assertThat(result.pushed()).isTrue();
        assertThat(ecr.registry.digestOf(ecr.authority() + "/web:1"))
                .contains(result.digest().toString());
        assertThat(notes).singleElement(STRING).startsWith("Can't reuse layers of the image that tag 1 names: ");
    }

    /** As of schema 1 at registries that no longer support it. */
    @Test
    void aTagOfAnImageThatTheRegistryCantServeIsReplaced() throws Exception {
        Path layout = TestImages.writeTar(folder.resolve("l.tar"), TestImages.ociLayout("v1", NEW));
        ecr.faults.always("registry:(GET|HEAD) .*/manifests/1", new Faults.Answer(new AwsError(500, "UNKNOWN", "no")));

        for (PushResult result :
                List.of(pushed("web", "1", BASE), pushArchive("web", PushOptions.STANDARD, layout, "1"))) {
            assertThat(result.pushed()).isTrue();
        }
        assertThat(notes).anyMatch(note -> note.startsWith("What tag 1 names can't be read, and is replaced: "));
    }

    @Test
    void refusedReadsOfEarlierImagesAreNoError() throws Exception {
        push("web", PushOptions.STANDARD, "0", BASE, OLD);
        for (String read : List.of("GET .*/tags/list", "GET .*/manifests/0", "GET .*/blobs/.*")) {
            ecr.faults.clear();
            ecr.faults.always("registry:" + read, new Faults.Answer(new AwsError(500, "UNKNOWN", "oops")));
            ecr.waits.clear();

            assertThat(push("web", PushOptions.STANDARD, "1", BASE, NEW)).isGreaterThan(1_500_000);
            assertThat(ecr.waits).containsExactly(Duration.ofMillis(500));
            ecr.repositories.delete("web");
            ecr.repositories.create("web", RepositoryOptions.DEFAULT);
            ecr.faults.clear();
            push("web", PushOptions.STANDARD, "0", BASE, OLD);
        }
    }

    @Test
    void readsOfEarlierImagesThatHangAreGivenUp() throws Exception {
        PushLimits limits = new PushLimits(4, 1 << 20, 6 << 20, Duration.ofMillis(300));
        try (RegistryFixture slow = RegistryFixture.small(true, limits)) {
            slow.repositories.create("web", RepositoryOptions.DEFAULT);
            slow.faults.always("registry:GET .*", new Faults.NeverAnswer());
            Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE);

            try (ImageArchive archive = TestImages.open(tar)) {
                assertThat(new ArchivePush(slow.client("web"), PushOptions.STANDARD, PushProgress.NONE)
                                .push(archive, List.of("1"))
                                .pushed())
                        .isTrue();
            }
        }
    }

    @Test
    void afterSomeSecondsNoMoreImagesAreRead() throws Exception {
        push("web", PushOptions.STANDARD, "1", BASE, OLD);
        ReusableLayers found = new ReusableLayers();
        SimulatorClock.Manual clock = SimulatorClock.manual(Instant.EPOCH);
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE);
        try (ImageArchive archive = TestImages.open(tar)) {
            WantedImage image = WantedImage.of((DockerImage) archive.contents(), Compression.GZIP);
            LayerReuse reuse = new LayerReuse(ecr.client("web"), noted(), found, clock);
            ecr.registry.activity().clear();

            clock.advance(Duration.ofSeconds(9));
            reuse.from(CacheImage.parse("1", ecr.target("web")), Optional.of(image));
            reuse.fromPreviousTags(List.of("2"), image);

            assertThat(reuse.isOver()).isTrue();
            assertThat(ecr.registry.activity().requests()).isEmpty();
            assertThat(notes).singleElement(STRING).contains("the registry answers slowly");
        }
    }

    @Test
    void aCacheImageOfDockerHubMayBeAbbreviated() {
        CacheImage cache = CacheImage.parse("node:22", RegistryTarget.of("docker.io", "acme/web"));

        assertThat(cache.repository()).isEqualTo("library/node");
    }

    private static PushOptions cacheFrom(String... images) {
        return new PushOptions(true, List.of(images), Compression.GZIP);
    }

    private PushResult pushed(String repository, String tag, byte[]... layers) throws Exception {
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", layers);
        return pushArchive(repository, PushOptions.STANDARD, tar, tag);
    }

    /** @return the bytes of blobs that went to the registry */
    private long push(String repository, PushOptions options, String tag, byte[]... layers) throws Exception {
        long before = ecr.registry.activity().bytesUploaded();
        pushArchive(repository, options, TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", layers), tag);
        return ecr.registry.activity().bytesUploaded() - before;
    }

    private PushResult pushArchive(String repository, PushOptions options, Path archive, String tag) throws Exception {
        try (ImageArchive opened = TestImages.open(archive)) {
            return new ArchivePush(ecr.client(repository), options, noted()).push(opened, List.of(tag));
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
