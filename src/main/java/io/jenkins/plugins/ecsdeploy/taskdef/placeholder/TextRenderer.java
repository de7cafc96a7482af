package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.Optional;
import java.util.regex.Pattern;

/** Replaces placeholders by their values. It works on parsed strings, so no value can end a string or add a field. */
public final class TextRenderer {

    private static final String BRACES = "{{";

    /** A name that somebody may give a value. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

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
        if (kind == TextKind.FIELD
                || lookAlike.lacksColon()
                || (kind == TextKind.DATA && isNotData(lookAlike, whole))) {
            findings.fault(lookAlike.offset(), path, noPlaceholder(lookAlike));
            return Optional.empty();
        }
        if (lookAlike.usual()
                && whole
                && kind == TextKind.DATA
                && !ForeignPlaceholders.isDockers(lookAlike.written())) {
            findings.notice(lookAlike.offset(), path, noPlaceholder(lookAlike) + "; it is left as it is");
        } else if (!lookAlike.usual()) {
            String why = lookAlike.isOpen()
                    ? "no '}' closes it"
                    : "it is not a placeholder (names are letters, digits and '_')";
            String message =
                    lookAlike.excerpt() + " is left as it is: " + why + "; write $${ to say that it is literal";
            findings.notice(lookAlike.offset(), path, message);
        }
        return Optional.of(lookAlike.written());
    }

    /** Whether no data looks like this, even if it is meant literally. {@code <none>} is the value of many variables. */
    private boolean isNotData(TextPart.LookAlike lookAlike, boolean whole) {
        if (lookAlike.written().startsWith("${{")) {
            return !delimiters.chosen();
        }
        return whole && lookAlike.written().startsWith(BRACES) && !ForeignPlaceholders.isDockers(lookAlike.written());
    }

    private static String noPlaceholder(TextPart.LookAlike lookAlike) {
        String excerpt = lookAlike.excerpt();
        if (lookAlike.lacksColon()) {
            return excerpt
                    + " is not read: a default is written ${NAME:-default}, with a colon, a message ${NAME:?message},"
                    + " a replacement ${NAME:+replacement}; for a literal ${ write $${";
        }
        if (lookAlike.isOpen()) {
            return excerpt + " is not a placeholder: no '}' closes it";
        }
        if (excerpt.startsWith(BRACES) && !NAME.matcher(lookAlike.name()).matches()) {
            int filter = excerpt.indexOf('|');
            return excerpt + " is not a placeholder: "
                    + (filter > 0
                            ? "leave out the filter "
                                    + excerpt.substring(filter, excerpt.length() - 2)
                                            .trim() + ", as values are put in safely"
                            : "only {{NAME}}, {{ must_env `NAME` }} and {{ env `NAME` `default` }} are read");
        }
        boolean anyCase = !lookAlike.usual() || excerpt.startsWith(BRACES);
        String names = anyCase ? "letters, digits and '_'" : "upper-case letters, digits and '_'";
        String what = excerpt.startsWith("${{")
                ? excerpt + " is a GitHub Actions expression, which is not evaluated"
                : excerpt + " is not a placeholder: names are " + names;
        return what
                + (lookAlike.name().isEmpty()
                        ? ""
                        : "; if one is meant, give a value named '" + lookAlike.name() + "'");
    }
}
