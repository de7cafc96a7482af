package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderMarks;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderSyntax;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.Arrays;
import java.util.List;

/** Reads a JSON string: its escapes, and the placeholders in what it says. */
final class JsonStringReader {

    private final JsonCursor cursor;
    private final PlaceholderSyntax placeholders;
    private final Findings findings;
    private final StringBuilder decoded = new StringBuilder();
    /** Where each decoded character stood in the source; used only for a string with escapes. */
    private int[] offsets = new int[64];

    JsonStringReader(JsonCursor cursor, PlaceholderSyntax placeholders, Findings findings) {
        this.cursor = cursor;
        this.placeholders = placeholders;
        this.findings = findings;
    }

    /** Reads from the opening quote to the closing one, and moves past it. */
    TextValue read(FieldPath path) {
        int open = cursor.offset();
        cursor.take();
        int start = cursor.offset();
        cursor.moveTo(cursor.endOfUnmarkedText());
        if (cursor.peek() == '"') {
            String text = taken(start);
            return PlaceholderMarks.isWordToReplace(text)
                    ? new TextValue(open, text, List.of())
                    : TextValue.unmarked(open, text);
        }
        cursor.moveTo(cursor.endOfPlainText());
        while (!cursor.atEnd()) {
            char c = cursor.peek();
            if (c == '"') {
                String text = taken(start);
                return new TextValue(open, text, placeholders.split(text, i -> start + i));
            }
            if (c == '\\') {
                return readEscaped(open, start, path);
            }
            step(open, path);
        }
        throw notClosed(open, path);
    }

    /** The text from an offset to here, where the closing quote is; moves past it. */
    private String taken(int start) {
        int end = cursor.offset();
        cursor.take();
        return cursor.text().substring(start, end);
    }

    private TextValue readEscaped(int open, int start, FieldPath path) {
        decoded.setLength(0);
        for (int i = start; i < cursor.offset(); i++) {
            keep(cursor.text().charAt(i), i);
        }
        while (!cursor.atEnd()) {
            char c = cursor.peek();
            int at = cursor.offset();
            if (c == '"') {
                cursor.take();
                String text = decoded.toString();
                return new TextValue(open, text, placeholders.split(text, i -> offsets[i]));
            }
            if (c == '\\') {
                keep(escape(open, path), at);
            } else {
                step(open, path);
                keep(c, at);
            }
        }
        throw notClosed(open, path);
    }

    private void keep(char c, int offset) {
        if (decoded.length() == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[decoded.length()] = offset;
        decoded.append(c);
    }

    private void step(int open, FieldPath path) {
        char c = cursor.peek();
        if (c == '\n' || c == '\r') {
            throw cursor.stopAt(
                    open,
                    path,
                    "the string that begins here is not closed on its line: a '\"' is missing"
                            + " (a line break in a string is written \\n)");
        }
        if (c == '\t') {
            findings.notice(cursor.offset(), path, "a tab in a string is read as \\t");
        } else if (c < ' ') {
            throw cursor.stop(path, cursor.found() + " is not allowed in a string: write it as a \\u escape");
        }
        cursor.take();
    }

    private char escape(int open, FieldPath path) {
        int at = cursor.offset();
        cursor.take();
        if (cursor.atEnd()) {
            throw notClosed(open, path);
        }
        char c = cursor.take();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(at, path);
            default ->
                throw cursor.stopAt(
                        at, path, "unknown escape \\" + c + " in a string: a literal backslash is written \\\\");
        };
    }

    private char unicode(int at, FieldPath path) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexDigit(cursor.peek());
            if (digit < 0) {
                throw cursor.stopAt(at, path, "\\u needs four hexadecimal digits");
            }
            value = value * 16 + digit;
            cursor.take();
        }
        return (char) value;
    }

    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private TaskDefinitionTemplateException notClosed(int open, FieldPath path) {
        return cursor.stopAt(open, path, "the string that begins here is not closed: a '\"' is missing");
    }
}
