package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextKind;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.FreeShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.Scalar;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.UnreadableValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;

/**
 * Walks a template along with the schema: puts values in, converts them to the API's types, leaves out what means nothing,
 * and reports fields and types that the API doesn't know. A place with a fault becomes {@code null}. Paths and messages use
 * the names and strings that the template has: values put in may be secret.
 */
public final class DefinitionRenderer {

    private static final String ENVIRONMENT = "environment";

    private final TextRenderer texts;
    private final ScalarRenderer scalars;
    private final UnknownFields unknownFields;
    private final AllowedValues allowedValues;
    private final TwinVariables twins;
    private final FreeValues freeValues;
    private final Findings findings;
    private final boolean keepsEmptyLists;
    private boolean pascalCaseNoticed;

    /** For task definitions, in which an empty list means nothing. */
    public DefinitionRenderer(TextRenderer texts, Findings findings) {
        this(texts, findings, false);
    }

    /** @param keepsEmptyLists whether a list that is written empty stays: UpdateService removes by it what a service has */
    public DefinitionRenderer(TextRenderer texts, Findings findings, boolean keepsEmptyLists) {
        this.texts = texts;
        this.keepsEmptyLists = keepsEmptyLists;
        this.freeValues = new FreeValues(texts);
        this.unknownFields = new UnknownFields(texts, findings);
        this.scalars = new ScalarRenderer(texts, unknownFields, findings);
        this.allowedValues = new AllowedValues(findings);
        this.twins = new TwinVariables(findings);
        this.findings = findings;
    }

    public RenderedObject render(ObjectValue root, StructureShape shape) {
        return structure(root, FieldRules.of(shape), shape, FieldPath.ROOT);
    }

    /** @return null if the value is to be left out */
    @CheckForNull
    private JsonNode value(TemplateNode value, FieldRules rules, FieldPath path) {
        Shape shape = rules.shape();
        if (shape instanceof Scalar) {
            return scalars.render(value, rules, path);
        }
        if (shape instanceof FreeShape) {
            return freeValues.render(value, path);
        }
        if (shape instanceof StructureShape members && value instanceof ObjectValue object) {
            RenderedObject rendered = structure(object, rules, members, path);
            if (CliSkeleton.isLeftover(rules.name(), rules.required(), object, rendered)) {
                return null;
            }
            if (!rendered.has("value") && rules.name().equals(ENVIRONMENT) && rendered.has("name")) {
                noticeWithoutValue(rendered);
                return null;
            }
            reportMissing(rules, rendered);
            return rendered;
        }
        if (shape instanceof MapShape && value instanceof ObjectValue object) {
            return CliSkeleton.isExample(object) ? null : map(object, rules.inner(), path);
        }
        if (shape instanceof ListShape && value instanceof ListValue list) {
            return list(list, rules.inner(), path);
        }
        if (value instanceof BarePlaceholder) {
            // Not searched: giving a value for it would not help.
            findings.fault(
                    value.offset(),
                    path,
                    "expects " + shape.kind() + ", got " + value.kind() + ": write " + shape.kind()
                            + " here, or expand it first with the tool it is meant for (such as terraform)");
        } else if (!(value instanceof UnreadableValue)) {
            findings.fault(value.offset(), path, "expects " + shape.kind() + ", got " + value.kind());
            unknownFields.search(value, path);
        }
        return ScalarRenderer.FAULTY;
    }

    private RenderedObject structure(ObjectValue object, FieldRules rules, StructureShape shape, FieldPath path) {
        RenderedObject rendered = new RenderedObject(object, path);
        unknownFields.enter(shape);
        for (Member member : object.members()) {
            member(member, rules, shape, rendered, path);
        }
        unknownFields.leave();
        if (rules.name().equals(TaskDefinitionFields.CONTAINERS)) {
            CliSkeleton.removeEmptyCommands(rendered);
        }
        return rendered;
    }

    private void member(
            Member member, FieldRules structure, StructureShape shape, ObjectNode rendered, FieldPath path) {
        String name = name(member, rendered, path);
        FieldPath memberPath = path.field(member.name().text());
        FieldRules rules = structure.member(name);
        if (rules == null && member.name().isPascalCase()) {
            String known = unknownFields.inPascalCase(name, shape);
            if (known != null) {
                noticePascalCase(member, known, rendered, memberPath);
                rules = structure.member(known);
            }
        }
        if (rules == null) {
            unknownFields.report(member, name, shape, memberPath);
        } else if (!(member.value() instanceof NullValue)) {
            JsonNode value = value(member.value(), rules, memberPath);
            if (value != null && (!isEmptyText(value) || CliSkeleton.keepsEmpty(rules.name()))) {
                allowedValues.check(rules.name(), rules.allowed(), value, member.value(), memberPath);
                rendered.set(rules.name(), value);
            }
        }
    }

    /** "ECS removes the complete object with no value field" (aws-actions/amazon-ecs-deploy-task-definition pull request 224). */
    private void noticeWithoutValue(RenderedObject variable) {
        findings.notice(
                variable,
                "name",
                "the variable " + variable.written("name")
                        + " has no value and is left out, as ECS would do; for an empty one write \"value\": \"\"");
    }

    private static boolean isEmptyText(JsonNode value) {
        return value instanceof TextNode text && text.textValue().isEmpty();
    }

    private void noticePascalCase(Member member, String known, ObjectNode rendered, FieldPath path) {
        int place = member.name().offset();
        String written = member.name().text();
        if (rendered.has(known)) {
            findings.fault(
                    place, path, "duplicate field \"" + known + "\", here as " + written + ": remove one of them");
        } else if (!pascalCaseNoticed) {
            pascalCaseNoticed = true;
            findings.notice(
                    place,
                    path,
                    written + " is read as " + known + ", and so are other names with an upper-case first letter");
        }
    }

    private void reportMissing(FieldRules rules, RenderedObject rendered) {
        for (String name : rules.required()) {
            if (!rendered.has(name)) {
                String missing = rendered.isWritten(name) ? "\" is empty here" : "\" is missing here";
                findings.fault(rendered, name, "\"" + name + missing + ": " + rules.name() + " needs it");
            }
        }
    }

    private ObjectNode map(ObjectValue object, FieldRules rules, FieldPath path) {
        ObjectNode rendered = new RenderedObject(object, path);
        for (Member member : object.members()) {
            String name = name(member, rendered, path);
            if (!(member.value() instanceof NullValue)) {
                FieldPath memberPath = path.field(member.name().text());
                rendered.set(name, value(member.value(), rules, memberPath));
            }
        }
        return rendered;
    }

    /**
     * Empty lists mean nothing, and some are refused: "Tags can not be empty" (kayac/ecspresso issue 296), secrets without an
     * execution role (aws/aws-sdk-go issue 2370).
     *
     * @return null if it is empty, or nothing is left of its elements
     */
    @CheckForNull
    private ArrayNode list(ListValue list, FieldRules rules, FieldPath path) {
        ArrayNode rendered = JsonNodeFactory.instance.arrayNode();
        int index = 0;
        for (TemplateNode each : list.elements()) {
            FieldPath elementPath = path.index(index++);
            JsonNode element = value(each, rules, elementPath);
            if (element != null && (!isEmptyText(element) || CliSkeleton.keepsEmptyElements(rules.name()))) {
                allowedValues.check(rules.name(), rules.allowed(), element, each, elementPath);
                rendered.add(element);
            }
        }
        if (rules.name().equals(ENVIRONMENT)) {
            twins.notice(rendered);
        }
        boolean means = keepsEmptyLists && list.elements().isEmpty();
        return rendered.isEmpty() && !means ? null : rendered;
    }

    /** A field's name; placeholders in it may turn it into the name of a field that is there already. */
    private String name(Member member, ObjectNode siblings, FieldPath path) {
        TextValue written = member.name();
        if (written.isLiteral()) {
            return written.text();
        }
        FieldPath writtenPath = path.field(written.text());
        if (written.parts().stream()
                .anyMatch(part -> part instanceof TextPart.Placeholder placeholder && placeholder.isExternal())) {
            findings.fault(
                    written.offset(),
                    writtenPath,
                    written.quoted() + " names a field by a value from AWS: such values stand for values of fields");
        }
        String name = texts.render(written, TextKind.COMMAND, writtenPath).orElse(written.text());
        if (siblings.has(name)) {
            findings.fault(
                    written.offset(),
                    writtenPath,
                    written.quoted() + " becomes the name of a field that already exists");
        }
        return name;
    }
}
