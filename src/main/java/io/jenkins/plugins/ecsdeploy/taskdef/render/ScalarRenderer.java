package io.jenkins.plugins.ecsdeploy.taskdef.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextKind;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.template.AmountUnit;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Excerpt;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.Scalar;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BooleanValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.UnreadableValue;
import java.util.Locale;
import java.util.Optional;

/** Renders single values, each as the type that the API has in its place. */
final class ScalarRenderer {

    /** Stands in a rendered definition where a fault has been reported. */
    static final JsonNode FAULTY = NullNode.instance;

    private final TextRenderer texts;
    private final UnknownFields unknownFields;
    private final Findings findings;
    private final ScalarConverter converter = new ScalarConverter();

    ScalarRenderer(TextRenderer texts, UnknownFields unknownFields, Findings findings) {
        this.texts = texts;
        this.unknownFields = unknownFields;
        this.findings = findings;
    }

    /** One place of the template. */
    private record Place(Scalar type, AmountUnit unit, int offset, FieldPath path) {

        String expected() {
            return unit == AmountUnit.NONE ? type.kind() : unit.expected();
        }
    }

    /** @return the value; null if it is empty and to be left out */
    @CheckForNull
    JsonNode render(TemplateNode value, FieldRules rules, FieldPath path) {
        Scalar type = (Scalar) rules.shape();
        AmountUnit unit = rules.unit();
        if (value instanceof TextValue text && type == Scalar.STRING && unit == AmountUnit.NONE) {
            if (text.origin() == TextValue.Origin.UNMARKED) { // as most are: nothing to put in, nothing to find
                return TextNode.valueOf(text.text());
            }
            return texts.render(text, rules.kind(), path)
                    .<JsonNode>map(TextNode::valueOf)
                    .orElse(FAULTY);
        }
        Place place = new Place(type, unit, value.offset(), path);
        if (value instanceof TextValue text) {
            return ofText(text, place, rules.kind());
        }
        if (value instanceof BarePlaceholder bare) {
            return texts.bare(bare.part(), path)
                    .map(given -> converted(given, place, "but the value of this placeholder is not"))
                    .orElse(FAULTY);
        }
        if (value instanceof NumberValue number && type != Scalar.BOOLEAN) {
            return converted(number.digits(), place, "got " + Excerpt.of(number.digits()));
        }
        if (value instanceof BooleanValue truth && (type == Scalar.BOOLEAN || type == Scalar.STRING)) {
            return converted(Boolean.toString(truth.value()), place, "got " + truth.kind());
        }
        if (!(value instanceof UnreadableValue)) {
            findings.fault(value.offset(), path, "expects " + type.kind() + ", got " + value.kind());
            unknownFields.search(value, path);
        }
        return FAULTY;
    }

    @CheckForNull
    private JsonNode ofText(TextValue text, Place place, TextKind kind) {
        Optional<String> rendered = texts.render(text, kind, place.path());
        if (rendered.isEmpty()) {
            return FAULTY;
        }
        if (rendered.get().isEmpty()) {
            return null;
        }
        if (place.type() == Scalar.BOOLEAN && text.origin() == TextValue.Origin.PLAIN) {
            rendered = rendered.map(ScalarRenderer::yamlTruth);
        }
        String shown = text.quoted();
        String got = text.isLiteral() ? "got the string " + shown : "but with its values put in " + shown + " is not";
        JsonNode converted = converted(rendered.get(), place, got);
        if (converted != FAULTY && text.isLiteral() && text.isQuoted()) {
            noticeOf(shown, text, converted, place);
        }
        return converted;
    }

    /** YAML 1.1 has more words for true and false. */
    private static String yamlTruth(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "y" -> "true";
            case "no", "off", "n" -> "false";
            default -> word;
        };
    }

    private void noticeOf(String shown, TextValue text, JsonNode converted, Place place) {
        boolean inUnits = place.unit() != AmountUnit.NONE && !converted.asText().equals(text.text());
        if (inUnits) {
            findings.notice(text.offset(), place.path(), shown + " is read as " + converted.asText());
        } else if (place.type() != Scalar.STRING) {
            findings.notice(
                    text.offset(),
                    place.path(),
                    shown + " is read as " + place.type().kind() + ", without the quotes");
        }
    }

    private JsonNode converted(String text, Place place, String got) {
        Optional<String> amount = place.unit() == AmountUnit.NONE
                ? Optional.of(text)
                : place.unit().inUnits(text);
        return amount.flatMap(a -> converter.convert(a, place.type())).orElseGet(() -> {
            findings.fault(place.offset(), place.path(), "expects " + place.expected() + ", " + got);
            return FAULTY;
        });
    }
}
