package io.jenkins.plugins.ecsdeploy.image.archive;

import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.dockerArchive;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.dockerArchiveFiles;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.gzip;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.layer;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.tar;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.write;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.writeTar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.OciImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerArchiveTest {

    private static final byte[] BASE = layer(1, 70_000);
    private static final byte[] APP = layer(2, 3_000);

    @TempDir
    Path folder;

    @Test
    void plainLayersAreCompressedAndListedInANewManifest() throws IOException {
        Path tar = dockerArchive(folder.resolve("web.tar"), "web:1", BASE, APP);

        try (ImageArchive archive = TestImages.open(tar)) {
            OciImage image = TestImages.image(archive);

            JsonNode manifest = new ObjectMapper().readTree(image.root().bytes());
            assertThat(image.root().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
            assertThat(manifest.path("config").path("digest").asText())
                    .isEqualTo(Digest.sha256(TestImages.config(BASE, APP)).toString());
            assertThat(manifest.path("layers")).hasSize(2);
            assertThat(image.blobs()).hasSize(3);
            for (Blob blob : image.blobs()) {
                try (InputStream in = blob.openStream()) {
                    byte[] sent = in.readAllBytes();
                    assertThat(Digest.sha256(sent)).isEqualTo(blob.digest());
                    assertThat(sent).hasSize((int) blob.sizeBytes());
                }
            }
            try (InputStream in = new GZIPInputStream(image.blobs().get(1).openStream())) {
                assertThat(in.readAllBytes()).isEqualTo(BASE);
            }
        }
    }

    @Test
    void anArchiveAlwaysBecomesTheSameImage() throws IOException {
        Path tar = dockerArchive(folder.resolve("web.tar"), "web:1", BASE, APP);

        assertThat(digest(tar)).isEqualTo(digest(tar));
    }

    @Test
    void compressedLayersAreSentAsTheyAre() throws IOException {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE);
        files.replaceAll((name, content) -> name.endsWith("layer.tar") ? gzip(BASE) : content);
        Path tar = writeTar(folder.resolve("web.tar"), files);

        try (ImageArchive archive = TestImages.open(tar)) {
            assertThat(TestImages.digests(TestImages.image(archive)))
                    .contains(Digest.sha256(gzip(BASE)).toString());
        }
    }

    /** So many that one ends at the end of a buffer, where a reader may take it for the last. */
    @Test
    void aLayerOfManyGzipMembersIsReadToItsEnd() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int at = 0; at < BASE.length; at += 10) {
            members.write(gzip(Arrays.copyOfRange(BASE, at, Math.min(at + 10, BASE.length))));
        }
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE);
        files.replaceAll((name, content) -> name.endsWith("layer.tar") ? members.toByteArray() : content);
        Path tar = writeTar(folder.resolve("web.tar"), files);

        try (ImageArchive archive = TestImages.open(tar)) {
            assertThat(TestImages.digests(TestImages.image(archive)))
                    .contains(Digest.sha256(members.toByteArray()).toString());
        }
    }

    @Test
    void aLayerUsedTwiceIsOneBlobListedTwice() throws IOException {
        Path tar = dockerArchive(folder.resolve("web.tar"), "web:1", BASE, BASE);

        try (ImageArchive archive = TestImages.open(tar)) {
            assertThat(TestImages.image(archive).blobs()).hasSize(2);
            assertThat(new ObjectMapper()
                            .readTree(TestImages.image(archive).root().bytes())
                            .path("layers"))
                    .hasSize(2);
        }
    }

    @Test
    void linksBetweenLayersAreFollowed() throws IOException {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE);
        String name = Digest.sha256(BASE).hex() + "/layer.tar";
        files.remove(name);
        files.put("shared/layer.tar", BASE);
        Path tar = write(folder.resolve("web.tar"), tar(files, Map.of(name, "../shared/layer.tar")));

        assertThat(digest(tar)).isEqualTo(digest(dockerArchive(folder.resolve("other.tar"), "web:1", BASE)));
    }

    @Test
    void aGzippedArchiveIsUnpackedAndDeletedAgain() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path plain = dockerArchive(folder.resolve("web.tar"), "web:1", BASE);
        Path gzipped = write(folder.resolve("web.tar.gz"), gzip(Files.readAllBytes(plain)));

        try (ImageArchive archive = ImageArchive.open(gzipped, Optional.empty(), Optional.of(temporary))) {
            assertThat(TestImages.image(archive).root().digest()).isEqualTo(digest(plain));
            assertThat(temporary).isNotEmptyDirectory();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aDirectoryWithTheSameFilesIsTheSameImage() throws IOException {
        Path directory = TestImages.writeDirectory(folder.resolve("web"), dockerArchiveFiles("web:1", BASE));

        assertThat(digest(directory)).isEqualTo(digest(dockerArchive(folder.resolve("web.tar"), "web:1", BASE)));
    }

    @Test
    void aMissingLayerIsRefusedByName() {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE, APP);
        files.remove(Digest.sha256(APP).hex() + "/layer.tar");

        assertRefused(files, Digest.sha256(APP).hex() + "/layer.tar is missing (layer 2 of the image)");
    }

    @Test
    void aChangedLayerIsRefusedWhenItIsVerified() throws IOException {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE);
        files.replace(Digest.sha256(BASE).hex() + "/layer.tar", APP);
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path tar = writeTar(folder.resolve("web.tar"), files);

        try (ImageArchive archive = ImageArchive.open(tar, Optional.empty(), Optional.of(temporary))) {
            assertThatThrownBy(() -> TestImages.image(archive))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("layer.tar should be " + Digest.sha256(BASE))
                    .hasMessageContaining("but is " + Digest.sha256(APP));
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aChangedConfigIsRefused() {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE);
        files.replaceAll((name, content) ->
                name.endsWith(".json") && !name.equals("manifest.json") ? TestImages.config(APP) : content);

        assertRefused(files, "which is not what its name says");
    }

    @Test
    void aManifestWithMoreLayersThanTheConfigIsRefused() {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE, APP);
        files.replaceAll((name, content) -> name.equals("manifest.json")
                ? new String(content, StandardCharsets.UTF_8)
                        .replaceFirst(",\"[^\"]*layer.tar\"]", "]")
                        .getBytes(StandardCharsets.UTF_8)
                : content);

        assertRefused(files, "names 1 layers, the image's config 2");
    }

    @Test
    void aLinkOutOfTheArchiveIsRefused() {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE);
        String name = Digest.sha256(BASE).hex() + "/layer.tar";
        files.remove(name);

        for (String target : new String[] {"/etc/passwd", "../../outside.tar"}) {
            Path tar = write(folder.resolve("web.tar"), tar(files, Map.of(name, target)));
            assertThatThrownBy(() -> TestImages.open(tar))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("-> " + target + " leads out of the archive");
        }
        Path tar = write(folder.resolve("web.tar"), tar(files, Map.of(name, "layer.tar")));
        assertThatThrownBy(() -> TestImages.open(tar)).hasMessageContaining("leads in circles");
    }

    @Test
    void anEntryOutsideOfTheArchiveIsRefused() {
        Map<String, byte[]> files = dockerArchiveFiles("web:1", BASE);
        files.put("../evil", APP);

        assertRefused(files, "the entry '../evil' leads out of the archive");
    }

    @Test
    void aTruncatedArchiveIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(dockerArchive(folder.resolve("web.tar"), "web:1", BASE, APP));
        int lastEntryEnds = whole.length - 1024;

        for (int length = 600; length < lastEntryEnds - 10_240; length += 7_001) {
            Path tar = write(folder.resolve("cut.tar"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TestImages.open(tar))
                    .as("cut at %s", length)
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("cut.tar");
        }
        Path gzipped = write(folder.resolve("cut.tar.gz"), Arrays.copyOf(gzip(whole), 5_000));
        assertThatThrownBy(() -> TestImages.open(gzipped)).hasMessageContaining("truncated or damaged gzip file");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    private void assertRefused(Map<String, byte[]> files, String reason) {
        Path tar = writeTar(folder.resolve("web.tar"), files);
        assertThatThrownBy(() -> TestImages.open(tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("web.tar");
    }

    private static Digest digest(Path archive) throws IOException {
        try (ImageArchive opened = TestImages.open(archive)) {
            return TestImages.image(opened).root().digest();
        }
    }
}
