package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Eventually;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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

    @BeforeEach
    void connect() throws Exception {
        String secret = jenkins.client()
                .script(jenkins.text("agent.groovy")
                        .replace("@HOME@", home.resolve("work").toString()));
        agent = startAgent(secret);
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
    void aLostAgentAffectsNeitherTheWaitNorTheDeployment() throws Exception {
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
    private Process startAgent(String secret) throws Exception {
        URI url = jenkins.process().url();
        Path jar = home.resolve("agent.jar");
        try (var in = url.resolve("jnlpJars/agent.jar").toURL().openStream()) {
            Files.copy(in, jar);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder agent = new ProcessBuilder(
                        java.toString(),
                        "-Xmx256m",
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
                        home.resolve("work").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("agent.log").toFile());
        agent.environment().put("DOCKER_HOST", "unix://" + home.resolve("no-docker.sock"));
        return agent.start();
    }
}
