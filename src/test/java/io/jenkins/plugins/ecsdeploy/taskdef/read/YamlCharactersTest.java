package io.jenkins.plugins.ecsdeploy.taskdef.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters outside of the basic plane, which Java keeps as two, wherever in a YAML template they stand. */
class YamlCharactersTest {

    private static final String EMOJI = "\uD83D\uDE80";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void longTextOfEmojiIsReadWhole(int shiftedBy) {
        String value = "x".repeat(shiftedBy) + EMOJI.repeat(3000);
        String text = """
                family: shop
                containerDefinitions:
                  - name: web
                    image: web:1
                    memory: 128
                    environment:
                      - name: BANNER
                        value: %s
                """.formatted(value);

        RenderedTaskDefinition rendered = TaskDefinitionTemplate.parse("deploy/taskdef.yaml", text, Delimiters.DEFAULT)
                .render(RenderInput.none(), TaskDefinitionSchemas.fromSdk());

        assertThat(rendered.json()
                        .at("/containerDefinitions/0/environment/0/value")
                        .asText())
                .isEqualTo(value);
    }
}
