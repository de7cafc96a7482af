package io.jenkins.plugins.ecsdeploy.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.RegistryFixture;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

        assertThat(push("web", new PushOptions(false, List.of()), "1", BASE, NEW))
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

    private static PushOptions cacheFrom(String... images) {
        return new PushOptions(true, List.of(images));
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
        PushProgress progress = new PushProgress() {
            @Override
            public void note(String line) {
                notes.add(line);
            }

            @Override
            public void blob(String blob, State state, long bytesSent, long totalBytes) {
                // The registry knows what was sent.
            }
        };
        try (ImageArchive opened = ImageArchive.open(archive)) {
            return new ArchivePush(ecr.client(repository), options, progress).push(opened, List.of(tag));
        }
    }
}
