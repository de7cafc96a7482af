package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderMarks;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;

/** A position in the text of a JSON file, which moves over words, white space and comments. */
final class JsonCursor {

    /** What {@link #peek()} returns after the last character. */
    static final char END = '\0';

    private final String text;
    private final Findings findings;
    private int offset;
    private boolean commentNoticed;

    JsonCursor(String text, Findings findings) {
        this.text = text;
        this.findings = findings;
    }

    String text() {
        return text;
    }

    int offset() {
        return offset;
    }

    boolean atEnd() {
        return offset >= text.length();
    }

    char peek() {
        return atEnd() ? END : text.charAt(offset);
    }

    char take() {
        char c = peek();
        offset++;
        return c;
    }

    boolean takeIf(char wanted) {
        if (atEnd() || text.charAt(offset) != wanted) {
            return false;
        }
        offset++;
        return true;
    }

    void moveTo(int newOffset) {
        offset = newOffset;
    }

    /** Where text that can't hold a placeholder ends, from here on; at the latest where plain text does. */
    int endOfUnmarkedText() {
        return PlaceholderMarks.nextInJson(text, offset);
    }

    /** Where text without escapes ends, from here on: at a quote, a backslash, a control character or the end. */
    int endOfPlainText() {
        int end = offset;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '"' || c == '\\' || c < ' ') {
                break;
            }
            end++;
        }
        return end;
    }

    /** The letters, digits and signs from here on that a word without quotes or a malformed number may consist of. */
    String word() {
        int end = offset;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return text.substring(offset, end);
    }

    static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '+' || c == '.';
    }

    /** Skips white space and comments; JSON has no comments, so the first one gets a notice. */
    void skipBlank(FieldPath path) {
        skipWhiteSpace();
        for (char c = peek(); c == '/' || c == '#'; c = peek()) {
            if (!isComment() && !isHashComment(path)) {
                return;
            }
            skipComment(path);
            skipWhiteSpace();
        }
    }

    private boolean isComment() {
        return text.charAt(offset) == '/' && (text.startsWith("//", offset) || text.startsWith("/*", offset));
    }

    /** Of YAML and shells. A placeholder or an expression begins without white space: {@code #NAME#}. */
    private boolean isHashComment(FieldPath path) {
        if (text.charAt(offset) != '#'
                || (offset + 1 < text.length() && " \t\r\n#!".indexOf(text.charAt(offset + 1)) < 0)) {
            return false;
        }
        findings.fault(offset, path, "comments in JSON are written // or /* */, not #");
        return true;
    }

    private void skipWhiteSpace() {
        int next = offset;
        while (next < text.length() && isWhiteSpace(text.charAt(next))) {
            next++;
        }
        offset = next;
    }

    private static boolean isWhiteSpace(char c) {
        return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
    }

    private void skipComment(FieldPath path) {
        boolean hash = text.charAt(offset) == '#';
        if (!commentNoticed && !hash) {
            findings.notice(offset, path, "comments are ignored: JSON has none");
            commentNoticed = true;
        }
        if (hash || text.charAt(offset + 1) == '/') {
            while (!atEnd() && peek() != '\n' && peek() != '\r') {
                offset++;
            }
            return;
        }
        int close = text.indexOf("*/", offset + 2);
        if (close < 0) {
            throw stop(path, "the comment that begins here is not closed: '*/' is missing");
        }
        offset = close + 2;
    }

    TaskDefinitionTemplateException stop(FieldPath path, String message) {
        return stopAt(offset, path, message);
    }

    TaskDefinitionTemplateException stopAt(int place, FieldPath path, String message) {
        return findings.stop(Math.min(place, text.length()), path, message);
    }

    /** The next character as a message names it. */
    String found() {
        if (atEnd()) {
            return "the end of the file";
        }
        char c = peek();
        return c > ' ' && c != '\u007F' ? "'" + c + "'" : String.format("the character U+%04X", (int) c);
    }
}
