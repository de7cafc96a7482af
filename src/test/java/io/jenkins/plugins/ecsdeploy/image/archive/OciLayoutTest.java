package io.jenkins.plugins.ecsdeploy.image.archive;

import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.layer;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.multiPlatformLayout;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.ociLayout;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.writeDirectory;
import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.writeTar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.image.Blob;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.OciImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] BASE = layer(1, 70_000);
    private static final byte[] APP = layer(2, 3_000);

    @TempDir
    Path folder;

    @Test
    void directoryAndTarAreTheSameImageWithItsOriginalDigest() throws IOException {
        Map<String, byte[]> files = ociLayout("v1", BASE, APP);
        String digest = indexed(files).path("digest").asText();

        for (Path layout : new Path[] {
            writeDirectory(folder.resolve("layout"), files), writeTar(folder.resolve("layout.tar"), files)
        }) {
            try (ImageArchive archive = TestImages.open(layout)) {
                OciImage image = TestImages.image(archive);
                image.blobs().forEach(Blob::verify);
                assertThat(image.root().digest()).hasToString(digest);
                assertThat(image.root().bytes()).isEqualTo(files.get("blobs/sha256/" + digest.substring(7)));
                assertThat(image.root().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
                assertThat(image.blobs()).hasSize(3);
            }
        }
    }

    @Test
    void aMultiPlatformIndexIsKeptChildrenFirst() throws IOException {
        Path tar = writeTar(folder.resolve("layout.tar"), multiPlatformLayout("v1", BASE, APP));

        try (ImageArchive archive = TestImages.open(tar)) {
            assertThat(TestImages.image(archive).manifests())
                    .extracting(Manifest::mediaType)
                    .containsExactly(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_MANIFEST, MediaTypes.OCI_INDEX);
            assertThat(TestImages.image(archive).blobs()).hasSize(4);
        }
    }

    /** A registry names a tag's manifest by sha256: that would be another digest (distribution/distribution#4420). */
    @Test
    void aManifestOfAnotherDigestAlgorithmIsRefused() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] manifest = TestImages.bytes(TestImages.ociManifest(files, BASE));
        Digest digest = Digest.parse("sha512:" + "0".repeat(128)).of(manifest);
        files.put("blobs/sha512/" + digest.hex(), manifest);
        ObjectNode root = JSON.createObjectNode()
                .put("mediaType", MediaTypes.OCI_MANIFEST)
                .put("digest", digest.toString())
                .put("size", manifest.length);

        assertRefused(TestImages.ociLayoutOf(files, "v1", root), "names a manifest by the digest sha512:");
    }

    @Test
    void aMissingBlobIsRefusedByDigest() {
        Map<String, byte[]> files = ociLayout("v1", BASE, APP);
        String blob = "blobs/sha256/" + Digest.sha256(TestImages.gzip(APP)).hex();
        files.remove(blob);

        assertRefused(files, blob + " is missing (a layer of sha256:");
    }

    @Test
    void aBlobOfAnotherSizeIsRefused() {
        Map<String, byte[]> files = ociLayout("v1", BASE);
        files.replace("blobs/sha256/" + Digest.sha256(TestImages.gzip(BASE)).hex(), new byte[7]);

        assertRefused(files, "has 7 bytes instead of ");
    }

    @Test
    void aChangedManifestIsRefused() throws IOException {
        Map<String, byte[]> files = ociLayout("v1", BASE);
        String name = "blobs/sha256/" + indexed(files).path("digest").asText().substring(7);
        files.computeIfPresent(
                name,
                (key, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                        .replace("\"schemaVersion\":2", "\"schemaVersion\":3")
                        .getBytes(StandardCharsets.UTF_8));

        assertRefused(files, "should be " + indexed(files).path("digest").asText() + " but is sha256:");
    }

    @Test
    void aChangedLayerIsRefusedWhenItIsVerified() throws IOException {
        Map<String, byte[]> files = ociLayout("v1", BASE);
        files.computeIfPresent(
                "blobs/sha256/" + Digest.sha256(TestImages.gzip(BASE)).hex(), (name, bytes) -> {
                    byte[] changed = bytes.clone();
                    changed[changed.length / 2] ^= 1;
                    return changed;
                });
        Path tar = writeTar(folder.resolve("layout.tar"), files);

        try (ImageArchive archive = TestImages.open(tar)) {
            assertThatThrownBy(() -> TestImages.image(archive).blobs().forEach(Blob::verify))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("should be " + Digest.sha256(TestImages.gzip(BASE)) + " but is sha256:");
        }
    }

    @Test
    void aManifestThatContradictsItsIndexIsRefused() throws IOException {
        Map<String, byte[]> files = ociLayout("v1", BASE);
        files.computeIfPresent(
                "index.json",
                (name, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                        .replace(MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST)
                        .getBytes(StandardCharsets.UTF_8));

        assertRefused(files, "ambiguous image is refused");
    }

    @Test
    void aLinkOutOfTheDirectoryIsRefused() throws IOException {
        Map<String, byte[]> files = ociLayout("v1", BASE);
        String blob = "blobs/sha256/" + Digest.sha256(TestImages.gzip(BASE)).hex();
        Path outside = TestImages.write(folder.resolve("outside"), files.remove(blob));
        Path layout = writeDirectory(folder.resolve("layout"), files);
        Files.createSymbolicLink(layout.resolve(blob), outside);

        assertThatThrownBy(() -> TestImages.open(layout))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("leads out of the directory");
    }

    @Test
    void ofBothFormsTheOciOneIsPreferredAndKeepsItsDigest() throws IOException {
        Map<String, byte[]> files = ociLayout("v1", BASE);
        files.putAll(TestImages.dockerArchiveFiles("web:1", BASE));
        Path tar = writeTar(folder.resolve("save.tar"), files);

        try (ImageArchive archive = TestImages.open(tar)) {
            assertThat(TestImages.image(archive).root().digest())
                    .hasToString(indexed(files).path("digest").asText());
        }
    }

    @Test
    void ofBothFormsWithPlainLayersTheDockerOneIsPreferred() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2);
        manifest.set(
                "config", TestImages.blob(files, "application/vnd.oci.image.config.v1+json", TestImages.config(BASE)));
        manifest.putArray("layers").add(TestImages.blob(files, MediaTypes.OCI_PLAIN_LAYER, BASE));
        TestImages.ociLayoutOf(files, "1", TestImages.blob(files, MediaTypes.OCI_MANIFEST, TestImages.bytes(manifest)));
        files.putAll(TestImages.dockerArchiveFiles("web:1", BASE));
        Path tar = writeTar(folder.resolve("save.tar"), files);
        Path dockerAlone = TestImages.dockerArchive(folder.resolve("alone.tar"), "web:1", BASE);

        try (ImageArchive archive = TestImages.open(tar);
                ImageArchive same = TestImages.open(dockerAlone)) {
            assertThat(TestImages.image(archive).root().digest())
                    .isEqualTo(TestImages.image(same).root().digest());
        }
    }

    @Test
    void ofBothFormsWithAnIncompleteIndexTheDockerOneIsPreferred() throws IOException {
        Map<String, byte[]> files = multiPlatformLayout("v1", BASE, APP);
        files.remove("blobs/sha256/" + Digest.sha256(TestImages.gzip(APP)).hex());
        files.remove("blobs/sha256/" + Digest.sha256(TestImages.gzip(BASE)).hex());
        assertRefused(files, "is missing");

        files.putAll(TestImages.dockerArchiveFiles("web:1", BASE));
        try (ImageArchive archive = TestImages.open(writeTar(folder.resolve("save.tar"), files))) {
            assertThat(TestImages.image(archive).root().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
        }
    }

    private void assertRefused(Map<String, byte[]> files, String reason) {
        Path tar = writeTar(folder.resolve("layout.tar"), files);
        assertThatThrownBy(() -> TestImages.open(tar))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("layout.tar");
    }

    private static ObjectNode indexed(Map<String, byte[]> files) throws IOException {
        return (ObjectNode)
                JSON.readTree(files.get("index.json")).get("manifests").get(0);
    }
}
