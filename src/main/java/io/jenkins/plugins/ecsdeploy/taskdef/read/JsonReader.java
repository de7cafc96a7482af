package io.jenkins.plugins.ecsdeploy.taskdef.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderScanner;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderSyntax;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourcePosition;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BarePlaceholder;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.BooleanValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NumberValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.UnreadableValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON as people write it in templates: RFC 8259, and also comments, trailing commas (both with a notice) and
 * placeholders without quotes as values. A duplicate field is a fault.
 *
 * <p>What can't be read is a fault, and reading continues with the next field or element, so that the author gets all faults
 * at once. It stops only if it is no longer clear which bracket closes what.
 *
 * <p>Time is linear in the size of the text; nesting is limited, so that no input exhausts the stack.
 */
public final class JsonReader {

    static final int MAX_DEPTH = 64;

    private final JsonCursor cursor;
    private final PlaceholderSyntax placeholders;
    private final JsonStringReader strings;
    private final JsonWordReader words;
    private final JsonRecovery recovery;
    private final Findings findings;

    public JsonReader(SourceText source, Delimiters delimiters, Findings findings) {
        this.cursor = new JsonCursor(source.text(), findings);
        this.placeholders = delimiters.syntax();
        this.strings = new JsonStringReader(cursor, placeholders, findings);
        this.words = new JsonWordReader(cursor, delimiters);
        this.recovery = new JsonRecovery(cursor, words, delimiters, findings);
        this.findings = findings;
    }

    /** Reads the one value that the text holds. */
    public TemplateNode read() {
        cursor.skipBlank(FieldPath.ROOT);
        if (cursor.atEnd()) {
            throw cursor.stopAt(0, FieldPath.ROOT, "the file is empty: a task definition as JSON is expected");
        }
        if (cursor.peek() != '{' && cursor.peek() != '[') {
            throw cursor.stop(
                    FieldPath.ROOT,
                    "this is not JSON: a task definition begins with '{', found " + cursor.found()
                            + " (a template in YAML has a name that ends in .yaml or .yml)");
        }
        // A list is a list of container definitions.
        FieldPath path = cursor.peek() == '[' ? FieldPath.ROOT.field(TaskDefinitionFields.CONTAINERS) : FieldPath.ROOT;
        TemplateNode value = value(path, 1);
        int end = cursor.offset();
        cursor.skipBlank(FieldPath.ROOT);
        if (!cursor.atEnd()) {
            SourcePosition closed = findings.positionOf(end - 1);
            findings.fault(
                    cursor.offset(),
                    FieldPath.ROOT,
                    "the JSON ends at " + closed
                            + ", but more text follows here: remove it, or the bracket that is one too many");
        }
        return value;
    }

    private TemplateNode value(FieldPath path, int depth) {
        if (depth > MAX_DEPTH) {
            throw cursor.stop(path, "nested deeper than " + MAX_DEPTH + " levels");
        }
        char c = cursor.peek();
        if (c == '"') {
            return strings.read(path);
        }
        PlaceholderScanner.Token token = placeholders.tokenAt(cursor.text(), cursor.offset(), cursor.offset());
        if (token != null) {
            return placeholder(token, path);
        }
        if (c == '{' && !cursor.text().startsWith("{{", cursor.offset())) {
            return object(path, depth);
        }
        if (c == '[') {
            return list(path, depth);
        }
        int at = cursor.offset();
        if (c == '-' || (c >= '0' && c <= '9')) {
            String digits = words.number();
            return digits == null ? recovery.brokenValue(path) : new NumberValue(at, digits);
        }
        return switch (words.keyword()) {
            case "true" -> new BooleanValue(at, true);
            case "false" -> new BooleanValue(at, false);
            case "null" -> new NullValue(at);
            default -> recovery.brokenValue(path);
        };
    }

    private ObjectValue object(FieldPath path, int depth) {
        int open = cursor.offset();
        cursor.take();
        List<Member> members = new ArrayList<>();
        FieldNames names = new FieldNames(members, findings);
        int comma = -1;
        while (true) {
            cursor.skipBlank(path);
            if (closes('}', comma, path)) {
                return new ObjectValue(open, members);
            }
            TextValue name = name(open, path);
            if (name == null) {
                comma = -1;
                continue;
            }
            FieldPath memberPath = path.field(name.text());
            names.add(name, memberPath);
            cursor.skipBlank(memberPath);
            if (!cursor.takeIf(':')) {
                throw cursor.stop(
                        memberPath, "expected ':' after the field name " + name.quoted() + ", found " + cursor.found());
            }
            cursor.skipBlank(memberPath);
            members.add(new Member(name, value(memberPath, depth + 1)));
            comma = separator(open, '}', memberPath);
        }
    }

    /** @return null if this is no name, which is a fault and skipped */
    @CheckForNull
    private TextValue name(int open, FieldPath path) {
        if (cursor.peek() == '"') {
            return strings.read(path);
        }
        if (cursor.atEnd()) {
            throw notClosed(open, '}', path);
        }
        return recovery.brokenName(path);
    }

    private ListValue list(FieldPath path, int depth) {
        int open = cursor.offset();
        cursor.take();
        List<TemplateNode> elements = new ArrayList<>();
        int comma = -1;
        while (true) {
            cursor.skipBlank(path);
            if (closes(']', comma, path)) {
                return new ListValue(open, elements);
            }
            FieldPath elementPath = path.index(elements.size());
            if (cursor.atEnd()) {
                throw notClosed(open, ']', path);
            }
            elements.add(value(elementPath, depth + 1));
            comma = separator(open, ']', elementPath);
        }
    }

    private boolean closes(char bracket, int comma, FieldPath path) {
        if (!cursor.takeIf(bracket)) {
            return false;
        }
        if (comma >= 0) {
            findings.notice(comma, path, "the comma before '" + bracket + "' is ignored: nothing follows it");
        }
        return true;
    }

    /** @return the comma's offset, or -1 if the closing bracket comes next */
    private int separator(int open, char bracket, FieldPath path) {
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
        recovery.missingComma(end, bracket, path);
        return -1;
    }

    private TaskDefinitionTemplateException notClosed(int open, char bracket, FieldPath path) {
        return cursor.stop(
                path,
                "the file ends too early: '" + bracket + "' is missing for the '"
                        + cursor.text().charAt(open) + "' at " + findings.positionOf(open));
    }

    private TemplateNode placeholder(PlaceholderScanner.Token token, FieldPath path) {
        int at = cursor.offset();
        boolean readable = !(token.part() instanceof TextPart.Literal)
                && !(token.part() instanceof TextPart.LookAlike lookAlike
                        && lookAlike.name().isEmpty());
        if (token.part() instanceof TextPart.Unreadable unreadable) {
            findings.fault(at, path, unreadable.why());
            recovery.skip();
            return new UnreadableValue(at);
        }
        if (!readable) {
            return recovery.brokenValue(path);
        }
        if (cursor.text().substring(at, token.end()).indexOf('\n') >= 0) {
            throw cursor.stop(path, "the placeholder that begins here is not closed on its line: '}' is missing");
        }
        cursor.moveTo(token.end());
        return new BarePlaceholder(at, token.part());
    }
}
