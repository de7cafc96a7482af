package io.jenkins.plugins.ecsdeploy.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.CpuTime;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Fault;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Templates that nobody would write: those of these tests (and of the corpus, if it is at hand), broken at random. The
 * build starts from a fixed seed; {@code -Pfuzz} makes a long run from a random one, {@code -Dfuzz.seed=} repeats it.
 */
class TemplateFuzzTest {

    /** What would be a field of its own if it could end its string. */
    private static final String EVIL = "\",\"privileged\":true,\"x\":\"}]\n${A}<A>{{A}}\\";

    /** For three renderings, of which most need a hundredth of it: more would grow faster than the template. */
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    private static final String TAME = "tame";
    private static final List<String> STYLES = List.of("shell", "angle", "percent", "braces", "underscores", "dollar");

    /** Null in a plain build, which is short and always the same. */
    private final Integer longRun = Integer.getInteger("fuzz.cases");

    private final int cases = longRun == null ? 3000 : longRun;
    private final long seed = Long.getLong("fuzz.seed", longRun == null ? 1 : System.nanoTime());
    private final TaskDefinitionSchema schema = TaskDefinitionSchemas.fromSdk();

    @Test
    void anyTemplateIsRenderedSafelyOrRefusedWithPlaces() {
        System.out.println("TemplateFuzzTest: " + cases + " cases, -Dfuzz.seed=" + seed);
        Random random = new Random(seed);
        BrokenTemplates templates = new BrokenTemplates(random, folders());
        for (int i = 0; i < cases; i++) {
            BrokenTemplates.Template template = templates.next();
            Delimiters delimiters = Delimiters.named(STYLES.get(random.nextInt(STYLES.size())));
            try {
                assertThat(CpuTime.of(() -> check(template, delimiters)))
                        .as("processor time")
                        .isLessThan(MOST_TIME);
            } catch (Throwable found) {
                String text = template.text();
                throw new AssertionError(
                        "case " + i + " with -Dfuzz.seed=" + seed + ", " + delimiters + ", " + template.name() + ":\n"
                                + text.substring(0, Math.min(20_000, text.length())),
                        found);
            }
        }
    }

    private void check(BrokenTemplates.Template template, Delimiters delimiters) {
        Optional<JsonNode> tame = render(template, delimiters, TAME);
        assertThat(render(template, delimiters, TAME)).as("a second time").isEqualTo(tame);
        Optional<JsonNode> evil = render(template, delimiters, EVIL);
        if (tame.isPresent() && evil.isPresent()) {
            String tamed = evil.get().toString().replace(escaped(EVIL), TAME);
            assertThat(tamed).isEqualTo(tame.get().toString());
        }
    }

    private static String escaped(String text) {
        String quoted = TextNode.valueOf(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    /** @return nothing if it was refused */
    private Optional<JsonNode> render(BrokenTemplates.Template template, Delimiters delimiters, String value) {
        try {
            TaskDefinitionTemplate parsed = TaskDefinitionTemplate.parse(template.name(), template.text(), delimiters);
            Map<String, String> values = new HashMap<>();
            parsed.placeholders().forEach(name -> values.put(name, value));
            return Optional.of(parsed.render(new RenderInput(values, Map.of(), Map.of()), schema)
                    .json());
        } catch (TaskDefinitionTemplateException refused) {
            checkFaults(refused.faults(), template.text());
            return Optional.empty();
        }
    }

    private static void checkFaults(List<Fault> faults, String text) {
        long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
        assertThat(faults).isNotEmpty().isSorted();
        for (Fault fault : faults) {
            assertThat(fault.line()).isBetween(1, (int) lines);
            assertThat(fault.column()).isPositive();
            assertThat(fault.message()).isNotBlank().doesNotContain("privileged\":true,\"x");
        }
    }

    private static List<Path> folders() {
        String corpus = System.getProperty("corpus.dir", "");
        Path own = TemplateFilesTest.folder();
        return corpus.isBlank() ? List.of(own) : List.of(own, Path.of(corpus, "task-definitions"));
    }
}
