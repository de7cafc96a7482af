package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.change.OverriddenTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.check.DefinitionChecks;
import io.jenkins.plugins.ecsdeploy.taskdef.check.JsonSize;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderNames;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderValues;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.read.DescribeOutput;
import io.jenkins.plugins.ecsdeploy.taskdef.read.JsonReader;
import io.jenkins.plugins.ecsdeploy.taskdef.read.LiveDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.read.TemplateFormat;
import io.jenkins.plugins.ecsdeploy.taskdef.read.YamlReader;
import io.jenkins.plugins.ecsdeploy.taskdef.render.DefinitionRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.List;
import java.util.Map;

/**
 * A task definition with placeholders, read from JSON or YAML. Immutable; rendering is a pure function of its arguments.
 *
 * <p>Values are put into parsed values and never into text, so none can break the JSON or add to it.
 */
public final class TaskDefinitionTemplate {

    /** What a task definition may have at most, by the Amazon ECS service quotas: 64 KB. */
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

    /** Reads a template whose placeholders are written <code>${NAME}</code>. */
    public static TaskDefinitionTemplate parse(String fileName, String text) {
        return parse(fileName, text, Delimiters.DEFAULT);
    }

    /**
     * Reads a template: a bare task definition, the output of {@code aws ecs describe-task-definition}, or a list of
     * container definitions.
     *
     * @param fileName how messages call the template; it also tells YAML from JSON
     * @param text YAML, or JSON; there a byte order mark, comments and trailing commas are accepted
     * @throws TaskDefinitionTemplateException where it is not clear any more what the text holds. What else is wrong with
     *     it is told by {@link #render}, together with all that is found there
     */
    public static TaskDefinitionTemplate parse(String fileName, String text, Delimiters delimiters) {
        return parse(fileName, text, TemplateFormat.ofFile(fileName), delimiters);
    }

    /** As {@link #parse(String, String, Delimiters)}, with the format said and not told from the name. */
    public static TaskDefinitionTemplate parse(
            String fileName, String text, TemplateFormat format, Delimiters delimiters) {
        SourceText source = new SourceText(fileName, text);
        Findings findings = new Findings(source);
        source.refuseTooLarge(findings);
        TemplateNode value = format == TemplateFormat.YAML
                ? new YamlReader(source, delimiters, findings).read()
                : new JsonReader(source, delimiters, findings).read();
        ObjectValue object = new DescribeOutput(findings).toTemplate(asObject(value, findings));
        return new TaskDefinitionTemplate(source, value, object, delimiters, findings);
    }

    private static ObjectValue asObject(TemplateNode value, Findings findings) {
        if (value instanceof ListValue list) {
            List<TemplateNode> elements = list.elements();
            if (elements.size() == 1
                    && elements.get(0) instanceof ObjectValue only
                    && only.get(Containers.FIELD) != null) {
                findings.notice(list.offset(), FieldPath.ROOT, "the list holds one task definition, which is used");
                return only;
            }
            TextValue name = TextValue.literal(list.offset(), Containers.FIELD);
            return new ObjectValue(list.offset(), List.of(new Member(name, list)));
        }
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw findings.stop(value.offset(), FieldPath.ROOT, "a task definition is an object, this is " + value.kind());
    }

    /**
     * A registered task definition as a template: what {@code from} renders over. What only ECS sets is left out, and
     * nothing in it is taken for a placeholder.
     *
     * @param name how messages call it, such as {@code webshop:3}
     * @param described the {@code taskDefinition} of a DescribeTaskDefinition answer, in the API's camelCase
     */
    public static TaskDefinitionTemplate ofRegistered(String name, ObjectNode described) {
        SourceText source = new SourceText(name, "");
        ObjectNode settable = described.deepCopy();
        settable.remove(DescribeOutput.READ_ONLY_FIELDS);
        ObjectValue root = (ObjectValue) LiveDefinition.toTemplate(settable);
        return new TaskDefinitionTemplate(source, root, root, Delimiters.DEFAULT, new Findings(source));
    }

    /** Names of all placeholders, each once, in the template's order. */
    public List<String> placeholders() {
        return List.copyOf(new PlaceholderNames(read, delimiters).placeholders());
    }

    /** Names of the containers as written, in the template's order. See {@link #containerNames(RenderInput)}. */
    public List<String> containerNames() {
        return containerNames(RenderInput.none());
    }

    /**
     * Names of the containers with values put in, in the template's order: the names that {@link RenderInput#images()}
     * goes by. A name whose placeholder has no value stands as written.
     */
    public List<String> containerNames(RenderInput input) {
        return List.copyOf(new Containers(root, new PlaceholderValues(input)).names());
    }

    /**
     * Puts values and images in and checks the result against the schema.
     *
     * @throws TaskDefinitionTemplateException naming everything that is wrong: syntax, placeholders without a value, values
     *     that are not used, unknown containers, fields and types, what is missing, and what is too large
     */
    public RenderedTaskDefinition render(RenderInput input, TaskDefinitionSchema schema) {
        return render(input, schema, MAX_RENDERED_BYTES);
    }

    /** Renders with another limit of size. */
    RenderedTaskDefinition render(RenderInput input, TaskDefinitionSchema schema, int maxRenderedBytes) {
        Findings found = new Findings(source, findings);
        PlaceholderValues values = new PlaceholderValues(input);
        ObjectValue template =
                new OverriddenTemplate(values, found).of(withImages(input.images(), values, found), input.overrides());
        SourceMap places = new SourceMap();
        ObjectNode json = new DefinitionRenderer(new TextRenderer(values, delimiters, found), places, found)
                .render(template, schema.taskDefinition());
        values.reportMissing(found);
        if (!values.unused().isEmpty()) {
            // What was replaced, or left out as ECS's own, uses its values too.
            new PlaceholderNames(read, delimiters).reportUnused(values.unused(), found);
        }
        new DefinitionChecks(places, found).check(json, read instanceof ListValue);
        found.throwIfFaulty();
        checkSize(json, maxRenderedBytes, found);
        found.throwIfFaulty();
        return new RenderedTaskDefinition(json, found.notices());
    }

    private ObjectValue withImages(Map<String, String> images, PlaceholderValues values, Findings found) {
        Containers containers = new Containers(root, values);
        containers.reportDuplicates(found);
        return containers.withImages(images, found);
    }

    private void checkSize(ObjectNode json, int maxRenderedBytes, Findings found) {
        int sizeBytes = JsonSize.bytesOf(json);
        if (sizeBytes > maxRenderedBytes) {
            found.fault(
                    root.offset(),
                    FieldPath.ROOT,
                    "the rendered task definition has " + sizeBytes + " bytes; ECS takes at most " + maxRenderedBytes);
        }
    }
}
