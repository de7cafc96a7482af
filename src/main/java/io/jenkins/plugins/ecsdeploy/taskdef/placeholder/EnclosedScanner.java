package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.regex.Pattern;

/**
 * Names between two marks: {@code <NAME>}, {@code %NAME%}, {@code __NAME__}. A placeholder's name is in upper case;
 * anything else ({@code <html>}, {@code %Y-%m-%d}, {@code AIRFLOW__CORE__EXECUTOR}) is one only if a value has exactly the
 * name that stands between the marks, or if it says where in AWS a value is: {@code <ssm:/path>}.
 */
final class EnclosedScanner implements PlaceholderScanner {

    private static final int LONGEST_NAME = 300;
    /** A name between marks that are the same on both sides, where the closing one may open the next: {@code %Y-%m-%d}. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*[A-Za-z0-9]");

    private final String open;
    private final String close;
    private final boolean symmetric;

    EnclosedScanner(String open, String close) {
        this.open = open;
        this.close = close;
        this.symmetric = open.equals(close);
    }

    @Override
    public char firstCharacter() {
        return open.charAt(0);
    }

    @Override
    @CheckForNull
    public Token tokenAt(String text, int index, int sourceOffset) {
        if (!text.startsWith(open, index)) {
            return null;
        }
        int start = index + open.length();
        int end = nameEnd(text, start);
        if (end == start || !text.startsWith(close, end)) {
            return null;
        }
        String name = text.substring(start, end);
        String written = open + name + close;
        int after = end + close.length();
        boolean isVariable = PlaceholderScanner.isUpperCase(name) && !isUsualText(text, name, index, after);
        if (isVariable || ExternalName.parse(name).isPresent()) {
            return new Token(new TextPart.Placeholder(name, written, sourceOffset), after);
        }
        if (symmetric && !WORD.matcher(name).matches()) {
            return null;
        }
        return new Token(new TextPart.LookAlike(name, written, written, true, sourceOffset), after);
    }

    /** The closing mark, or where the search for it ends: at an opening one, a line's end, or after 300 characters. */
    private int nameEnd(String text, int start) {
        int limit = Math.min(text.length(), start + LONGEST_NAME);
        int end = start;
        while (end < limit && !text.startsWith(close, end)) {
            char c = text.charAt(end);
            boolean opens = c == open.charAt(0) && c != '_';
            if (opens || Character.isISOControl(c)) {
                return end;
            }
            end++;
        }
        return end;
    }

    private boolean isUsualText(String text, String name, int index, int after) {
        return switch (open) {
            case "<" -> HtmlNames.contains(name);
            // %E3%82%A2 is an encoded letter.
            case "%" -> name.length() == 2 && name.chars().allMatch(c -> Character.digit(c, 16) >= 0);
            // AIRFLOW__CORE__EXECUTOR is one name; __A____B__ are two placeholders.
            case "__" ->
                (isWordCharacter(text, index - 1) && !text.startsWith(open, index - 2))
                        || (isWordCharacter(text, after) && !text.startsWith(open, after));
            default -> false;
        };
    }

    private static boolean isWordCharacter(String text, int index) {
        return index >= 0 && index < text.length() && PlaceholderScanner.isNameCharacter(text.charAt(index), false);
    }
}
