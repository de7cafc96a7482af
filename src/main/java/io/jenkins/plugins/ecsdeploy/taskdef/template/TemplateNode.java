package io.jenkins.plugins.ecsdeploy.taskdef.template;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.OrdinaryText;
import java.util.ArrayList;
import java.util.List;

/** A parsed template before any value is put in: what JSON knows, and placeholders. Offsets lead back to the source. */
public sealed interface TemplateNode {

    int offset();

    /** What a message calls this. */
    String kind();

    record ObjectValue(int offset, List<Member> members) implements TemplateNode {
        public ObjectValue {
            members = List.copyOf(members);
        }

        @Override
        public String kind() {
            return "an object";
        }

        /** The value of the first member of this name, or null. A name with a placeholder in it is never found. */
        public TemplateNode get(String name) {
            Member member = member(name);
            return member == null ? null : member.value();
        }

        /** This object with a member set, in its place where it has been there, else at the end. */
        public ObjectValue with(String name, TemplateNode value) {
            List<Member> changed = new ArrayList<>();
            boolean found = false;
            Member own = member(name);
            for (Member member : members) {
                boolean meant = member == own;
                found |= meant;
                changed.add(meant ? new Member(member.name(), value) : member);
            }
            if (!found) {
                changed.add(new Member(TextValue.literal(value.offset(), name), value));
            }
            return new ObjectValue(offset, changed);
        }

        /** This object with a member set to a text that is meant exactly as it stands. */
        public ObjectValue with(String name, String literal) {
            TemplateNode before = get(name);
            return with(name, TextValue.literal(before == null ? offset : before.offset(), literal));
        }

        /** The member of this name; also where it is written as CloudFormation and .NET do, {@code Family}. */
        public Member member(String name) {
            for (Member member : members) {
                if (member.name().isNamed(name)) {
                    return member;
                }
            }
            for (Member member : members) {
                if (member.name().isPascalCaseOf(name)) {
                    return member;
                }
            }
            return null;
        }
    }

    /** One field of an object. */
    record Member(TextValue name, TemplateNode value) {}

    record ListValue(int offset, List<TemplateNode> elements) implements TemplateNode {
        public ListValue {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A string.
     *
     * @param text the string as the source has it, escapes resolved
     * @param parts what it consists of; empty where it holds no placeholder, nor anything like one
     * @param origin how it came to be
     */
    public record TextValue(int offset, String text, List<TextPart> parts, Origin origin) implements TemplateNode {

        /** Where a text comes from. */
        public enum Origin {
            /** It stands in quotes. */
            QUOTED,
            /** It stands without quotes, as YAML has it: then it may as well be a number. */
            PLAIN,
            /** It stands in quotes, and holds nothing that needs a second look. See {@link OrdinaryText}. */
            ORDINARY,
            /** It is the template's no more, and meant exactly as it stands. */
            GIVEN
        }

        public TextValue {
            parts = List.copyOf(parts);
        }

        public TextValue(int offset, String text, List<TextPart> parts) {
            this(offset, text, parts, Origin.QUOTED);
        }

        /** A string that is meant exactly as it stands. */
        public static TextValue literal(int offset, String text) {
            return new TextValue(offset, text, List.of(), Origin.GIVEN);
        }

        /** A string in quotes that holds nothing that needs a second look. */
        public static TextValue ordinary(int offset, String text) {
            return new TextValue(offset, text, List.of(), Origin.ORDINARY);
        }

        public boolean isQuoted() {
            return origin == Origin.QUOTED || origin == Origin.ORDINARY;
        }

        public boolean isLiteral() {
            return parts.isEmpty();
        }

        public boolean isNamed(String name) {
            return isLiteral() && text.equals(name);
        }

        public boolean isPascalCaseOf(String name) {
            return isLiteral() && isPascalCase() && text.equalsIgnoreCase(name);
        }

        public boolean isPascalCase() {
            return !text.isEmpty() && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z';
        }

        @Override
        public String kind() {
            return origin == Origin.PLAIN ? "a single value" : "a string";
        }
    }

    /** A placeholder without quotes where JSON wants a value: <code>"cpu": ${CPU}</code>. */
    record BarePlaceholder(int offset, TextPart part) implements TemplateNode {
        @Override
        public String kind() {
            return "a placeholder, which stands for a single value";
        }
    }

    /** A number in exactly the digits it was written with. */
    record NumberValue(int offset, String digits) implements TemplateNode {
        @Override
        public String kind() {
            return "a number";
        }
    }

    record BooleanValue(int offset, boolean value) implements TemplateNode {
        @Override
        public String kind() {
            return value ? "true" : "false";
        }
    }

    /** What could not be read; why is reported already. */
    record UnreadableValue(int offset) implements TemplateNode {
        @Override
        public String kind() {
            return "something unreadable";
        }
    }

    record NullValue(int offset) implements TemplateNode {
        @Override
        public String kind() {
            return "null";
        }
    }
}
