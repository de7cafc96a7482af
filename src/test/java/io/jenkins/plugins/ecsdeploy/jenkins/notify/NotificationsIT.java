package io.jenkins.plugins.ecsdeploy.jenkins.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.Build;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is notified of a deployment: the commit's checks, and what docs/examples/notify/Jenkinsfile notifies. */
class NotificationsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final RealJenkins jenkins = new RealJenkins();

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer webhook;

    @BeforeEach
    void listen() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        webhook.start();
    }

    @AfterEach
    void close() {
        webhook.stop(0);
    }

    @Test
    void theExampleTellsChannelAndWebhookHowADeploymentEnded() throws Exception {
        Build green = jenkins.client().pipeline("told", example()).run();
        assertThat(green.result()).as(green.console()).isEqualTo("SUCCESS");
        assertThat(green.console()).contains("SLACK good: Deployed webshop: SUCCEEDED. webshop:1 runs");

        jenkins.scenario(Scenario.CRASH);
        Build red = jenkins.client().pipeline("told-of-a-crash", example()).run();
        assertThat(red.result()).as(red.console()).isEqualTo("UNSTABLE");
        assertThat(red.console()).contains("SLACK danger: Not deployed: webshop: ROLLED_BACK. ");

        assertThat(received).hasSize(2);
        JsonNode crash = JSON.readTree(received.get(1));
        assertThat(crash.path("job").asText()).isEqualTo("told-of-a-crash");
        assertThat(crash.path("outcome").asText()).isEqualTo("ROLLED_BACK");
        assertThat(crash.at("/services/0/reason").asText()).contains("exit code 1");
    }

    @Test
    void eachDeploymentIsACheckOfItsCommit() throws Exception {
        Assumptions.assumeTrue(
                jenkins.client()
                        .script("println Jenkins.instance.pluginManager.getPlugin('checks-api') != null")
                        .equals("true"),
                "Needs the plugin checks-api");
        jenkins.script("checks.groovy");
        jenkins.scenario(Scenario.CRASH);
        Build build = jenkins.pipeline("checked", "crash.jenkinsfile").run();
        assertThat(build.result()).as(build.console()).isEqualTo("FAILURE");

        String checks = jenkins.client().script("println System.getProperty('ecs.test.checks')");
        assertThat(checks.lines())
                .first()
                .asString()
                .startsWith("Amazon ECS: webshop in rehearsal|IN_PROGRESS|NONE|Deploying webshop:1|");
        assertThat(checks)
                .contains("Amazon ECS: webshop in rehearsal|COMPLETED|FAILURE|ROLLED_BACK|")
                .contains("job/checked/1/ecs-deployments/")
                .contains("exit code 1");
    }

    /** With an echo for Slack's plugin, which Declarative looks for when it reads the file, and an address for the secret. */
    private String example() throws IOException {
        return Files.readString(Path.of("docs/examples/notify/Jenkinsfile"))
                .replace("updateService cluster", "updateService target: 'simulated', cluster")
                .replaceAll("slackSend color: '(\\w+)', message: \"", "echo \"SLACK $1: ")
                .replace("node('linux')", "node")
                .replace(
                        "withCredentials([string(credentialsId: 'deployments-webhook', variable: 'WEBHOOK')])",
                        "withEnv(['WEBHOOK=http://127.0.0.1:"
                                + webhook.getAddress().getPort() + "/'])");
    }
}
