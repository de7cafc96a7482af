package io.jenkins.plugins.ecsdeploy.taskdef;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How placeholders are written: <code>${NAME}</code>, <code>${NAME:-default}</code>, and <code>$${</code> for a literal
 * <code>${</code>. Names are letters, digits and underscores and don't begin with a digit. As in a shell, a default ends
 * at the first closing brace; it can't hold another placeholder.
 *
 * <p>Everything else with a dollar sign ({@code $(date)}, {@code $4}, {@code $NAME}) is plain text.
 */
final class PlaceholderSyntax {

    private static final String OPENING = "${";
    private static final String DEFAULT = ":-";
    private static final int LONGEST_EXCERPT = 40;

    /** A piece of text and the index behind it. */
    record Token(TextPart part, int end) {}

    /**
     * Splits a text into its parts.
     *
     * @param sourceOffset leads from an index in the text to the offset in the source
     * @return empty where nothing in the text looks like a placeholder
     */
    List<TextPart> split(String text, IntUnaryOperator sourceOffset) {
        int dollar = text.indexOf(OPENING);
        if (dollar < 0) {
            return List.of();
        }
        List<TextPart> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int done = 0;
        while (dollar >= 0) {
            if (dollar > done && text.charAt(dollar - 1) == '$') {
                literal.append(text, done, dollar - 1).append(OPENING);
                done = dollar + OPENING.length();
            } else {
                literal.append(text, done, dollar);
                if (!literal.isEmpty()) {
                    parts.add(new TextPart.Literal(literal.toString()));
                    literal.setLength(0);
                }
                Token token = tokenAt(text, dollar, sourceOffset.applyAsInt(dollar));
                parts.add(token.part());
                done = token.end();
            }
            dollar = text.indexOf(OPENING, done);
        }
        literal.append(text, done, text.length());
        if (!literal.isEmpty()) {
            parts.add(new TextPart.Literal(literal.toString()));
        }
        return parts;
    }

    /** Whether a placeholder, or what looks like one, begins here. */
    boolean startsAt(String text, int index) {
        return text.startsWith(OPENING, index);
    }

    /** Reads what begins with <code>${</code> at the index. Looks no further than the next one, so time stays linear. */
    Token tokenAt(String text, int index, int sourceOffset) {
        int nameStart = index + OPENING.length();
        int nameEnd = nameStart;
        while (nameEnd < text.length() && isNameCharacter(text.charAt(nameEnd), nameEnd == nameStart)) {
            nameEnd++;
        }
        if (nameEnd > nameStart && nameEnd < text.length() && text.charAt(nameEnd) == '}') {
            String name = text.substring(nameStart, nameEnd);
            return new Token(new TextPart.Placeholder(name, null, sourceOffset), nameEnd + 1);
        }
        if (nameEnd > nameStart && text.startsWith(DEFAULT, nameEnd)) {
            return withDefault(text, nameStart, nameEnd, sourceOffset);
        }
        return lookAlike(text, index, nameStart, sourceOffset);
    }

    private static Token withDefault(String text, int nameStart, int nameEnd, int sourceOffset) {
        String name = text.substring(nameStart, nameEnd);
        int defaultStart = nameEnd + DEFAULT.length();
        for (int i = defaultStart; i < text.length(); i++) {
            if (text.charAt(i) == '}') {
                String fallback = text.substring(defaultStart, i);
                return new Token(new TextPart.Placeholder(name, fallback, sourceOffset), i + 1);
            }
            if (text.startsWith(OPENING, i)) {
                String why = "the default of ${" + name + ":-...} holds another placeholder: a default is plain text";
                return new Token(new TextPart.Unreadable(why, sourceOffset), i);
            }
        }
        String why = "the placeholder ${" + name + ":-... is not closed: '}' is missing";
        return new Token(new TextPart.Unreadable(why, sourceOffset), text.length());
    }

    private static Token lookAlike(String text, int index, int nameStart, int sourceOffset) {
        int end = nameStart;
        while (end < text.length() && isForeignNameCharacter(text.charAt(end))) {
            end++;
        }
        if (end > nameStart && end < text.length() && text.charAt(end) == '}') {
            String name = text.substring(nameStart, end);
            String written = text.substring(index, end + 1);
            return new Token(new TextPart.LookAlike(name, written, written, sourceOffset), end + 1);
        }
        String excerpt = excerpt(text, index);
        return new Token(new TextPart.LookAlike("", OPENING, excerpt, sourceOffset), nameStart);
    }

    private static String excerpt(String text, int index) {
        int longest = Math.min(text.length(), index + LONGEST_EXCERPT);
        int close = index;
        while (close < longest && text.charAt(close) != '}') {
            close++;
        }
        return close < longest ? text.substring(index, close + 1) : text.substring(index, longest) + "...";
    }

    private static boolean isNameCharacter(char c, boolean first) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (!first && c >= '0' && c <= '9');
    }

    private static boolean isForeignNameCharacter(char c) {
        return !Character.isWhitespace(c) && "${}\"',:".indexOf(c) < 0;
    }
}
