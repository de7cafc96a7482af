package io.jenkins.plugins.ecsdeploy.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.io.IOException;
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
