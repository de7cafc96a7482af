package io.jenkins.plugins.ecsdeploy.taskdef;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands without quotes in JSON, numbers and keywords, and says what may be meant by anything else. */
final class JsonWordReader {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Set<String> KEYWORDS = Set.of("true", "false", "null");

    private static final String PLACEHOLDER_HINT = " (if a placeholder is meant: it is written ${NAME})";
    private static final int MOST_SHOWN = 40;

    private final JsonCursor cursor;

    JsonWordReader(JsonCursor cursor) {
        this.cursor = cursor;
    }

    /** A number in its exact digits. */
    String number(JsonPath path) {
        String word = cursor.word();
        if (!NUMBER.matcher(word).matches()) {
            throw cursor.stop(path, "not a number: " + shortened(word) + " (a string needs double quotes)");
        }
        cursor.moveTo(cursor.offset() + word.length());
        return word;
    }

    /** {@code true}, {@code false} or {@code null}. */
    String keyword(JsonPath path) {
        String word = cursor.word();
        if (KEYWORDS.contains(word)) {
            cursor.moveTo(cursor.offset() + word.length());
            return word;
        }
        if (word.isEmpty()) {
            throw cursor.stop(path, "expected a value, found " + cursor.found() + hint());
        }
        String lower = word.equals("None") ? "null" : word.toLowerCase(Locale.ROOT);
        String meant = KEYWORDS.contains(lower)
                ? "write " + lower
                : "a string needs double quotes, and a placeholder is written ${NAME}";
        throw cursor.stop(path, "expected a value, found the word " + shortened(word) + ": " + meant);
    }

    /** What to try where a field name is missing. */
    String fieldHint() {
        return cursor.peek() == '{' ? PLACEHOLDER_HINT : hint();
    }

    /** What to try where the text seems to use a placeholder of another style. */
    String hint() {
        return switch (cursor.peek()) {
            case '$', '<', '%', '@', '#' -> PLACEHOLDER_HINT;
            case '\'' -> " (JSON has double quotes only)";
            default -> "";
        };
    }

    private static String shortened(String word) {
        return word.length() <= MOST_SHOWN ? word : word.substring(0, MOST_SHOWN) + "...";
    }
}
