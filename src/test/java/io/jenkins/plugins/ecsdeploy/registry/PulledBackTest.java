package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.docker.DockerEngine;
import io.jenkins.plugins.ecsdeploy.registry.docker.DockerEnginePushTest;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pushes to a real registry, pulls with skopeo, and compares byte for byte. {@code REGISTRY_URL} is a registry without a
 * login, {@code REGISTRY_AUTH_URL} one with the login {@code REGISTRY_AUTH_LOGIN}, which looks like ECR's:
 * {@code AWS:token}.
 */
class PulledBackTest {

    private static final byte[] BASE = TestImages.layer(1, 3_000_000);
    private static final byte[] APP = TestImages.layer(2, 5_000);
    private static final byte[] TEXT = TestImages.textLayer(3, 3_000_000);
    private static final PushOptions ZSTD = new PushOptions(true, List.of(), Compression.ZSTD);
    private static final String REPOSITORY = "ecs-deploy-test/" + UUID.randomUUID();

    @TempDir
    Path folder;

    @BeforeEach
    void findSkopeo() {
        assumeTrue(isInstalled("skopeo"), "needs skopeo");
    }

    @Test
    void aDockerArchive() throws Exception {
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, APP);
        RegistryTarget target = target(variable("REGISTRY_URL"));

        PushResult result = push(PushSource.Archive.at(tar), target, Optional.empty());

        assertSameLayers(pulled(target, result, Optional.empty()), BASE, APP);
    }

    @Test
    void aDockerArchiveWithZstd() throws Exception {
        assumeTrue(isInstalled("zstd"), "needs zstd");
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, TEXT, APP);
        RegistryTarget target = target(variable("REGISTRY_URL"));

        PushResult result = push(PushSource.Archive.at(tar), target, Optional.empty(), ZSTD);

        assertSameLayers(pulled(target, result, Optional.empty()), BASE, TEXT, APP);
    }

    @Test
    void containerdPullsAndUnpacksZstd() throws Exception {
        byte[] text = "zstd".repeat(500_000).getBytes(StandardCharsets.UTF_8);
        byte[] layer = TestImages.tar(Map.of("srv/text", text));
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, layer);
        RegistryTarget target = target(variable("REGISTRY_URL"));

        push(PushSource.Archive.at(tar), target, Optional.empty(), ZSTD);

        try (Containerd containerd = Containerd.startOrSkip(folder.resolve("c"))) {
            Path mounted = containerd.pullAndMount(target.reference() + ":stable");
            assertThat(mounted.resolve("srv/text")).hasBinaryContent(text);
        }
    }

    @Test
    void anOciLayoutByteForByte() throws Exception {
        Map<String, byte[]> layout = TestImages.ociLayout("1", BASE, APP);
        Path directory = TestImages.writeDirectory(folder.resolve("layout"), layout);
        RegistryTarget target = target(variable("REGISTRY_URL"));

        PushResult result = push(PushSource.Archive.at(directory), target, Optional.empty());

        assertSameBlobs(layout, pulled(target, result, Optional.empty()));
    }

    @Test
    void allPlatformsOfAnIndex() throws Exception {
        Map<String, byte[]> layout = TestImages.multiPlatformLayout("1", BASE, APP);
        Path tar = TestImages.writeTar(folder.resolve("layout.tar"), layout);
        RegistryTarget target = target(variable("REGISTRY_URL"));

        PushResult result = push(PushSource.Archive.at(tar), target, Optional.empty());

        assertSameBlobs(layout, pulled(target, result, Optional.empty()));
    }

    @Test
    void withALoginLikeEcrs() throws Exception {
        RegistryTarget target = target(variable("REGISTRY_AUTH_URL"));
        String login = variable("REGISTRY_AUTH_LOGIN");
        int colon = login.indexOf(':');
        RegistryCredentials credentials =
                new RegistryCredentials(login.substring(0, colon), login.substring(colon + 1));
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, APP);

        PushResult result = push(PushSource.Archive.at(tar), target, Optional.of(credentials));

        assertSameLayers(pulled(target, result, Optional.of(login)), BASE, APP);
        assertThatThrownBy(() -> push(
                        PushSource.Archive.at(tar), target, Optional.of(new RegistryCredentials("AWS", "pass-word"))))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("pass-word");
    }

    @ParameterizedTest
    @EnumSource(EngineRoute.class)
    void anImageOfTheDockerEngine(EngineRoute route) throws Exception {
        String name = REPOSITORY + ":local";
        RegistryTarget target = target(variable("REGISTRY_URL"));
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), name, BASE, APP);
        try (DockerEngine engine = DockerEnginePushTest.engineOrSkip();
                var in = Files.newInputStream(tar)) {
            engine.client().loadImageCmd(in).exec();
            try {
                PushResult result = push(new PushSource.EngineImage(name, Map.of(), route), target, Optional.empty());

                assertSameLayers(pulled(target, result, Optional.empty()), BASE, APP);
            } finally {
                engine.client().removeImageCmd(name).withForce(true).exec();
            }
        }
    }

    private static PushResult push(PushSource source, RegistryTarget target, Optional<RegistryCredentials> credentials)
            throws InterruptedException {
        return push(source, target, credentials, PushOptions.STANDARD);
    }

    private static PushResult push(
            PushSource source, RegistryTarget target, Optional<RegistryCredentials> credentials, PushOptions options)
            throws InterruptedException {
        return new ImagePush(Retries.standard(), PushProgress.NONE)
                .push(source, target, credentials, List.of("1", "stable"), options);
    }

    @Test
    void anImageOfTheDockerEngineWithZstd() throws Exception {
        assumeTrue(isInstalled("zstd"), "needs zstd");
        String name = REPOSITORY + ":zstd";
        RegistryTarget target = target(variable("REGISTRY_URL"));
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), name, BASE, TEXT, BASE);
        try (DockerEngine engine = DockerEnginePushTest.engineOrSkip();
                var in = Files.newInputStream(tar)) {
            engine.client().loadImageCmd(in).exec();
            try {
                PushResult result = push(new PushSource.EngineImage(name), target, Optional.empty(), ZSTD);

                assertSameLayers(pulled(target, result, Optional.empty()), BASE, TEXT);
            } finally {
                engine.client().removeImageCmd(name).withForce(true).exec();
            }
        }
    }

    /** The folder with the image that skopeo pulled. */
    private Path pulled(RegistryTarget target, PushResult result, Optional<String> login) throws Exception {
        Path layout = folder.resolve("pulled");
        List<String> command =
                new ArrayList<>(List.of("skopeo", "copy", "--all", "--preserve-digests", "--src-tls-verify=false"));
        if (login.isPresent()) {
            Path authFile = Files.writeString(
                    folder.resolve("auth.json"),
                    "{\"auths\":{\"" + target.registry() + "\":{\"auth\":\""
                            + Base64.getEncoder().encodeToString(login.get().getBytes(StandardCharsets.UTF_8))
                            + "\"}}}");
            command.addAll(List.of("--src-authfile", authFile.toString()));
        }
        command.addAll(List.of("docker://" + target.reference() + ":stable", "dir:" + layout));
        Process skopeo = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(skopeo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(skopeo.waitFor()).as(output).isZero();
        assertThat(digestOf(Files.readAllBytes(layout.resolve("manifest.json"))))
                .isEqualTo(result.digest().toString());
        return layout;
    }

    /** All blobs of the layout have arrived unchanged. */
    private static void assertSameBlobs(Map<String, byte[]> layout, Path pulled) throws IOException {
        List<String> arrived = contents(pulled);
        List<String> sent = layout.entrySet().stream()
                .filter(file -> file.getKey().startsWith("blobs/"))
                .map(file -> digestOf(file.getValue()))
                .toList();
        assertThat(arrived).containsAll(sent);
    }

    /** The layers unpack to those of the archive. */
    private static void assertSameLayers(Path pulled, byte[]... layers) throws IOException {
        List<String> unpacked = new ArrayList<>();
        try (Stream<Path> files = Files.list(pulled)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
                    unpacked.add(digestOf(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()));
                } else if (bytes.length > 2 && bytes[0] == 0x28 && bytes[1] == (byte) 0xb5) {
                    unpacked.add(digestOf(unzstd(file)));
                }
            }
        }
        assertThat(unpacked)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(layers).map(PulledBackTest::digestOf).toList());
    }

    private static byte[] unzstd(Path file) throws IOException {
        Process zstd = new ProcessBuilder("zstd", "--decompress", "--stdout", "--quiet", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return zstd.getInputStream().readAllBytes();
    }

    private static List<String> contents(Path directory) throws IOException {
        List<String> digests = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                digests.add(digestOf(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static String digestOf(byte[] content) {
        return Digest.sha256(content).toString();
    }

    private static RegistryTarget target(String url) {
        return new RegistryTarget(URI.create(url), REPOSITORY + "-" + UUID.randomUUID());
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        assumeTrue(value != null && !value.isEmpty(), "needs a registry: set " + name);
        return value;
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
