package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

/**
 * The characters that a placeholder of any style, ours or another tool's, can begin with. Most strings of a template have
 * none, and are not searched further.
 */
public final class PlaceholderMarks {

    private static final String MARKS = "$<{%@#_";
    private static final boolean[] MARK = table(MARKS);
    private static final boolean[] MARK_OR_END_OF_JSON_TEXT = table(MARKS + "\"\\" + controlCharacters());

    private PlaceholderMarks() {}

    private static boolean[] table(String characters) {
        boolean[] table = new boolean[0x80];
        characters.chars().forEach(c -> table[c] = true);
        return table;
    }

    private static String controlCharacters() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < ' '; c++) {
            all.append(c);
        }
        return all.toString();
    }

    /** Whether a placeholder of some style can begin with this character. */
    public static boolean isMark(char c) {
        return MARKS.indexOf(c) >= 0;
    }

    /** Whether a text holds nothing like a placeholder of any style. */
    static boolean areAbsentIn(String text) {
        return end(text, 0, MARK) == text.length() && !isWordToReplace(text);
    }

    /** In JSON: the index of the next mark, or of the next character that a string can't hold as it is, or the end. */
    public static int nextInJson(String text, int from) {
        return end(text, from, MARK_OR_END_OF_JSON_TEXT);
    }

    private static int end(String text, int from, boolean[] marks) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c < marks.length && marks[c] && (c != '_' || isTwice(text, end))) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Most names of variables have single underscores; placeholders begin with two. */
    private static boolean isTwice(String text, int index) {
        return index + 1 < text.length() && text.charAt(index + 1) == '_';
    }

    /** Words that are meant to be replaced and have no mark: {@code REPLACE_ME}, {@code CHANGEME}, {@code YOUR_KEY}. */
    public static boolean isWordToReplace(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case 'R' -> text.startsWith("REPLACE");
            case 'C' -> text.startsWith("CHANGE");
            case 'Y' -> text.startsWith("YOUR_");
            default -> false;
        };
    }
}
