package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;

/**
 * <code>${NAME}</code>, <code>${NAME:-default}</code>, <code>${NAME:?message}</code>, <code>${NAME:+replacement}</code>,
 * and <code>$${</code> for a literal <code>${</code>. They mean what they do in a shell and in Compose: an empty value counts
 * as none. Names are letters, digits and underscores and don't begin with a digit, or say where in AWS a value is: {@code
 * ssm:/path}. A default ends at the first closing brace; it can't hold another placeholder.
 *
 * <p>Everything else with a dollar sign ({@code $(date)}, {@code $4}, {@code $NAME}) is plain text.
 */
final class ShellScanner implements PlaceholderScanner {

    private static final String OPENING = "${";
    private static final String LITERAL_OPENING = "$${";
    private static final String OPERATORS = "-?+";
    private static final int LONGEST_EXCERPT = 40;

    @Override
    public char firstCharacter() {
        return '$';
    }

    @Override
    @CheckForNull
    public Token tokenAt(String text, int index, int sourceOffset) {
        if (text.startsWith(LITERAL_OPENING, index)) {
            return new Token(new TextPart.Literal(OPENING), index + LITERAL_OPENING.length());
        }
        if (!text.startsWith(OPENING, index)) {
            return null;
        }
        int nameStart = index + OPENING.length();
        int nameEnd = PlaceholderScanner.nameEnd(text, nameStart);
        if (nameEnd > nameStart && nameEnd < text.length() && text.charAt(nameEnd) == '}') {
            String name = text.substring(nameStart, nameEnd);
            return new Token(new TextPart.Placeholder(name, "${" + name + "}", sourceOffset), nameEnd + 1);
        }
        if (nameEnd > nameStart && nameEnd < text.length() && hasOperator(text, nameEnd)) {
            return withText(text, nameStart, nameEnd, sourceOffset);
        }
        if (nameEnd < text.length()
                && text.charAt(nameEnd) == ':'
                && ExternalSource.ofPrefix(text.substring(nameStart, nameEnd)).isPresent()) {
            return external(text, nameStart, nameEnd, sourceOffset);
        }
        return lookAlike(text, index, nameStart, sourceOffset);
    }

    /** <code>${ssm:/path}</code> and the like, with the same operators. */
    private static Token external(String text, int nameStart, int colon, int sourceOffset) {
        int end = colon + 1;
        while (end < text.length() && isForeignNameCharacter(text.charAt(end), true) && !hasOperator(text, end)) {
            end++;
        }
        String name = text.substring(nameStart, end);
        boolean isName = ExternalName.parse(name).isPresent();
        if (isName && end < text.length() && text.charAt(end) == '}') {
            return new Token(new TextPart.Placeholder(name, "${" + name + "}", sourceOffset), end + 1);
        }
        if (isName && end < text.length() && hasOperator(text, end)) {
            return withText(text, nameStart, end, sourceOffset);
        }
        String example = ExternalSource.ofPrefix(text.substring(nameStart, colon))
                .map(ExternalSource::example)
                .orElseThrow();
        boolean nests = text.startsWith(OPENING, end);
        String why = excerpt(text, nameStart - OPENING.length()) + " is not read: write ${" + example + "}"
                + (nests ? ", in which no other placeholder stands" : "") + "; for a literal ${ write $${";
        return new Token(new TextPart.Unreadable(why, sourceOffset), nests ? end : Math.max(end, colon + 1));
    }

    private static boolean hasOperator(String text, int colon) {
        return text.charAt(colon) == ':' && colon + 1 < text.length() && OPERATORS.indexOf(text.charAt(colon + 1)) >= 0;
    }

    private static TextPart placeholder(String name, char operator, String given, int offset) {
        return new TextPart.Placeholder(
                name,
                operator == '-' ? given : null,
                operator == '?' ? given : null,
                operator == '+' ? given : null,
                "${" + name + "}",
                offset);
    }

    private static Token withText(String text, int nameStart, int nameEnd, int sourceOffset) {
        String name = text.substring(nameStart, nameEnd);
        int start = nameEnd + 2;
        char operator = text.charAt(start - 1);
        String what = operator == '-' ? "default" : operator == '?' ? "message" : "replacement";
        String opening = "${" + name + text.substring(nameEnd, start) + "...";
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '}') {
                String given = text.substring(start, i);
                return new Token(placeholder(name, operator, given, sourceOffset), i + 1);
            }
            if (text.startsWith(OPENING, i)) {
                String why =
                        "the " + what + " of " + opening + "} holds another placeholder: a " + what + " is plain text";
                return new Token(new TextPart.Unreadable(why, sourceOffset), i);
            }
        }
        String why = "the placeholder " + opening + " is not closed: '}' is missing";
        return new Token(new TextPart.Unreadable(why, sourceOffset), text.length());
    }

    private static Token lookAlike(String text, int index, int nameStart, int sourceOffset) {
        int end = nameStart;
        while (end < text.length() && isForeignNameCharacter(text.charAt(end), false)) {
            end++;
        }
        if (end > nameStart && end < text.length() && text.charAt(end) == '}') {
            String name = text.substring(nameStart, end);
            String written = text.substring(index, end + 1);
            return new Token(new TextPart.LookAlike(name, written, written, false, sourceOffset), end + 1);
        }
        String excerpt = excerpt(text, index);
        if (excerpt.startsWith("${{") && excerpt.endsWith("}") && text.startsWith("}}", index + excerpt.length() - 1)) {
            String name = excerpt.substring(3, excerpt.length() - 1).trim();
            String written = excerpt + "}";
            return new Token(
                    new TextPart.LookAlike(name, written, written, false, sourceOffset), index + written.length());
        }
        return new Token(new TextPart.LookAlike("", OPENING, excerpt, false, sourceOffset), nameStart);
    }

    private static String excerpt(String text, int index) {
        int longest = Math.min(text.length(), index + LONGEST_EXCERPT);
        int close = index;
        while (close < longest && text.charAt(close) != '}') {
            close++;
        }
        return close < longest ? text.substring(index, close + 1) : text.substring(index, longest) + "...";
    }

    private static boolean isForeignNameCharacter(char c, boolean withColon) {
        return !Character.isWhitespace(c) && "${}\"',".indexOf(c) < 0 && (withColon || c != ':');
    }
}
