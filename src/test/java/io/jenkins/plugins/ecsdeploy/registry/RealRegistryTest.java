package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.archive.ArchivePush;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.docker.DockerEngine;
import io.jenkins.plugins.ecsdeploy.registry.docker.DockerEnginePush;
import io.jenkins.plugins.ecsdeploy.registry.docker.DockerEnginePushTest;
import io.jenkins.plugins.ecsdeploy.registry.http.HttpClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a real registry, such as Debian's docker-registry. Its address, such as {@code http://127.0.0.1:5000}, is the
 * property {@code registry.url} or the variable {@code REGISTRY_URL}.
 */
class RealRegistryTest {

    private static final byte[] BASE = TestImages.layer(1, 3_000_000);
    private static final byte[] APP = TestImages.layer(2, 5_000);

    @TempDir
    Path folder;

    private RegistryClient registry;

    @BeforeEach
    void findRegistry() {
        String url = System.getProperty("registry.url", System.getenv("REGISTRY_URL"));
        assumeTrue(url != null && !url.isEmpty(), "needs a registry: set registry.url or REGISTRY_URL to its address");
        RegistryTarget target = new RegistryTarget(URI.create(url), "ecs-deploy-test/" + UUID.randomUUID());
        registry = new RegistryClient(
                HttpClients.ofThisJvm().client(target), target, Optional.empty(), Retries.standard());
    }

    @Test
    void aDockerArchiveIsPushedOnce() throws Exception {
        Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "web:1", BASE, APP);

        PushResult first = push(tar, "1", "2");
        PushResult second = push(tar, "1", "2");

        assertThat(first.pushed()).isTrue();
        assertThat(second.pushed()).isFalse();
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(registry.manifest("2").map(Manifest::digest)).contains(first.digest());
    }

    @Test
    void aMultiPlatformLayoutKeepsItsDigests() throws Exception {
        Path tar = TestImages.writeTar(folder.resolve("layout.tar"), TestImages.multiPlatformLayout("v1", BASE, APP));

        PushResult result = push(tar, "multi");

        assertThat(registry.manifestDigest("multi")).contains(result.digest());
        try (ImageArchive archive = TestImages.open(tar)) {
            for (Manifest manifest : TestImages.image(archive).manifests()) {
                assertThat(registry.manifest(manifest.digest().toString())
                                .orElseThrow()
                                .bytes())
                        .isEqualTo(manifest.bytes());
            }
        }
    }

    @Test
    void theDockerEnginesDigestIsTheRegistrys() throws Exception {
        try (DockerEngine engine = DockerEnginePushTest.engineOrSkip()) {
            Path tar = TestImages.dockerArchive(folder.resolve("web.tar"), "ecs-deploy-test/real:1", BASE, APP);
            try (var in = Files.newInputStream(tar)) {
                engine.client().loadImageCmd(in).exec();
            }
            DockerEnginePush push = new DockerEnginePush(engine, registry, Optional.empty(), PushProgress.NONE);

            PushResult result = push.push("ecs-deploy-test/real:1", List.of("1"));

            assertThat(registry.manifestDigest("1")).contains(result.digest());
            assertThat(push.push("ecs-deploy-test/real:1", List.of("1")).pushed())
                    .isFalse();
            engine.client()
                    .removeImageCmd("ecs-deploy-test/real:1")
                    .withForce(true)
                    .exec();
        }
    }

    private PushResult push(Path archive, String... tags) throws Exception {
        try (ImageArchive opened = TestImages.open(archive)) {
            return new ArchivePush(registry, PushOptions.STANDARD, PushProgress.NONE).push(opened, List.of(tags));
        }
    }
}
