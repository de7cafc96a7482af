package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecr.SimulatedEcrPublic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ecrPush} in a real Jenkins, beyond the one push of a deployment. */
class EcrPushIT {

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @TempDir
    Path folder;

    @Test
    void aRepositoryIsCreatedAndASecondPushFindsTheImage() throws Exception {
        Build build = jenkins.pipeline("new-repository", "push-new-repository.jenkinsfile")
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        JsonNode first = build.returned("first");
        assertThat(first.get("pushed").asBoolean()).isTrue();
        assertThat(build.returned("second").get("pushed").asBoolean()).isFalse();
        assertThat(build.returned("second").get("digest")).isEqualTo(first.get("digest"));
        assertThat(build.returned("everybodys").get("uri").asText())
                .contains("/" + SimulatedEcrPublic.ALIAS + "/shop/new@"
                        + first.get("digest").asText());
        assertThat(build.console())
                .contains("Created repository " + jenkins.simulator().authority() + "/shop/new: scan on push,"
                        + " immutable tags, encrypted with KMS (alias/images), a lifecycle policy")
                .contains("Already there: ");
        assertThat(jenkins.simulator().operations())
                .contains("ecr:CreateRepository", "ecr:PutLifecyclePolicy", "ecr-public:CreateRepository")
                .containsOnlyOnce("ecr:GetAuthorizationToken");
    }

    @Test
    void anotherRegistryGetsUsernameAndPassword() throws Exception {
        String url = System.getenv("REGISTRY_AUTH_URL");
        assumeTrue(url != null, "Needs a registry with a login: REGISTRY_AUTH_URL and REGISTRY_AUTH_LOGIN");
        String[] login = System.getenv("REGISTRY_AUTH_LOGIN").split(":", 2);
        jenkins.client()
                .script(jenkins.text("registry-credentials.groovy")
                        .replace("@USER@", login[0])
                        .replace("@PASSWORD@", login[1]));

        Build build = jenkins.client()
                .pipeline(
                        "other-registry",
                        jenkins.text("push-registry.jenkinsfile").replace("@REGISTRY@", url))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.returned("push").get("uri").asText())
                .startsWith(url.substring("http://".length()) + "/jenkins-it/web@sha256:");
        assertThat(build.console()).doesNotContain(login[1]);
        assertThat(jenkins.simulator().operations()).isEmpty();
    }

    @Test
    void theBuildsVariablesNameTheDockerEngine() throws Exception {
        String host = System.getenv("DOCKER_HOST");
        assumeTrue(host != null, "Needs a Docker Engine: DOCKER_HOST");
        Path image = TestImages.dockerArchive(
                folder.resolve("web.tar"), "jenkins-it/web:1", TestImages.layer(1, 200_000), TestImages.layer(2, 900));
        Process load = new ProcessBuilder("docker", "--host", host, "load")
                .redirectInput(image.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Loaded image");
        Files.delete(image);

        Build build = jenkins.client()
                .pipeline("engine", jenkins.text("push-engine.jenkinsfile").replace("@DOCKER_HOST@", host))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        JsonNode push = build.returned("push");
        assertThat(push.get("pushed").asBoolean()).isTrue();
        assertThat(jenkins.simulator().registry().digestOf(jenkins.simulator().authority() + "/webshop:from-engine"))
                .contains(push.get("digest").asText());
        assertThat(layersOf("from-engine")).contains("tar.gzip").doesNotContain("zstd");
        assertThat(layersOf("zstd")).contains("tar+zstd").doesNotContain("gzip");
        assertThat(build.returned("again").get("digest")).isEqualTo(push.get("digest"));
        assertThat(build.returned("engine").get("pushed").asBoolean()).isTrue();
        assertThat(build.console())
                .contains("The engine's export is read, without the 0 of 2 layers that the registry has")
                .contains("The registry has all of the image: nothing is read from the engine.");
    }

    private String layersOf(String tag) {
        return jenkins.simulator()
                .registry()
                .manifestOf(jenkins.simulator().authority() + "/webshop:" + tag)
                .orElseThrow()
                .text();
    }
}
