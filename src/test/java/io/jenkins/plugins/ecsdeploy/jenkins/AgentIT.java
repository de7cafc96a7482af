package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The workspace is on an agent: another process, without access to the controller's files. */
class AgentIT {

    private static final Duration CONNECT = Duration.ofMinutes(1);

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    @TempDir
    Path home;

    private Process agent;
    private String secret;

    @BeforeEach
    void addAgent() throws Exception {
        secret = jenkins.client()
                .script(jenkins.text("agent.groovy")
                        .replace("@HOME@", home.resolve("work").toString()));
    }

    private void start(String... options) throws Exception {
        agent = startAgent(secret, options);
        try {
            Eventually.within(
                    CONNECT,
                    "the agent is connected",
                    () -> !jenkins.client()
                            .json("computer/remote/api/json?tree=offline")
                            .get("offline")
                            .asBoolean());
        } catch (AssertionError offline) {
            throw new AssertionError(Files.readString(home.resolve("agent.log")), offline);
        }
    }

    @AfterEach
    void remove() throws Exception {
        if (agent != null) {
            kill();
            jenkins.client()
                    .script("jenkins.model.Jenkins.get().removeNode(jenkins.model.Jenkins.get().getNode('remote'))");
        }
    }

    @Test
    void imageAndTemplateAreReadOnTheAgent() throws Exception {
        start();
        Path archive = TestImages.dockerArchive(
                home.resolve("saved.tar"), "web:1", TestImages.layer(1, 200_000), TestImages.textLayer(2, 50_000));

        Build build = jenkins.client()
                .pipeline("agent", jenkins.text("agent.jenkinsfile").replace("@ARCHIVE@", archive.toString()))
                .run();

        assertThat(build.result()).as(build.console()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("Running on remote in " + home).contains("Tags: from-agent");
        assertThat(jenkins.simulator().registry().digestOf(jenkins.simulator().authority() + "/webshop:saved-on-agent"))
                .contains(build.returned("saved").get("digest").asText());
    }

    @Test
    void zstdTravelsToAnAgentThatIsAskedForIt() throws Exception {
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        start("-Djava.io.tmpdir=" + temporary);

        Build gzip = push("library", "gzip");
        assertThat(gzip.result()).as(gzip.console()).isEqualTo("SUCCESS");
        assertThat(zstdJars()).isZero();
        Build zstd = push("library", "zstd");

        assertThat(zstd.result()).as(zstd.console()).isEqualTo("SUCCESS");
        assertThat(zstdJars()).isEqualTo(1);
        assertThat(layersOf("gzip")).contains("tar.gzip").doesNotContain("zstd");
        assertThat(layersOf("zstd")).contains("tar+zstd").doesNotContain("gzip");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("ecs-deploy"));
        }
    }

    @Test
    void anAgentOfAnUnknownPlatformRefusesZstd() throws Exception {
        start("-Dos.arch=mips");

        Build zstd = push("no-library", "zstd");

        assertThat(zstd.result()).as(zstd.console()).isEqualTo("FAILURE");
        assertThat(zstd.console())
                .contains(
                        "Layers can't be compressed with zstd on this machine: the zstd library that the plugin carries has"
                                + " no version for linux/mips. Nothing was pushed. Push from another agent, or with compression:"
                                + " 'gzip'.");
        assertThat(jenkins.simulator().registry().activity().bytesUploaded()).isZero();
        Build gzip = push("no-library", "gzip");
        assertThat(gzip.result()).as(gzip.console()).isEqualTo("SUCCESS");
    }

    private Build push(String job, String compression) throws Exception {
        Path archive = TestImages.dockerArchive(
                home.resolve("saved.tar"), "web:1", TestImages.layer(1, 200_000), TestImages.textLayer(2, 2_000_000));
        return jenkins.client()
                .pipeline(
                        job + "-" + compression,
                        jenkins.text("agent-push.jenkinsfile")
                                .replace("@ARCHIVE@", archive.toString())
                                .replace("@COMPRESSION@", compression))
                .run();
    }

    private String layersOf(String tag) {
        return jenkins.simulator()
                .registry()
                .manifestOf(jenkins.simulator().authority() + "/webshop:" + tag)
                .orElseThrow()
                .text();
    }

    /** In the agent's cache, where they have other names. */
    private long zstdJars() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("work"))) {
            long jars = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jar")).toList()) {
                try (ZipFile jar = new ZipFile(file.toFile())) {
                    jars += jar.getEntry("com/github/luben/zstd/Zstd.class") == null ? 0 : 1;
                }
            }
            return jars;
        }
    }

    @Test
    void aLostAgentAffectsNeitherTheWaitNorTheDeployment() throws Exception {
        start();
        Build build = jenkins.pipeline("lost-agent", "lost-agent.jenkinsfile").start();
        build.waitForLine("BAKE_TIME");

        kill();
        build.waitForEnd();

        assertThat(build.console()).contains("and it goes on: SUCCEEDED");
        assertThat(jenkins.simulator().operations()).doesNotContain("ecs:StopServiceDeployment");
    }

    private void kill() throws InterruptedException {
        agent.destroyForcibly();
        agent.waitFor(CONNECT.toSeconds(), TimeUnit.SECONDS);
    }

    /** The agent has no Docker Engine. */
    private Process startAgent(String secret, String... options) throws Exception {
        URI url = jenkins.process().url();
        Path jar = home.resolve("agent.jar");
        try (var in = url.resolve("jnlpJars/agent.jar").toURL().openStream()) {
            Files.copy(in, jar);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx256m"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "-url",
                url.toString(),
                "-webSocket",
                "-name",
                "remote",
                "-secret",
                secret,
                "-workDir",
                home.resolve("work").toString()));
        ProcessBuilder agent = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("agent.log").toFile());
        agent.environment().put("DOCKER_HOST", "unix://" + home.resolve("no-docker.sock"));
        return agent.start();
    }
}
