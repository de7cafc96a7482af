package io.jenkins.plugins.ecsdeploy.taskdef.template;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;

/** A parsed template before any value is put in: JSON's kinds of values, and placeholders. */
public sealed interface TemplateNode {

    /** Where this begins in the source. */
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
        @CheckForNull
        public TemplateNode get(String name) {
            Member member = member(name);
            return member == null ? null : member.value();
        }

        /** This object with a member set: in its place if it is there, else at the end. */
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
            return with(name, TextValue.literal(offsetOf(name), literal));
        }

        /** Where a member's value stands; where the object begins if it has no such member. */
        public int offsetOf(String name) {
            TemplateNode value = get(name);
            return value == null ? offset : value.offset();
        }

        /** The member of this name; also if it is written as CloudFormation and .NET do, {@code Family}. */
        @CheckForNull
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
     * @param parts what it consists of; empty if it holds no placeholder and nothing that looks like one
     * @param origin how it came to be
     */
    public record TextValue(int offset, String text, List<TextPart> parts, Origin origin) implements TemplateNode {

        /** Where a text comes from. */
        public enum Origin {
            /** It stands in quotes. */
            QUOTED,
            /** It stands without quotes, as YAML allows: then it may as well be a number. */
            PLAIN,
            /** It stands in quotes, and its reader saw that it holds nothing like a placeholder of any style. */
            UNMARKED,
            /** It is not from the template, or no longer, and meant exactly as it stands. */
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

        /** A string in quotes that holds nothing like a placeholder of any style. */
        public static TextValue unmarked(int offset, String text) {
            return new TextValue(offset, text, List.of(), Origin.UNMARKED);
        }

        public boolean isQuoted() {
            return origin == Origin.QUOTED || origin == Origin.UNMARKED;
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

        /** For a message: as the template writes it, because values put in may be secret. */
        public String quoted() {
            return Excerpt.quoted(text);
        }

        @Override
        public String kind() {
            return origin == Origin.PLAIN ? "a single value" : "a string";
        }
    }

    /** A placeholder without quotes where JSON expects a value: <code>"cpu": ${CPU}</code>. */
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

    /** What could not be read; the fault is reported already. */
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
