package io.jenkins.plugins.ecsdeploy.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of docs/examples that need no Jenkins to be tried; the Jenkinsfiles themselves are run by the tests that README.md names. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("docs/examples");
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/webshop@sha256:" + "a".repeat(64);
    private static final Map<String, String> KNOWN =
            Map.of("AWS_REGION", "us-east-1", "AWS_ACCOUNT_ID", "123456789012");

    @Test
    void codePipelinesTemplateIsTakenAsItIs() throws IOException {
        RenderedTaskDefinition rendered =
                render("codepipeline/taskdef.json", "angle", Map.of("IMAGE1_NAME", IMAGE), Map.of());

        assertThat(rendered.json().at("/containerDefinitions/0/image").asText()).isEqualTo(IMAGE);
        assertThat(rendered.notices()).isEmpty();
    }

    @Test
    void withoutTheDelimitersThatStyleIsNamed() {
        assertThatThrownBy(() -> render("codepipeline/taskdef.json", null, Map.of(), Map.of()))
                .hasMessageContaining("<IMAGE1_NAME>")
                .hasMessageContaining("angle");
    }

    @Test
    void theTemplatesOfTheDeliveryHaveNoFault() throws IOException {
        assertThat(render("delivery/deploy/taskdef.json", null, Map.of("STAGE", "staging"), Map.of("web", IMAGE))
                        .notices())
                .isEmpty();
        assertThat(render("registries/taskdef.json", null, Map.of("REGISTRY", "nexus"), Map.of("web", IMAGE))
                        .notices())
                .isEmpty();
    }

    @Test
    void theHttpCheckAssertsStatusAndContent() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "Needs curl");

        assertThat(httpCheck(200, "{\"status\": \"ok\", \"path\": \"/cart\"}")).isEqualTo("""
                ok: GET /health: 200
                ok: GET /cart: 200
                exit code 0""");
        assertThat(httpCheck(503, "{\"status\": \"ok\"}"))
                .startsWith("FAILED: GET /health: status 503 instead of 200")
                .endsWith("exit code 1");
        assertThat(httpCheck(200, "{\"status\": \"starting\"}"))
                .startsWith(
                        "FAILED: GET /health: status 200 instead of 200, or without \"status\": \"ok\": {\"status\"")
                .endsWith("exit code 1");
    }

    /** What delivery/tests/http-check.sh says of a server that always answers so. */
    private static String httpCheck(int status, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            ProcessBuilder check = new ProcessBuilder(
                            EXAMPLES.resolve("delivery/tests/http-check.sh").toString())
                    .redirectErrorStream(true);
            check.environment()
                    .put("TARGET", "http://127.0.0.1:" + server.getAddress().getPort());
            check.environment().put("NO_PROXY", "*");
            Process process = check.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said + "exit code " + process.waitFor();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void everyExampleIsInTheIndex() throws IOException {
        String index = Files.readString(EXAMPLES.resolve("README.md"));
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<String> jenkinsfiles = files.filter(
                            file -> file.getFileName().toString().startsWith("Jenkinsfile"))
                    .map(file -> EXAMPLES.relativize(file).toString())
                    .toList();
            assertThat(jenkinsfiles)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(index).contains("(" + file + ")"));
        }
    }

    private static RenderedTaskDefinition render(
            String file, String delimiters, Map<String, String> values, Map<String, String> images) throws IOException {
        return TaskDefinitionTemplate.parse(
                        file, Files.readString(EXAMPLES.resolve(file)), Delimiters.named(delimiters))
                .render(new RenderInput(values, KNOWN, images), TaskDefinitionSchemas.fromSdk());
    }
}
