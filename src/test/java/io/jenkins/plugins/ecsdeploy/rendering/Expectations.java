package io.jenkins.plugins.ecsdeploy.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.rehearsal.Render;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/**
 * What templates become, or why they are refused, as a person wrote it down after reading them; run through the command
 * line. The form of such a file:
 *
 * <pre>
 * # a remark
 * == FILE [OPTIONS]             the template and the options of {@link Render}; spaces in an option are written ␠
 * PATH = JSON                   what the rendered definition has there
 * PATH absent                   what it has not
 * LINE[:COLUMN] PATH MESSAGE    a fault; the message's beginning. They are all there are, in this order
 * notice: LINE[:COLUMN] ...     the same of a notice
 * </pre>
 *
 * In paths {@code c0} is {@code containerDefinitions[0]}.
 */
final class Expectations {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTICE = "notice: ";
    private static final Pattern FAULT = Pattern.compile("([0-9]+)(:[0-9]+)? (.*)");
    private static final Pattern STEP = Pattern.compile("\\[([0-9]+)]|\\[\"([^\"]*)\"]|\\.?([^.\\[]+)");

    private final String title;
    private final List<String> options;
    private final List<String> lines = new ArrayList<>();

    private Expectations(String title) {
        this.title = title;
        this.options = Arrays.stream(title.split(" +"))
                .map(word -> word.replace('␠', ' '))
                .toList();
    }

    /** Reads a resource of this package. */
    static List<Expectations> read(String resource) {
        List<Expectations> all = new ArrayList<>();
        try (InputStream in = Expectations.class.getResourceAsStream(resource)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("== ")) {
                    all.add(new Expectations(line.substring(3).trim()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    all.get(all.size() - 1).lines.add(line.trim());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }

    String fileName() {
        return options.get(0);
    }

    DynamicTest in(Path folder) {
        return DynamicTest.dynamicTest(title, () -> check(folder.resolve(fileName())));
    }

    private void check(Path file) throws IOException {
        assertThat(lines).as("something is expected").isNotEmpty();
        Run run = Run.of(file, options.subList(1, options.size()));
        assertThat(Run.of(file, options.subList(1, options.size())))
                .as("a second time")
                .isEqualTo(run);
        if (FAULT.matcher(lines.get(0)).matches()) {
            assertThat(run.out()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(1);
            checkErr(file, run, lines);
            return;
        }
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode rendered = JSON.readTree(run.out());
        List<String> notices =
                lines.stream().filter(line -> line.startsWith(NOTICE)).toList();
        for (String line : lines) {
            if (!line.startsWith(NOTICE)) {
                checkValue(rendered, line);
            }
        }
        assertThat(run.err().lines()).allMatch(line -> line.startsWith(NOTICE));
        if (!notices.isEmpty()) {
            checkErr(file, run, notices);
        }
    }

    private static void checkErr(Path file, Run run, List<String> lines) {
        List<String> shown = run.err()
                .lines()
                .map(line -> line.replace(file + ":", "").replaceAll("containerDefinitions\\[([0-9]+)]", "c$1"))
                .toList();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            // Only as much as is written down; if it differs, the whole line is shown.
            String kind = lines.get(i).startsWith(NOTICE) ? NOTICE : "";
            Matcher fault = FAULT.matcher(lines.get(i).substring(kind.length()));
            assertThat(fault.matches()).as(lines.get(i)).isTrue();
            String actual = i < shown.size() ? shown.get(i) : "";
            String place = kind + fault.group(1) + (fault.group(2) == null ? ":[0-9]+ " : fault.group(2) + " ");
            boolean same = Pattern.compile(place + Pattern.quote(fault.group(3)) + ".*")
                    .matcher(actual)
                    .matches();
            expected.add(same ? actual : lines.get(i));
        }
        assertThat(shown).containsExactlyElementsOf(expected);
    }

    private static void checkValue(JsonNode rendered, String line) throws IOException {
        if (line.endsWith(" absent")) {
            String path = line.substring(0, line.length() - " absent".length());
            assertThat(at(rendered, path).isMissingNode()).as(line).isTrue();
        } else {
            int equals = line.indexOf(" = ");
            JsonNode value = at(rendered, line.substring(0, equals));
            assertThat(value).as(line).isEqualTo(JSON.readTree(line.substring(equals + 3)));
        }
    }

    private static JsonNode at(JsonNode rendered, String path) {
        String full = path.replaceFirst("^c([0-9]+)", "containerDefinitions[$1]");
        JsonNode node = rendered;
        Matcher step = STEP.matcher(full);
        while (step.find()) {
            if (step.group(1) != null) {
                node = node.path(Integer.parseInt(step.group(1)));
            } else {
                node = node.path(step.group(2) != null ? step.group(2) : step.group(3));
            }
        }
        return node;
    }

    /** One run of the command. */
    private record Run(int exitCode, String out, String err) {

        static Run of(Path file, List<String> options) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            List<String> arguments = new ArrayList<>(List.of("--template", file.toString()));
            arguments.addAll(options);
            int exitCode = Render.run(
                    arguments.toArray(String[]::new),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
