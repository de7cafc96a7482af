package io.jenkins.plugins.ecsdeploy.image.archive;

import static io.jenkins.plugins.ecsdeploy.image.archive.TestImages.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.MediaTypes;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageContents.OciImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that hold more than one image, or less than a whole one. */
class SeveralImagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] BASE = layer(1, 70_000);
    private static final byte[] APP = layer(2, 3_000);
    private static final String ZSTD_LAYER = "application/vnd.oci.image.layer.v1.tar+zstd";

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final ArrayNode entries = JSON.createArrayNode();

    @Test
    void anImageIsChosenByNameTagOrDigest() throws IOException {
        String one = entry(image(BASE), "docker.io/library/web:v1");
        String two = entry(image(APP), "docker.io/library/web:v2");

        assertThatThrownBy(() -> open(null))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("contains 2 images. Say which one is meant (imageName: its name, tag or digest):")
                .hasMessageContaining("\n  docker.io/library/web:v1: image for linux/amd64, " + one);
        for (String name : new String[] {"web:v2", "docker.io/library/web:v2", "v2", two, "web@" + two}) {
            assertThat(open(name).root().digest()).as(name).hasToString(two);
        }
        assertThatThrownBy(() -> open("v3")).hasMessageContaining("contains no image named 'v3' (imageName)");
    }

    @Test
    void platformsOfOneNameAreDistinguishedByDigest() throws IOException {
        String amd64 = entry(platform(image(BASE), "amd64"), "v1");
        String arm64 = entry(platform(image(APP), "arm64"), "v1");

        assertThatThrownBy(() -> open(null))
                .hasMessageContaining("v1: image for linux/amd64, " + amd64)
                .hasMessageContaining("v1: image for linux/arm64, " + arm64);
        assertThatThrownBy(() -> open("v1"))
                .hasMessageContaining("contains 2 images named 'v1'. Use the digest of the one that is meant");
        assertThat(open(arm64).root().digest()).hasToString(arm64);
    }

    @Test
    void theKindsOfWhatLiesBesideAnImageAreNamed() throws IOException {
        entry(index(platform(image(BASE), "amd64"), platform(image(APP), "arm64")), "v1");
        entry(manifestOf("application/vnd.dev.cosign.simplesigning.v1+json"), "sha256-1.sig");
        entry(manifestOf("application/vnd.in-toto+json"), "sha256-1.att");
        ObjectNode chart = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        chart.set("config", TestImages.blob(files, "application/vnd.cncf.helm.config.v1+json", new byte[] {'{', '}'}));
        entry(TestImages.blob(files, MediaTypes.OCI_MANIFEST, TestImages.bytes(chart)), "chart");

        assertThatThrownBy(() -> open(null))
                .hasMessageContaining("v1: index of images for linux/amd64, linux/arm64, sha256:")
                .hasMessageContaining("sha256-1.sig: signature, sha256:")
                .hasMessageContaining("sha256-1.att: attestation, sha256:")
                .hasMessageContaining("chart: artifact of type application/vnd.cncf.helm.config.v1+json, sha256:");
        assertThat(open("v1").manifests()).hasSize(3);
    }

    @Test
    void aPlatformInsideOfAnIndexIsChosenByItsDigest() throws IOException {
        ObjectNode arm64 = platform(image(APP), "arm64");
        entry(index(platform(image(BASE), "amd64"), arm64), "v1");

        assertThat(open(arm64.get("digest").asText()).root().digest())
                .hasToString(arm64.get("digest").asText());
    }

    /** {@code docker save} from a containerd store; the layers may be compressed with zstd. */
    @Test
    void theOnePlatformOfAPartialIndexIsTheImage() throws IOException {
        for (String layerType : new String[] {"application/vnd.oci.image.layer.v1.tar+gzip", ZSTD_LAYER}) {
            files.clear();
            entries.removeAll();
            ObjectNode amd64 = platform(manifestOf(layerType), "amd64");
            ObjectNode attestation = platform(manifestOf("application/vnd.in-toto+json"), "unknown");
            ((ObjectNode) attestation.get("platform")).put("os", "unknown");
            entry(index(amd64, missing("arm64"), attestation), "docker.io/library/web:v1");
            files.putAll(TestImages.dockerArchiveFiles("web:v1", BASE));

            OciImage image = open(null);

            assertThat(image.manifests()).hasSize(1);
            assertThat(image.root().digest()).hasToString(amd64.get("digest").asText());
            assertThat(image.note()).hasValueSatisfying(note -> assertThat(note).contains("image for linux/amd64"));
            assertThat(open("web:v1").root()).usingRecursiveComparison().isEqualTo(image.root());
        }
    }

    @Test
    void ofSeveralPlatformsOfAPartialIndexOneIsNamed() throws IOException {
        ObjectNode arm64 = platform(image(APP), "arm64");
        entry(index(platform(image(BASE), "amd64"), arm64, missing("s390x")), "v1");

        assertThatThrownBy(() -> open(null))
                .hasMessageContaining("contains 2 images")
                .hasMessageContaining(
                        "image for linux/arm64, " + arm64.get("digest").asText());
        assertThat(open(arm64.get("digest").asText()).root().digest())
                .hasToString(arm64.get("digest").asText());
    }

    @Test
    void anIndexWithoutAnyOfItsPlatformsIsIncomplete() throws IOException {
        entry(index(missing("amd64"), missing("arm64")), "v1");

        assertThatThrownBy(() -> open(null)).hasMessageContaining("is missing (a manifest that ");
    }

    @Test
    void indexesThatRepeatEachOtherAreReadOnce() throws IOException {
        ObjectNode inner = index(platform(image(BASE), "amd64"), missing("arm64"));
        for (int depth = 0; depth < 40; depth++) {
            inner = index(inner.deepCopy(), inner.deepCopy());
        }
        entry(inner, "v1");

        assertThatThrownBy(() -> open(null)).isInstanceOf(ImageException.class);
    }

    @Test
    void anImageOfADockerArchiveIsChosenByItsId() throws IOException {
        ArrayNode list = JSON.createArrayNode();
        list.add(TestImages.dockerArchiveImage(files, "web:1", BASE));
        list.add(TestImages.dockerArchiveImage(files, "worker:1", APP));
        files.put("manifest.json", TestImages.bytes(list));
        String id = Digest.sha256(TestImages.config(APP)).toString();

        Path tar = TestImages.writeTar(folder.resolve("both.tar"), files);

        for (String name : new String[] {id, "worker:1", "docker.io/library/worker:1"}) {
            try (ImageArchive archive = ImageArchive.open(tar, Optional.of(name), Optional.empty())) {
                assertThat(TestImages.digests(TestImages.image(archive))).contains(id);
            }
        }
        assertThatThrownBy(() -> TestImages.open(tar))
                .hasMessageContaining("\n  worker:1: image for linux/amd64, " + id);
        assertThatThrownBy(() -> ImageArchive.open(tar, Optional.of("1"), Optional.empty()))
                .hasMessageContaining("contains 2 images named '1'");
    }

    private OciImage open(String name) throws IOException {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2);
        index.set("manifests", entries);
        files.put("index.json", TestImages.bytes(index));
        files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        Path tar = TestImages.writeTar(folder.resolve("layout.tar"), files);
        try (ImageArchive archive = ImageArchive.open(tar, Optional.ofNullable(name), Optional.empty())) {
            return (OciImage) archive.contents();
        }
    }

    /** @return the digest */
    private String entry(ObjectNode descriptor, String name) {
        ObjectNode named = descriptor.deepCopy();
        named.putObject("annotations").put("org.opencontainers.image.ref.name", name);
        entries.add(named);
        return named.get("digest").asText();
    }

    private ObjectNode image(byte[] layer) {
        return TestImages.blob(files, MediaTypes.OCI_MANIFEST, TestImages.bytes(TestImages.ociManifest(files, layer)));
    }

    private ObjectNode manifestOf(String layerType) {
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_MANIFEST);
        manifest.set("config", TestImages.blob(files, MediaTypes.OCI_CONFIG, TestImages.config(BASE)));
        manifest.putArray("layers").add(TestImages.blob(files, layerType, layerType.getBytes(StandardCharsets.UTF_8)));
        return TestImages.blob(files, MediaTypes.OCI_MANIFEST, TestImages.bytes(manifest));
    }

    /** The descriptor of an image that the layout does not have. */
    private static ObjectNode missing(String architecture) {
        return platform(
                TestImages.blob(
                        new LinkedHashMap<>(), MediaTypes.OCI_MANIFEST, architecture.getBytes(StandardCharsets.UTF_8)),
                architecture);
    }

    private static ObjectNode platform(ObjectNode descriptor, String architecture) {
        descriptor.putObject("platform").put("os", "linux").put("architecture", architecture);
        return descriptor;
    }

    private ObjectNode index(ObjectNode... children) {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        for (ObjectNode child : children) {
            manifests.add(child);
        }
        return TestImages.blob(files, MediaTypes.OCI_INDEX, TestImages.bytes(index));
    }
}
