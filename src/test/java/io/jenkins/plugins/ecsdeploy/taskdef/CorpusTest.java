package io.jenkins.plugins.ecsdeploy.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Real task definitions from public repositories, where a folder of them is at hand ({@code -Dcorpus.dir=DIR}): each
 * renders, or is refused with faults that say where.
 */
@EnabledIfSystemProperty(
        named = "corpus.dir",
        matches = ".+",
        disabledReason = "needs a folder of real task definitions: -Dcorpus.dir=DIR")
class CorpusTest {

    @TestFactory
    Stream<DynamicTest> everyFileRendersOrIsRefusedWithPositions() throws IOException {
        try (Stream<Path> found = Files.walk(Path.of(System.getProperty("corpus.dir")))) {
            List<Path> files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(files).isNotEmpty();
            return files.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            TaskDefinitionTemplate template = TaskDefinitionTemplate.parse(file.toString(), text);
            Map<String, String> values = new HashMap<>();
            template.placeholders().forEach(name -> values.put(name, "256"));
            RenderInput input = new RenderInput(values, Map.of(), Map.of());
            assertThat(template.render(input, SampleSchema.schema()).json().get("family"))
                    .isNotNull();
        } catch (TaskDefinitionTemplateException refused) {
            int lines = (int) text.lines().count();
            assertThat(refused.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.file()).isEqualTo(file.toString());
                assertThat(fault.line()).isBetween(1, lines + 1);
                assertThat(fault.column()).isPositive();
                assertThat(fault.message()).isNotBlank();
            });
        }
    }
}
