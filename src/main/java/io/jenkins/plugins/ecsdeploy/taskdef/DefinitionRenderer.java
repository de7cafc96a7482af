package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.Scalar;
import io.jenkins.plugins.ecsdeploy.taskdef.Shape.StructureShape;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BooleanValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.Optional;

/**
 * Goes through a template beside the schema: puts values in, brings them to the API's types, and finds fields and types
 * that the API doesn't know. A place with a fault becomes {@code null}, so that list positions stay the template's.
 * Paths and messages use the names and strings as the template has them: what was put in may be secret.
 */
final class DefinitionRenderer {

    private static final JsonNode FAULTY = NullNode.instance;

    private final TextRenderer texts;
    private final Findings findings;
    private final ScalarConverter scalars = new ScalarConverter();

    DefinitionRenderer(TextRenderer texts, Findings findings) {
        this.texts = texts;
        this.findings = findings;
    }

    ObjectNode render(ObjectValue root, StructureShape shape) {
        return structure(root, shape, JsonPath.ROOT);
    }

    private JsonNode value(TemplateValue value, Shape shape, JsonPath path) {
        if (shape instanceof Scalar type) {
            return scalar(value, type, path);
        }
        if (shape instanceof StructureShape structure && value instanceof ObjectValue object) {
            return structure(object, structure, path);
        }
        if (shape instanceof MapShape map && value instanceof ObjectValue object) {
            return map(object, map, path);
        }
        if (shape instanceof ListShape list && value instanceof ListValue elements) {
            return list(elements, list, path);
        }
        findings.fault(value.offset(), path, "expects " + shape.kind() + ", got " + value.kind());
        unknown(value, path);
        return FAULTY;
    }

    private ObjectNode structure(ObjectValue object, StructureShape shape, JsonPath path) {
        ObjectNode rendered = JsonNodeFactory.instance.objectNode();
        for (Member member : object.members()) {
            String name = name(member, rendered, path);
            JsonPath memberPath = path.field(member.name().text());
            Shape memberShape = shape.members().get(name);
            if (memberShape == null) {
                String question = new NearestName(shape.members().keySet()).question(name);
                String shown = TextRenderer.asTemplateHasIt(member.name());
                findings.fault(
                        member.name().offset(),
                        memberPath,
                        "unknown field " + shown + ": " + shape.name() + " has none of this name" + question);
                unknown(member.value(), memberPath);
            } else if (!(member.value() instanceof NullValue)) {
                rendered.set(name, value(member.value(), memberShape, memberPath));
            }
        }
        return rendered;
    }

    private ObjectNode map(ObjectValue object, MapShape shape, JsonPath path) {
        ObjectNode rendered = JsonNodeFactory.instance.objectNode();
        for (Member member : object.members()) {
            String name = name(member, rendered, path);
            if (!(member.value() instanceof NullValue)) {
                rendered.set(
                        name,
                        value(
                                member.value(),
                                shape.value(),
                                path.field(member.name().text())));
            }
        }
        return rendered;
    }

    private ArrayNode list(ListValue list, ListShape shape, JsonPath path) {
        ArrayNode rendered = JsonNodeFactory.instance.arrayNode(list.elements().size());
        for (int i = 0; i < list.elements().size(); i++) {
            rendered.add(value(list.elements().get(i), shape.element(), path.index(i)));
        }
        return rendered;
    }

    /** A field's name; placeholders in it may make it the name of a field that is there already. */
    private String name(Member member, ObjectNode siblings, JsonPath path) {
        TextValue written = member.name();
        if (written.isLiteral()) {
            return written.text();
        }
        JsonPath writtenPath = path.field(written.text());
        String name = texts.render(written, writtenPath).orElse(written.text());
        if (siblings.has(name)) {
            String shown = TextRenderer.asTemplateHasIt(written);
            findings.fault(written.offset(), writtenPath, shown + " becomes the name of a field that is there already");
        }
        return name;
    }

    private JsonNode scalar(TemplateValue value, Scalar type, JsonPath path) {
        if (value instanceof TextValue text) {
            return ofText(text, type, path);
        }
        if (value instanceof BarePlaceholder bare) {
            return texts.bare(bare.part(), path)
                    .map(given ->
                            converted(given, type, bare.offset(), path, "but the value of this placeholder is not"))
                    .orElse(FAULTY);
        }
        if (value instanceof NumberValue number && type != Scalar.BOOLEAN) {
            return converted(number.digits(), type, number.offset(), path, "got " + number.digits());
        }
        if (value instanceof BooleanValue truth && (type == Scalar.BOOLEAN || type == Scalar.STRING)) {
            return converted(Boolean.toString(truth.value()), type, truth.offset(), path, "got " + truth.kind());
        }
        findings.fault(value.offset(), path, "expects " + type.kind() + ", got " + value.kind());
        unknown(value, path);
        return FAULTY;
    }

    private JsonNode ofText(TextValue text, Scalar type, JsonPath path) {
        Optional<String> rendered = texts.render(text, path);
        if (rendered.isEmpty()) {
            return FAULTY;
        }
        if (type == Scalar.STRING) {
            return TextNode.valueOf(rendered.get());
        }
        String shown = TextRenderer.asTemplateHasIt(text);
        String got = text.isLiteral() ? "got the string " + shown : "but with its values put in " + shown + " is not";
        JsonNode converted = converted(rendered.get(), type, text.offset(), path, got);
        if (converted != FAULTY && text.isLiteral()) {
            findings.notice(text.offset(), path, shown + " is taken as " + type.kind() + ": the quotes are left out");
        }
        return converted;
    }

    private JsonNode converted(String text, Scalar type, int offset, JsonPath path, String got) {
        return scalars.convert(text, type).orElseGet(() -> {
            findings.fault(offset, path, "expects " + type.kind() + ", " + got);
            return FAULTY;
        });
    }

    /** What stands in an unknown place is looked through all the same: its placeholders may lack values too. */
    private void unknown(TemplateValue value, JsonPath path) {
        if (value instanceof TextValue text) {
            texts.render(text, path);
        } else if (value instanceof BarePlaceholder bare) {
            texts.bare(bare.part(), path);
        } else if (value instanceof ListValue list) {
            for (int i = 0; i < list.elements().size(); i++) {
                unknown(list.elements().get(i), path.index(i));
            }
        } else if (value instanceof ObjectValue object) {
            for (Member member : object.members()) {
                JsonPath memberPath = path.field(member.name().text());
                texts.render(member.name(), memberPath);
                unknown(member.value(), memberPath);
            }
        }
    }
}
