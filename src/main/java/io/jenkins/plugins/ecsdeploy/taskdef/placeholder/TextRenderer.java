package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.Optional;

/** Replaces placeholders by their values. It works on parsed strings, so no value can end a string or add a field. */
public final class TextRenderer {

    private final PlaceholderValues values;
    private final Delimiters delimiters;
    private final ForeignPlaceholders foreign;
    private final Findings findings;

    public TextRenderer(PlaceholderValues values, Delimiters delimiters, Findings findings) {
        this.values = values;
        this.delimiters = delimiters;
        this.foreign = new ForeignPlaceholders(delimiters);
        this.findings = findings;
    }

    /** The text with all values put in; nothing if a value is missing or the text is faulty, which is then reported. */
    public Optional<String> render(TextValue text, TextKind kind, FieldPath path) {
        if (text.isLiteral()) {
            return staysAsItIs(text.text(), text, kind, path) ? Optional.of(text.text()) : Optional.empty();
        }
        StringBuilder rendered = new StringBuilder();
        boolean complete = true;
        boolean whole = text.parts().size() == 1;
        for (TextPart part : text.parts()) {
            Optional<String> piece;
            if (part instanceof TextPart.Literal literal) {
                complete &= staysAsItIs(literal.text(), text, kind, path);
                piece = Optional.of(literal.text());
            } else if (part instanceof TextPart.LookAlike lookAlike) {
                piece = values.find(lookAlike).or(() -> asWritten(lookAlike, whole, kind, path));
            } else {
                piece = bare(part, path);
            }
            complete &= piece.isPresent();
            piece.ifPresent(rendered::append);
        }
        return complete ? Optional.of(rendered.toString()) : Optional.empty();
    }

    /** Whether literal text may stand here; if not, a fault says what it seems to be. */
    private boolean staysAsItIs(String literal, TextValue text, TextKind kind, FieldPath path) {
        if (text.origin() == TextValue.Origin.GIVEN || text.origin() == TextValue.Origin.UNMARKED) {
            return true;
        }
        boolean stays = true;
        for (ForeignPlaceholders.Found found : foreign.in(literal, kind)) {
            int place = findings.placeOf(found.written(), text);
            if (delimiters.chosen() && kind == TextKind.DATA) {
                findings.notice(place, path, found.advice() + "; it is left as it is");
            } else {
                findings.fault(place, path, found.advice() + (kind == TextKind.DATA ? literallyHint() : ""));
                stays = false;
            }
        }
        return stays;
    }

    private String literallyHint() {
        return " (or delimiters: '" + delimiters.styles().get(0).id() + "' to say that it is literal)";
    }

    /** The value of a placeholder without quotes, where what only looks like one is a fault. */
    public Optional<String> bare(TextPart part, FieldPath path) {
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
                findings.fault(lookAlike.offset(), path, noPlaceholder(lookAlike));
            }
            return value;
        }
        if (part instanceof TextPart.Unreadable unreadable) {
            findings.fault(unreadable.offset(), path, unreadable.why());
        }
        return Optional.empty();
    }

    private Optional<String> asWritten(TextPart.LookAlike lookAlike, boolean whole, TextKind kind, FieldPath path) {
        boolean expression = lookAlike.written().startsWith("${{");
        boolean notData = expression ? !delimiters.chosen() : lookAlike.usual() && whole;
        if (kind == TextKind.FIELD || (kind == TextKind.DATA && notData)) {
            findings.fault(lookAlike.offset(), path, noPlaceholder(lookAlike));
            return Optional.empty();
        }
        if (!lookAlike.usual()) {
            String why = lookAlike.isOpen()
                    ? "no '}' closes it"
                    : "it is not a placeholder (names are letters, digits and '_')";
            String message =
                    lookAlike.excerpt() + " is left as it is: " + why + "; write $${ to say that it is literal";
            findings.notice(lookAlike.offset(), path, message);
        }
        return Optional.of(lookAlike.written());
    }

    private static String noPlaceholder(TextPart.LookAlike lookAlike) {
        String excerpt = lookAlike.excerpt();
        if (lookAlike.isOpen()) {
            return excerpt + " is not a placeholder: no '}' closes it";
        }
        String names = lookAlike.usual() ? "upper-case letters, digits and '_'" : "letters, digits and '_'";
        String what = excerpt.startsWith("${{")
                ? excerpt + " is a GitHub Actions expression, which is not evaluated"
                : excerpt + " is not a placeholder: names are " + names;
        return what
                + (lookAlike.name().isEmpty()
                        ? ""
                        : "; if one is meant, give a value named '" + lookAlike.name() + "'");
    }
}
