package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Fault;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code exec:java@render}: a template rendered on the command line, as {@code registerTaskDefinition} would. The task
 * definition goes to standard output as JSON; what is wrong with the template goes to standard error, one fault a line, and
 * so do notices, each after {@code notice:}.
 */
@Command(
        name = "render",
        description = "Prints the task definition that a template makes, or everything that is wrong with it.",
        sortOptions = false)
public final class Render {

    private static final int GOOD = 0;
    private static final int REFUSED = 1;
    private static final int WRONG_OPTION = 2;

    @Option(names = "--template", required = true, paramLabel = "FILE", description = "JSON, or YAML by its name.")
    private Path template;

    @Option(names = "--values", arity = "1..*", paramLabel = "NAME=x", description = "Values for placeholders.")
    private List<String> values = List.of();

    @Option(names = "--images", arity = "1..*", paramLabel = "web=uri", description = "Images by container name.")
    private List<String> images = List.of();

    @Option(names = "--delimiters", paramLabel = "NAME", description = "How placeholders are written: one or several.")
    private String delimiters;

    @Option(names = "--family", paramLabel = "NAME", description = "The family, instead of the template's.")
    private String family;

    @Option(names = "--task-role", paramLabel = "ROLE", description = "The containers' role, by ARN or name.")
    private String taskRole;

    @Option(names = "--execution-role", paramLabel = "ROLE", description = "The role that ECS itself needs.")
    private String executionRole;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    private boolean help;

    private final TaskDefinitionSchema schema = TaskDefinitionSchemas.fromSdk();

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, false, StandardCharsets.UTF_8);
        int exitCode = run(arguments, out, err);
        out.flush();
        err.flush();
        // Ends Maven too, without its error block behind our lines.
        Runtime.getRuntime().halt(exitCode);
    }

    /** @return the exit code: 0 rendered, 1 refused, 2 wrong options or no such file */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        Render render = new Render();
        CommandLine command = new CommandLine(render);
        try {
            command.parseArgs(arguments);
            if (render.help) {
                command.usage(out);
                return GOOD;
            }
            return render.run(out, err);
        } catch (CommandLine.ParameterException | IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return WRONG_OPTION;
        }
    }

    private int run(PrintStream out, PrintStream err) {
        String text;
        try {
            text = Files.readString(template);
        } catch (CharacterCodingException otherEncoding) {
            err.println(new Fault(template.toString(), 1, 1, "", "the file is not UTF-8: save it as that"));
            return REFUSED;
        } catch (NoSuchFileException missing) {
            err.println("there is no file " + template);
            return WRONG_OPTION;
        } catch (IOException unreadable) {
            err.println("can't read " + template + ": " + unreadable.getMessage());
            return WRONG_OPTION;
        }
        TaskDefinitionOverrides overrides = new TaskDefinitionOverrides(
                Optional.ofNullable(family),
                Optional.ofNullable(taskRole),
                Optional.ofNullable(executionRole),
                Map.of(),
                Map.of(),
                Map.of());
        RenderInput input = new RenderInput(map("--values", values), Map.of(), map("--images", images), overrides);
        try {
            RenderedTaskDefinition rendered = TaskDefinitionTemplate.parse(
                            template.toString(), text, Delimiters.named(delimiters))
                    .render(input, schema);
            rendered.notices().forEach(notice -> err.println("notice: " + notice));
            out.println(rendered.json().toPrettyString());
            return GOOD;
        } catch (TaskDefinitionTemplateException refused) {
            refused.faults().forEach(err::println);
            return REFUSED;
        }
    }

    private static Map<String, String> map(String option, List<String> pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(option + " takes NAME=VALUE, not '" + pair + "'");
            }
            map.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return map;
    }
}
