package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.Optional;

/** Puts values in the place of placeholders. Works on parsed strings, so no value can end a string or add a field. */
final class TextRenderer {

    private final PlaceholderValues values;
    private final Findings findings;

    TextRenderer(PlaceholderValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    /** The text with all values put in, or nothing where one is missing (which is then reported). */
    Optional<String> render(TextValue text, JsonPath path) {
        if (text.isLiteral()) {
            return Optional.of(text.text());
        }
        StringBuilder rendered = new StringBuilder();
        boolean complete = true;
        for (TextPart part : text.parts()) {
            Optional<String> piece = render(part, path);
            complete &= piece.isPresent();
            piece.ifPresent(rendered::append);
        }
        return complete ? Optional.of(rendered.toString()) : Optional.empty();
    }

    private Optional<String> render(TextPart part, JsonPath path) {
        if (part instanceof TextPart.Literal literal) {
            return Optional.of(literal.text());
        }
        if (part instanceof TextPart.LookAlike lookAlike) {
            return Optional.of(values.find(lookAlike).orElseGet(() -> asWritten(lookAlike, path)));
        }
        return bare(part, path);
    }

    /** The value for a placeholder that stands without quotes; here, a look-alike is no value at all. */
    Optional<String> bare(TextPart part, JsonPath path) {
        if (part instanceof TextPart.Placeholder placeholder) {
            Optional<String> value = values.find(placeholder);
            if (value.isEmpty()) {
                values.miss(placeholder, path);
            }
            return value;
        }
        if (part instanceof TextPart.LookAlike lookAlike) {
            Optional<String> value = values.find(lookAlike);
            if (value.isEmpty()) {
                String message = lookAlike.excerpt() + " is not a placeholder: names are letters, digits and '_'";
                findings.fault(lookAlike.offset(), path, message);
            }
            return value;
        }
        if (part instanceof TextPart.Unreadable unreadable) {
            findings.fault(unreadable.offset(), path, unreadable.why());
        }
        return Optional.empty();
    }

    private String asWritten(TextPart.LookAlike lookAlike, JsonPath path) {
        String message = lookAlike.excerpt() + " is left as it is: it is not a placeholder (names are letters, digits"
                + " and '_'); write $${ to mean it so";
        findings.notice(lookAlike.offset(), path, message);
        return lookAlike.written();
    }

    /** A text for a message, as the template has it: values put in may be secret. */
    static String asTemplateHasIt(TextValue text) {
        return "\"" + text.text() + "\"";
    }
}
