package io.jenkins.plugins.ecsdeploy.taskdef.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Excerpt;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads words without quotes in JSON, numbers and keywords, and says what may be meant by any other. */
final class JsonWordReader {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Set<String> KEYWORDS = Set.of("true", "false", "null");

    private static final int MOST_SHOWN = 40;

    private final JsonCursor cursor;
    private final String placeholderExample;

    JsonWordReader(JsonCursor cursor, Delimiters delimiters) {
        this.cursor = cursor;
        this.placeholderExample = delimiters.example();
    }

    /** A number in its exact digits, or null if there is none here. */
    @CheckForNull
    String number() {
        String word = cursor.word();
        if (!NUMBER.matcher(word).matches()) {
            return null;
        }
        cursor.moveTo(cursor.offset() + word.length());
        return word;
    }

    /** {@code true}, {@code false}, {@code null}, or empty if none of them is here. */
    String keyword() {
        String word = cursor.word();
        if (!KEYWORDS.contains(word)) {
            return "";
        }
        cursor.moveTo(cursor.offset() + word.length());
        return word;
    }

    /** What a message says about something that is not a value. */
    String noValue() {
        String word = cursor.word();
        if (word.isEmpty()) {
            return "expected a value, found " + cursor.found() + hint();
        }
        if (word.charAt(0) == '-' || Character.isDigit(word.charAt(0))) {
            return "not a number: " + Excerpt.of(word, MOST_SHOWN) + " (a string needs double quotes)";
        }
        String lower = word.equals("None") ? "null" : word.toLowerCase(Locale.ROOT);
        String meant = KEYWORDS.contains(lower)
                ? "write " + lower
                : "a string needs double quotes, and a placeholder is written " + placeholderExample;
        return "expected a value, found the word " + Excerpt.of(word, MOST_SHOWN) + ": " + meant;
    }

    /** A hint, if the next character is one that templates often have in this place. */
    String hint() {
        return switch (cursor.peek()) {
            case '$', '<', '%', '@', '#', '{' ->
                " (if a placeholder is meant: it is written " + placeholderExample + ")";
            case '\'' -> " (JSON has double quotes only)";
            default -> "";
        };
    }
}
