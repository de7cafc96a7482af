package io.jenkins.plugins.ecsdeploy.taskdef;

import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.BooleanValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateValue.TextValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as people write it in templates: RFC 8259, and also comments, trailing commas (both with a notice) and bare
 * placeholders as values. A field that stands twice is a fault; the first syntax error ends the reading.
 *
 * <p>Time is linear in the size of the text; nesting is limited, so that no input exhausts the stack.
 */
final class JsonReader {

    static final int MAX_DEPTH = 64;

    private final JsonCursor cursor;
    private final PlaceholderSyntax placeholders;
    private final JsonStringReader strings;
    private final JsonWordReader words;
    private final Findings findings;

    JsonReader(SourceText source, PlaceholderSyntax placeholders, Findings findings) {
        this.cursor = new JsonCursor(source.text(), findings);
        this.placeholders = placeholders;
        this.strings = new JsonStringReader(cursor, placeholders, findings);
        this.words = new JsonWordReader(cursor);
        this.findings = findings;
    }

    /** Reads the one value that the text holds. */
    TemplateValue read() {
        cursor.skipBlank(JsonPath.ROOT);
        if (cursor.atEnd()) {
            throw cursor.stopAt(0, JsonPath.ROOT, "the file is empty: a task definition as JSON is expected");
        }
        if (cursor.peek() != '{' && cursor.peek() != '[') {
            throw cursor.stop(
                    JsonPath.ROOT, "this is not JSON: a task definition begins with '{', found " + cursor.found());
        }
        TemplateValue value = value(JsonPath.ROOT, 1);
        int end = cursor.offset();
        cursor.skipBlank(JsonPath.ROOT);
        if (!cursor.atEnd()) {
            SourcePosition closed = findings.positionOf(end - 1);
            throw cursor.stop(
                    JsonPath.ROOT,
                    "the JSON ends at " + closed + ", but more text follows here: remove it, or a bracket too many");
        }
        return value;
    }

    private TemplateValue value(JsonPath path, int depth) {
        if (depth > MAX_DEPTH) {
            throw cursor.stop(path, "nested deeper than " + MAX_DEPTH + " levels");
        }
        char c = cursor.peek();
        if (c == '"') {
            return strings.read(path);
        }
        if (c == '{') {
            return object(path, depth);
        }
        if (c == '[') {
            return list(path, depth);
        }
        if (c == '-' || (c >= '0' && c <= '9')) {
            return new NumberValue(cursor.offset(), words.number(path));
        }
        if (placeholders.startsAt(cursor.text(), cursor.offset())) {
            return placeholder(path);
        }
        return word(path);
    }

    private ObjectValue object(JsonPath path, int depth) {
        int open = cursor.offset();
        cursor.take();
        List<Member> members = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        int comma = -1;
        while (true) {
            cursor.skipBlank(path);
            if (closes('}', comma, path)) {
                return new ObjectValue(open, members);
            }
            if (cursor.peek() != '"') {
                throw noField(open, path);
            }
            TextValue name = strings.read(path);
            JsonPath memberPath = path.field(name.text());
            Integer first = seen.putIfAbsent(name.text(), name.offset());
            if (first != null) {
                String message = "\"" + name.text() + "\" stands here twice (first at " + findings.positionOf(first)
                        + "): remove one of them";
                findings.fault(name.offset(), memberPath, message);
            }
            cursor.skipBlank(memberPath);
            if (!cursor.takeIf(':')) {
                throw cursor.stop(
                        memberPath,
                        "expected ':' after the field name \"" + name.text() + "\", found " + cursor.found());
            }
            cursor.skipBlank(memberPath);
            members.add(new Member(name, value(memberPath, depth + 1)));
            comma = separator(open, '}', memberPath);
        }
    }

    private ListValue list(JsonPath path, int depth) {
        int open = cursor.offset();
        cursor.take();
        List<TemplateValue> elements = new ArrayList<>();
        int comma = -1;
        while (true) {
            cursor.skipBlank(path);
            if (closes(']', comma, path)) {
                return new ListValue(open, elements);
            }
            JsonPath elementPath = path.index(elements.size());
            if (cursor.atEnd()) {
                throw notClosed(open, ']', path);
            }
            elements.add(value(elementPath, depth + 1));
            comma = separator(open, ']', elementPath);
        }
    }

    private boolean closes(char bracket, int comma, JsonPath path) {
        if (!cursor.takeIf(bracket)) {
            return false;
        }
        if (comma >= 0) {
            findings.notice(comma, path, "the comma before '" + bracket + "' is left out: nothing follows it");
        }
        return true;
    }

    /** @return where the comma was, or -1 where the closing bracket comes next */
    private int separator(int open, char bracket, JsonPath path) {
        int end = cursor.offset();
        cursor.skipBlank(path);
        int comma = cursor.offset();
        if (cursor.takeIf(',')) {
            return comma;
        }
        if (cursor.peek() == bracket) {
            return -1;
        }
        if (cursor.atEnd()) {
            throw notClosed(open, bracket, path);
        }
        throw cursor.stopAt(
                end,
                path,
                "expected ',' or '" + bracket + "' after this value, found " + cursor.found() + words.hint());
    }

    private TaskDefinitionTemplateException noField(int open, JsonPath path) {
        if (cursor.atEnd()) {
            return notClosed(open, '}', path);
        }
        return cursor.stop(
                path, "expected a field name in double quotes or '}', found " + cursor.found() + words.fieldHint());
    }

    private TaskDefinitionTemplateException notClosed(int open, char bracket, JsonPath path) {
        return cursor.stop(
                path,
                "the file ends too early: '" + bracket + "' is missing for the '"
                        + cursor.text().charAt(open) + "' at " + findings.positionOf(open));
    }

    private BarePlaceholder placeholder(JsonPath path) {
        int at = cursor.offset();
        PlaceholderSyntax.Token token = placeholders.tokenAt(cursor.text(), at, at);
        if (token.part() instanceof TextPart.Unreadable unreadable) {
            throw cursor.stop(path, unreadable.why());
        }
        if (token.part() instanceof TextPart.LookAlike lookAlike
                && lookAlike.name().isEmpty()) {
            throw cursor.stop(path, "expected a value; a placeholder is written ${NAME} or ${NAME:-default}");
        }
        if (cursor.text().substring(at, token.end()).indexOf('\n') >= 0) {
            throw cursor.stop(path, "the placeholder that begins here is not closed on its line: '}' is missing");
        }
        cursor.moveTo(token.end());
        return new BarePlaceholder(at, token.part());
    }

    private TemplateValue word(JsonPath path) {
        int at = cursor.offset();
        return switch (words.keyword(path)) {
            case "true" -> new BooleanValue(at, true);
            case "false" -> new BooleanValue(at, false);
            default -> new NullValue(at);
        };
    }
}
