package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A task definition with placeholders, read from JSON. Immutable; rendering is a pure function of its arguments.
 *
 * <p>Values are put into parsed values and never into text, so none can break the JSON or add to it.
 */
public final class TaskDefinitionTemplate {

    /** What a task definition may have at most, by the Amazon ECS service quotas: 64 KB. */
    private static final int MAX_RENDERED_BYTES = 64 * 1024;

    private final SourceText source;
    private final ObjectValue root;
    private final Findings findings;
    private final PlaceholderNames placeholders;

    private TaskDefinitionTemplate(SourceText source, ObjectValue root, Findings findings) {
        this.source = source;
        this.root = root;
        this.findings = findings;
        this.placeholders = new PlaceholderNames(root);
    }

    /**
     * Reads a template: a bare task definition, or the output of {@code aws ecs describe-task-definition}.
     *
     * @param fileName how messages call the template
     * @param text JSON; a byte order mark, comments and trailing commas are accepted
     * @throws TaskDefinitionTemplateException where the text is not JSON or not a task definition
     */
    public static TaskDefinitionTemplate parse(String fileName, String text) {
        SourceText source = new SourceText(fileName, text);
        Findings findings = new Findings(source);
        TemplateValue value = new JsonReader(source, new PlaceholderSyntax(), findings).read();
        if (value instanceof ObjectValue object) {
            return new TaskDefinitionTemplate(source, new DescribeOutput(findings).toTemplate(object), findings);
        }
        throw findings.stop(
                value.offset(),
                JsonPath.ROOT,
                "a task definition is an object, this is " + value.kind()
                        + ": write {\"family\": \"...\", \"containerDefinitions\": [...]}");
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
        return new TaskDefinitionTemplate(
                source, (ObjectValue) LiveDefinition.toTemplate(settable), new Findings(source));
    }

    /** Names of all placeholders, each once, in the template's order. */
    public List<String> placeholders() {
        return List.copyOf(placeholders.placeholders());
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
     * @throws TaskDefinitionTemplateException naming everything that is wrong: placeholders without a value, values that
     *     are not used, unknown containers, fields and types, what is missing, and what is too large
     */
    public RenderedTaskDefinition render(RenderInput input, TaskDefinitionSchema schema) {
        Findings found = new Findings(source, findings);
        PlaceholderValues values = new PlaceholderValues(input);
        ObjectValue template =
                new OverriddenTemplate(values, found).of(withImages(input.images(), values, found), input.overrides());
        ObjectNode json = new DefinitionRenderer(new TextRenderer(values, found), found)
                .render(template, schema.taskDefinition());
        values.reportMissing(found);
        placeholders.reportUnused(input.values().keySet(), found);
        new RequiredFields(found).check(template, json);
        found.throwIfFaulty();
        checkSize(json, found);
        found.throwIfFaulty();
        return new RenderedTaskDefinition(json, found.notices());
    }

    private ObjectValue withImages(Map<String, String> images, PlaceholderValues values, Findings found) {
        Containers containers = new Containers(root, values);
        containers.reportDuplicates(found);
        return containers.withImages(images, found);
    }

    private void checkSize(ObjectNode json, Findings found) {
        int sizeBytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
        if (sizeBytes > MAX_RENDERED_BYTES) {
            found.fault(
                    root.offset(),
                    JsonPath.ROOT,
                    "the rendered task definition has " + sizeBytes + " bytes; ECS takes at most "
                            + MAX_RENDERED_BYTES);
        }
    }
}
