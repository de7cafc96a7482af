package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

/** Tells text that needs no second look: it holds nothing that a placeholder of any style or tool could begin with. */
public final class OrdinaryText {

    private static final String MARKS = "$<{%@#_";
    private static final boolean[] MARK = table(MARKS);
    private static final boolean[] MARK_OR_JSON_S_OWN = table(MARKS + "\"\\" + controlCharacters());

    private OrdinaryText() {}

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

    /** Whether a whole text is ordinary. */
    static boolean is(String text) {
        return end(text, 0, MARK) == text.length() && !mayBeWord(text);
    }

    /** Where ordinary text ends that begins at an index, and goes no further than what a JSON string has as it is. */
    public static int endInJson(String text, int from) {
        return end(text, from, MARK_OR_JSON_S_OWN);
    }

    private static int end(String text, int from, boolean[] remarkable) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c < remarkable.length && remarkable[c] && (c != '_' || isTwice(text, end))) {
                break;
            }
            end++;
        }
        return end;
    }

    /** One underscore is in most names of variables; placeholders begin with two. */
    private static boolean isTwice(String text, int index) {
        return index + 1 < text.length() && text.charAt(index + 1) == '_';
    }

    /** Words that stand for something else have no mark: {@code REPLACE_ME}, {@code CHANGEME}, {@code YOUR_KEY}. */
    public static boolean mayBeWord(String text) {
        return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case 'R' -> text.startsWith("REPLACE");
            case 'C' -> text.startsWith("CHANGE");
            case 'Y' -> text.startsWith("YOUR_");
            default -> false;
        };
    }
}
