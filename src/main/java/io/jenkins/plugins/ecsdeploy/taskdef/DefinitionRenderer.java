package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.Scalar;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.UnreadableValue;

/**
 * Goes through a template beside the schema: puts values in, brings them to the API's types, leaves out what means
 * nothing, and finds fields and types that the API doesn't know. A place with a fault becomes {@code null}. Paths and
 * messages use the names and strings as the template has them: what was put in may be secret.
 */
final class DefinitionRenderer {

    static final JsonNode FAULTY = NullNode.instance;

    private final TextRenderer texts;
    private final ScalarRenderer scalars;
    private final UnknownFields unknownFields;
    private final Enumerations enumerations;
    private final RequiredFields required;
    private final Places places;
    private final Findings findings;
    private boolean pascalCaseNoticed;

    DefinitionRenderer(TextRenderer texts, Places places, Findings findings) {
        this.texts = texts;
        this.scalars = new ScalarRenderer(texts, findings);
        this.unknownFields = new UnknownFields(texts, findings);
        this.enumerations = new Enumerations(findings);
        this.required = new RequiredFields(places, findings);
        this.places = places;
        this.findings = findings;
    }

    ObjectNode render(ObjectValue root, StructureShape shape) {
        return structure(root, shape, "", JsonPath.ROOT);
    }

    /** @return null where the value is to be left out */
    private JsonNode value(TemplateValue value, Shape shape, String field, TextKind kind, JsonPath path) {
        if (shape instanceof Scalar type) {
            return scalars.render(value, type, ScalarUnit.of(field), kind, path);
        }
        if (shape instanceof StructureShape structure && value instanceof ObjectValue object) {
            return left(structure(object, structure, field, path), field, object);
        }
        if (shape instanceof MapShape map && value instanceof ObjectValue object) {
            return map(object, map, kind, path);
        }
        if (shape instanceof ListShape list && value instanceof ListValue elements) {
            return list(elements, list, field, kind, path);
        }
        if (value instanceof UnreadableValue) {
            return FAULTY;
        }
        findings.fault(value.offset(), path, "expects " + shape.kind() + ", got " + value.kind());
        unknownFields.lookThrough(value, path);
        return FAULTY;
    }

    private ObjectNode left(ObjectNode rendered, String field, ObjectValue template) {
        if (Skeleton.isLeftover(field, template, rendered)) {
            return null;
        }
        required.checkMembers(field, rendered);
        return rendered;
    }

    private ObjectNode structure(ObjectValue object, StructureShape shape, String field, JsonPath path) {
        ObjectNode rendered = JsonNodeFactory.instance.objectNode();
        unknownFields.enter(shape);
        for (Member member : object.members()) {
            member(member, shape, rendered, field, path);
        }
        unknownFields.leave();
        if (field.equals(Containers.FIELD)) {
            Skeleton.leaveOutEmptyCommands(rendered);
        }
        places.put(rendered, object, path);
        return rendered;
    }

    private void member(Member member, StructureShape shape, ObjectNode rendered, String holder, JsonPath path) {
        String name = name(member, rendered, path);
        JsonPath memberPath = path.field(member.name().text());
        Shape memberShape = shape.members().get(name);
        if (memberShape == null && member.name().isPascalCase()) {
            String known = unknownFields.inPascalCase(name, shape);
            if (known != null) {
                noticePascalCase(member, known, rendered, memberPath);
                name = known;
                memberShape = shape.members().get(known);
            }
        }
        if (memberShape == null) {
            unknownFields.report(member, name, shape, memberPath);
        } else if (!(member.value() instanceof NullValue)) {
            JsonNode value = value(member.value(), memberShape, name, TextKind.ofField(holder, name), memberPath);
            boolean empty =
                    value != null && value.isTextual() && value.textValue().isEmpty();
            if (value != null && (!empty || Skeleton.keepsEmpty(name))) {
                enumerations.check(name, value, member.value(), memberPath);
                rendered.set(name, value);
            }
        }
    }

    private void noticePascalCase(Member member, String known, ObjectNode rendered, JsonPath path) {
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

    private ObjectNode map(ObjectValue object, MapShape shape, TextKind kind, JsonPath path) {
        ObjectNode rendered = JsonNodeFactory.instance.objectNode();
        for (Member member : object.members()) {
            String name = name(member, rendered, path);
            if (!(member.value() instanceof NullValue)) {
                JsonPath memberPath = path.field(member.name().text());
                rendered.set(name, value(member.value(), shape.value(), "", kind, memberPath));
            }
        }
        return rendered;
    }

    private ArrayNode list(ListValue list, ListShape shape, String field, TextKind kind, JsonPath path) {
        ArrayNode rendered = JsonNodeFactory.instance.arrayNode(list.elements().size());
        for (int i = 0; i < list.elements().size(); i++) {
            JsonNode element = value(list.elements().get(i), shape.element(), field, kind, path.index(i));
            boolean empty = element != null
                    && element.isTextual()
                    && element.textValue().isEmpty();
            if (element != null && (!empty || Skeleton.keepsEmptyElements(field))) {
                enumerations.check(field, element, list.elements().get(i), path.index(i));
                rendered.add(element);
            }
        }
        return rendered.isEmpty() && !list.elements().isEmpty() ? null : rendered;
    }

    /** A field's name; placeholders in it may make it the name of a field that is there already. */
    private String name(Member member, ObjectNode siblings, JsonPath path) {
        TextValue written = member.name();
        if (written.isLiteral()) {
            return written.text();
        }
        JsonPath writtenPath = path.field(written.text());
        String name = texts.render(written, TextKind.COMMAND, writtenPath).orElse(written.text());
        if (siblings.has(name)) {
            String shown = TextRenderer.asTemplateHasIt(written);
            findings.fault(written.offset(), writtenPath, shown + " becomes the name of a field that is there already");
        }
        return name;
    }
}
