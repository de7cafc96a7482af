package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.Scalar;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.UnreadableValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextKind;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Goes through a template beside the schema: puts values in, brings them to the API's types, leaves out what means
 * nothing, and finds fields and types that the API doesn't know. A place with a fault becomes {@code null}. Paths and
 * messages use the names and strings as the template has them: what was put in may be secret.
 */
public final class DefinitionRenderer {

    static final JsonNode FAULTY = NullNode.instance;

    private final TextRenderer texts;
    private final ScalarRenderer scalars;
    private final UnknownFields unknownFields;
    private final Enumerations enumerations;
    private final RequiredFields required;
    private final SourceMap places;
    private final Findings findings;
    private boolean pascalCaseNoticed;

    public DefinitionRenderer(TextRenderer texts, SourceMap places, Findings findings) {
        this.texts = texts;
        this.scalars = new ScalarRenderer(texts, findings);
        this.unknownFields = new UnknownFields(texts, findings);
        this.enumerations = new Enumerations(findings);
        this.required = new RequiredFields(places, findings);
        this.places = places;
        this.findings = findings;
    }

    public ObjectNode render(ObjectValue root, StructureShape shape) {
        return structure(root, new StructureRules("", shape), FieldPath.ROOT);
    }

    /** @return null where the value is to be left out */
    private JsonNode value(TemplateNode value, FieldRules rules, FieldPath path) {
        Shape shape = rules.shape();
        if (shape instanceof Scalar) {
            return scalars.render(value, rules, path);
        }
        if (shape instanceof StructureShape && value instanceof ObjectValue object) {
            ObjectNode rendered = structure(object, rules.structure(), path);
            return left(rendered, rules.structure(), object);
        }
        if (shape instanceof MapShape && value instanceof ObjectValue object) {
            return map(object, rules.inner(), path);
        }
        if (shape instanceof ListShape && value instanceof ListValue list) {
            return list(list, rules.inner(), path);
        }
        if (value instanceof UnreadableValue) {
            return FAULTY;
        }
        findings.fault(value.offset(), path, "expects " + shape.kind() + ", got " + value.kind());
        unknownFields.lookThrough(value, path);
        return FAULTY;
    }

    private ObjectNode left(ObjectNode rendered, StructureRules rules, ObjectValue template) {
        if (Skeleton.isLeftover(rules.required(), template, rendered)) {
            return null;
        }
        required.checkMembers(rules, rendered);
        return rendered;
    }

    private ObjectNode structure(ObjectValue object, StructureRules rules, FieldPath path) {
        ObjectNode rendered = emptyObject(object.members().size());
        unknownFields.enter(rules.shape());
        List<Member> members = object.members();
        for (int i = 0; i < members.size(); i++) {
            member(members.get(i), rules, rendered, path);
        }
        unknownFields.leave();
        if (rules.holder().equals(Containers.FIELD)) {
            Skeleton.leaveOutEmptyCommands(rendered);
        }
        places.put(rendered, object, path);
        return rendered;
    }

    /** Most objects are small, and there are many: each with room for just what it gets. */
    private static ObjectNode emptyObject(int members) {
        float fullAt = 0.75f;
        return new ObjectNode(JsonNodeFactory.instance, new LinkedHashMap<>((int) (members / fullAt) + 1, fullAt));
    }

    private void member(Member member, StructureRules structure, ObjectNode rendered, FieldPath path) {
        String name = name(member, rendered, path);
        FieldPath memberPath = path.field(member.name().text());
        FieldRules rules = structure.field(name);
        if (rules == null && member.name().isPascalCase()) {
            String known = unknownFields.inPascalCase(name, structure.shape());
            if (known != null) {
                noticePascalCase(member, known, rendered, memberPath);
                rules = structure.field(known);
            }
        }
        if (rules == null) {
            unknownFields.report(member, name, structure.shape(), memberPath);
        } else if (!(member.value() instanceof NullValue)) {
            JsonNode value = value(member.value(), rules, memberPath);
            if (value != null && (!isEmptyText(value) || Skeleton.keepsEmpty(rules.name()))) {
                enumerations.check(rules, value, member.value(), memberPath);
                rendered.set(rules.name(), value);
            }
        }
    }

    private static boolean isEmptyText(JsonNode value) {
        return value instanceof TextNode text && text.textValue().isEmpty();
    }

    private void noticePascalCase(Member member, String known, ObjectNode rendered, FieldPath path) {
        int place = member.name().offset();
        if (rendered.has(known)) {
            findings.fault(
                    place,
                    path,
                    "\"" + known + "\" stands here twice, as " + member.name().text() + " too");
        } else if (!pascalCaseNoticed) {
            pascalCaseNoticed = true;
            findings.notice(
                    place,
                    path,
                    member.name().text() + " is taken as " + known
                            + ", and so are others that begin with an upper-case letter");
        }
    }

    private ObjectNode map(ObjectValue object, FieldRules rules, FieldPath path) {
        ObjectNode rendered = emptyObject(object.members().size());
        for (Member member : object.members()) {
            String name = name(member, rendered, path);
            if (!(member.value() instanceof NullValue)) {
                FieldPath memberPath = path.field(member.name().text());
                rendered.set(name, value(member.value(), rules, memberPath));
            }
        }
        return rendered;
    }

    private ArrayNode list(ListValue list, FieldRules rules, FieldPath path) {
        List<TemplateNode> elements = list.elements();
        ArrayNode rendered = JsonNodeFactory.instance.arrayNode(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            FieldPath elementPath = path.index(i);
            JsonNode element = value(elements.get(i), rules, elementPath);
            if (element != null && (!isEmptyText(element) || Skeleton.keepsEmptyElements(rules.name()))) {
                enumerations.check(rules, element, elements.get(i), elementPath);
                rendered.add(element);
            }
        }
        return rendered.isEmpty() && !elements.isEmpty() ? null : rendered;
    }

    /** A field's name; placeholders in it may make it the name of a field that is there already. */
    private String name(Member member, ObjectNode siblings, FieldPath path) {
        TextValue written = member.name();
        if (written.isLiteral()) {
            return written.text();
        }
        FieldPath writtenPath = path.field(written.text());
        String name = texts.render(written, TextKind.COMMAND, writtenPath).orElse(written.text());
        if (siblings.has(name)) {
            String shown = TextRenderer.asTemplateHasIt(written);
            findings.fault(written.offset(), writtenPath, shown + " becomes the name of a field that is there already");
        }
        return name;
    }
}
