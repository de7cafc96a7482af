package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;

/** Reads the placeholders of one style, in linear time: it looks no further than a token's end or a fixed length. */
public interface PlaceholderScanner {

    /** A piece of a text, and the index after it. */
    record Token(TextPart part, int end) {}

    /** The character that every token of this style begins with. */
    char firstCharacter();

    /**
     * Reads what begins at the index.
     *
     * @param sourceOffset where that is in the source
     * @return null if nothing of this style begins here
     */
    @CheckForNull
    Token tokenAt(String text, int index, int sourceOffset);

    static boolean isNameCharacter(char c, boolean first) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (!first && c >= '0' && c <= '9');
    }

    /** The index after the name that begins here; the same index if none does. */
    static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNameCharacter(text.charAt(end), end == start)) {
            end++;
        }
        return end;
    }

    /**
     * Whether a name is in upper case, such as {@code IMAGE1_NAME}. If a style's delimiters occur in ordinary text too, names in
     * upper case are placeholders; others ({@code <html>}, {@code $i}) only if a value has their name.
     */
    static boolean isUpperCase(String name) {
        if (name.length() < 2 || !(name.charAt(0) >= 'A' && name.charAt(0) <= 'Z')) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
