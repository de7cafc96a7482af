package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;

/**
 * {@code $NAME} and <code>${NAME}</code>, as envsubst has them, and {@code $$} before either for a literal dollar sign.
 * Without braces a name is in upper case: {@code $i} and {@code $env:PATH} stay, and so do {@code $4} and {@code $(date)}.
 */
final class DollarScanner implements PlaceholderScanner {

    private final ShellScanner braced = new ShellScanner();

    @Override
    public char firstCharacter() {
        return '$';
    }

    @Override
    @CheckForNull
    public Token tokenAt(String text, int index, int sourceOffset) {
        if (text.startsWith("$$$", index)) {
            return run(text, index);
        }
        Token token = braced.tokenAt(text, index, sourceOffset);
        if (token != null) {
            return token;
        }
        if (text.startsWith("$$", index) && PlaceholderScanner.nameEnd(text, index + 2) > index + 2) {
            int end = PlaceholderScanner.nameEnd(text, index + 2);
            return new Token(new TextPart.Literal(text.substring(index + 1, end)), end);
        }
        int end = PlaceholderScanner.nameEnd(text, index + 1);
        if (end == index + 1) {
            return null;
        }
        String name = text.substring(index + 1, end);
        String written = text.substring(index, end);
        if (PlaceholderScanner.isUpperCase(name)) {
            return new Token(new TextPart.Placeholder(name, written, sourceOffset), end);
        }
        return new Token(new TextPart.LookAlike(name, written, written, true, sourceOffset), end);
    }

    /** Three and more dollar signs are another style's delimiters ({@code $$$NAME$$$}): they stay, with what they hold. */
    private static Token run(String text, int index) {
        int end = index;
        while (end < text.length() && text.charAt(end) == '$') {
            end++;
        }
        int nameEnd = PlaceholderScanner.nameEnd(text, end);
        return new Token(new TextPart.Literal(text.substring(index, nameEnd)), nameEnd);
    }
}
