package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.change.OverrideMerger;
import io.jenkins.plugins.ecsdeploy.taskdef.check.DefinitionChecks;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.BuildVariables;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderNames;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderValues;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.read.DescribeOutput;
import io.jenkins.plugins.ecsdeploy.taskdef.read.ForeignFile;
import io.jenkins.plugins.ecsdeploy.taskdef.read.LiteralTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.render.DefinitionRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.render.JsonSize;
import io.jenkins.plugins.ecsdeploy.taskdef.render.LoneSurrogates;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task definition with placeholders, read from JSON or YAML. Immutable; rendering is a pure function of its arguments.
 *
 * <p>Values are put into the parsed tree and never into its text, so none can break the JSON or add to it.
 */
public final class TaskDefinitionTemplate {

    /** The largest task definition by the Amazon ECS service quotas: 64 KB. */
    static final int MAX_RENDERED_BYTES = 64 * 1024;

    private final SourceText source;
    private final TemplateNode read;
    private final ObjectValue root;
    private final Delimiters delimiters;
    private final Findings findings;

    private TaskDefinitionTemplate(
            SourceText source, TemplateNode read, ObjectValue root, Delimiters delimiters, Findings findings) {
        this.source = source;
        this.read = read;
        this.root = root;
        this.delimiters = delimiters;
        this.findings = findings;
    }

    /**
     * Reads a template: a bare task definition, the output of {@code aws ecs describe-task-definition}, or a list of
     * container definitions.
     *
     * @param fileName the template's name in messages; its ending also says whether it is YAML or JSON
     * @param text YAML, or JSON, which may have a byte order mark, comments and trailing commas
     * @throws TaskDefinitionTemplateException if the text can't be read to its end. All other faults are reported by {@link
     *     #render}, together with those found there
     */
    public static TaskDefinitionTemplate parse(String fileName, String text, Delimiters delimiters) {
        return parse(fileName, text, TemplateFormat.ofFile(fileName), delimiters);
    }

    /** As {@link #parse(String, String, Delimiters)}, with the format given and not read from the name. */
    public static TaskDefinitionTemplate parse(
            String fileName, String text, TemplateFormat format, Delimiters delimiters) {
        SourceText source = new SourceText(fileName, text);
        Findings findings = new Findings(source);
        refuse(ForeignFile.byName(fileName), source);
        TemplateNode value;
        try {
            value = format.read(source, delimiters, findings);
        } catch (TaskDefinitionTemplateException unreadable) {
            refuse(ForeignFile.byText(source), source);
            throw unreadable;
        }
        refuse(ForeignFile.byContent(value), source);
        if (findings.isFaulty()) {
            refuse(ForeignFile.byText(source), source);
        }
        ObjectValue object = new DescribeOutput(findings).toTemplate(asObject(value, findings));
        return new TaskDefinitionTemplate(source, value, object, delimiters, findings);
    }

    /** With this one fault: those found in a file that is no task definition say nothing. */
    private static void refuse(Optional<String> foreign, SourceText source) {
        if (foreign.isPresent()) {
            throw new Findings(source).stop(0, FieldPath.ROOT, foreign.get());
        }
    }

    private static ObjectValue asObject(TemplateNode value, Findings findings) {
        if (value instanceof ListValue list) {
            List<TemplateNode> elements = list.elements();
            if (elements.size() == 1
                    && elements.get(0) instanceof ObjectValue only
                    && only.get(TaskDefinitionFields.CONTAINERS) != null) {
                findings.notice(list.offset(), FieldPath.ROOT, "the list holds one task definition, which is used");
                return only;
            }
            TextValue name = TextValue.literal(list.offset(), TaskDefinitionFields.CONTAINERS);
            return new ObjectValue(list.offset(), List.of(new Member(name, list)));
        }
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw findings.stop(
                value.offset(), FieldPath.ROOT, "a task definition is an object, but this is " + value.kind());
    }

    /**
     * A registered task definition as a template, for {@code from}. Fields that only ECS sets are left out, and nothing in it
     * is a placeholder.
     *
     * @param name its name in messages, such as {@code webshop:3}
     * @param described the {@code taskDefinition} of a DescribeTaskDefinition answer, in the API's camelCase
     */
    public static TaskDefinitionTemplate ofRegistered(String name, ObjectNode described) {
        SourceText source = new SourceText(name, "");
        ObjectNode settable = described.deepCopy();
        settable.remove(TaskDefinitionFields.SET_BY_ECS);
        ObjectValue root = (ObjectValue) LiteralTemplate.of(settable);
        return new TaskDefinitionTemplate(source, root, root, Delimiters.DEFAULT, new Findings(source));
    }

    /** Names of all placeholders, each once, in the template's order. */
    public List<String> placeholders() {
        return List.copyOf(new PlaceholderNames(read, delimiters).placeholders());
    }

    /**
     * Puts in values and images, and checks the result against the schema.
     *
     * @throws TaskDefinitionTemplateException with all faults: syntax, placeholders without a value, unused values, unknown
     *     containers, fields and types, what is missing, and what is too large
     */
    public RenderedTaskDefinition render(RenderInput input, TaskDefinitionSchema schema) {
        return render(input, schema, MAX_RENDERED_BYTES);
    }

    /** Renders with another limit in bytes. */
    RenderedTaskDefinition render(RenderInput input, TaskDefinitionSchema schema, int maxRenderedBytes) {
        Findings found = new Findings(source, findings);
        PlaceholderValues values = values(input);
        ObjectValue template =
                new OverrideMerger(values, found).merged(withImages(input.images(), values, found), input.overrides());
        RenderedObject json = new DefinitionRenderer(new TextRenderer(values, delimiters, found), found)
                .render(template, schema.taskDefinition());
        values.reportMissing(found);
        if (!values.unused().isEmpty()) {
            // Parts that were replaced or left out use their values too.
            new PlaceholderNames(read, delimiters).reportUnused(values.unused(), found);
        }
        new DefinitionChecks(found, read instanceof ListValue).check(json);
        found.throwIfFaulty();
        checkSize(json, maxRenderedBytes, found);
        found.throwIfFaulty();
        return new RenderedTaskDefinition(json, found.notices());
    }

    static PlaceholderValues values(RenderInput input) {
        return new PlaceholderValues(
                input.values(), input.external(), new BuildVariables(input.environment(), input.sensitive()));
    }

    private ObjectValue withImages(Map<String, String> images, PlaceholderValues values, Findings found) {
        Containers containers = new Containers(root, values);
        containers.reportDuplicates(found);
        return containers.withImages(images, found);
    }

    private void checkSize(RenderedObject json, int maxRenderedBytes, Findings found) {
        JsonSize size = JsonSize.of(json);
        if (size.hasLoneSurrogates()) {
            new LoneSurrogates(found).report(json);
        }
        int sizeBytes = size.bytes();
        if (sizeBytes > maxRenderedBytes) {
            found.fault(
                    root.offset(),
                    FieldPath.ROOT,
                    "the rendered task definition has " + sizeBytes + " bytes; ECS accepts at most "
                            + maxRenderedBytes);
        }
    }
}
