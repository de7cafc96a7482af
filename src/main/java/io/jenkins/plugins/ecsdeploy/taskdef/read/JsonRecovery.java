package io.jenkins.plugins.ecsdeploy.taskdef.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.ForeignPlaceholders;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.ForeignPlaceholders.Found;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderMarks;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.UnreadableValue;
import java.util.Optional;

/** Reports what can't be read in JSON and skips it, at most to the end of its line. */
final class JsonRecovery {

    /** A file with more is not JSON at all. */
    private static final int MOST_FAULTS = 100;

    private final JsonCursor cursor;
    private final JsonWordReader words;
    private final ForeignPlaceholders foreign;
    private final Findings findings;
    private int faults;

    JsonRecovery(JsonCursor cursor, JsonWordReader words, Delimiters delimiters, Findings findings) {
        this.cursor = cursor;
        this.words = words;
        this.foreign = new ForeignPlaceholders(delimiters);
        this.findings = findings;
    }

    /** Reports and skips what is not a value, although one is expected here. */
    UnreadableValue brokenValue(FieldPath path) {
        int at = cursor.offset();
        Optional<Found> found = foreign.at(cursor.text(), at);
        fault(at, path, found.isPresent() ? found.get().advice() : words.noValue());
        skip();
        return new UnreadableValue(at);
    }

    /**
     * Reports and skips what is not a name, although a field should begin here.
     *
     * @return the name, if it only lacks its quotes; else null
     */
    @CheckForNull
    TextValue brokenName(FieldPath path) {
        int at = cursor.offset();
        String expected = "expected a field name in double quotes or '}', found " + cursor.found();
        String word = cursor.word();
        if (cursor.peek() == ']') {
            throw cursor.stop(path, expected);
        }
        if (!word.isEmpty()) {
            fault(at, path, expected);
            cursor.moveTo(at + word.length());
            cursor.skipBlank(path);
            if (cursor.peek() == ':') {
                return TextValue.literal(at, word);
            }
        } else {
            Optional<Found> found = foreign.at(cursor.text(), at);
            fault(
                    at,
                    path,
                    found.isEmpty()
                            ? expected + words.hint()
                            : found.get().written() + " is not a field: a placeholder stands for a single value");
        }
        skip();
        cursor.takeIf(',');
        return null;
    }

    /** Reports that no comma follows a value: it was forgotten, or this continues a value that can't be continued. */
    void missingComma(int end, char bracket, FieldPath path) {
        boolean begins = cursor.peek() == '"' || cursor.peek() == '{' || cursor.peek() == '[';
        String message = "expected ',' or '" + bracket + "' after this value, found " + cursor.found() + words.hint();
        fault(end, path, message);
        boolean otherBracket = cursor.peek() == '}' || cursor.peek() == ']' || cursor.peek() == ':';
        if (otherBracket) {
            throw findings.stopNow();
        }
        if (!begins || bracket == '}' && cursor.peek() != '"') {
            skip();
            cursor.takeIf(',');
        }
    }

    /** Skips what can't be read: to the next comma or closing bracket, or to the line's end. */
    void skip() {
        int start = cursor.offset();
        while (!cursor.atEnd()) {
            char c = cursor.peek();
            if (c == '\n' || c == '\r' || ((c == ',' || c == '}' || c == ']') && cursor.offset() > start)) {
                return;
            }
            Optional<Found> found =
                    PlaceholderMarks.isMark(c) ? foreign.at(cursor.text(), cursor.offset()) : Optional.empty();
            if (found.isPresent()) {
                cursor.moveTo(cursor.offset() + found.get().written().length());
            } else if (cursor.text().startsWith("${", cursor.offset())) {
                skipExpression();
            } else if (c == ',' || c == '}' || c == ']') {
                return;
            } else {
                cursor.take();
            }
        }
    }

    /** Something like <code>${jsonencode(split(" ", command))}</code>, commas and all. */
    private void skipExpression() {
        while (!cursor.atEnd() && cursor.peek() != '}' && cursor.peek() != '\n' && cursor.peek() != '\r') {
            cursor.take();
        }
        cursor.takeIf('}');
    }

    private void fault(int offset, FieldPath path, String message) {
        findings.fault(offset, path, message);
        faults++;
        if (faults >= MOST_FAULTS) {
            throw cursor.stop(path, "too many faults for JSON: the rest is not read");
        }
    }
}
