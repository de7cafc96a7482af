package io.jenkins.plugins.ecsdeploy.taskdef;

import java.util.ArrayList;
import java.util.List;

/** A parsed template before any value is put in: what JSON knows, and placeholders. Offsets lead back to the source. */
sealed interface TemplateValue {

    int offset();

    /** What a message calls this. */
    String kind();

    record ObjectValue(int offset, List<Member> members) implements TemplateValue {
        public ObjectValue {
            members = List.copyOf(members);
        }

        @Override
        public String kind() {
            return "an object";
        }

        /** The value of the first member of this name, or null. A name with a placeholder in it is never found. */
        TemplateValue get(String name) {
            Member member = member(name);
            return member == null ? null : member.value();
        }

        /** This object with a member set, in its place where it has been there, else at the end. */
        ObjectValue with(String name, TemplateValue value) {
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
        ObjectValue with(String name, String literal) {
            TemplateValue before = get(name);
            return with(name, TextValue.literal(before == null ? offset : before.offset(), literal));
        }

        /** The member of this name; also where it is written as CloudFormation and .NET do, {@code Family}. */
        Member member(String name) {
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
    record Member(TextValue name, TemplateValue value) {}

    record ListValue(int offset, List<TemplateValue> elements) implements TemplateValue {
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
    record TextValue(int offset, String text, List<TextPart> parts, Origin origin) implements TemplateValue {

        /** Where a text comes from. */
        enum Origin {
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

        TextValue(int offset, String text, List<TextPart> parts) {
            this(offset, text, parts, Origin.QUOTED);
        }

        /** A string that is meant exactly as it stands. */
        static TextValue literal(int offset, String text) {
            return new TextValue(offset, text, List.of(), Origin.GIVEN);
        }

        /** A string in quotes that holds nothing that needs a second look. */
        static TextValue ordinary(int offset, String text) {
            return new TextValue(offset, text, List.of(), Origin.ORDINARY);
        }

        boolean isQuoted() {
            return origin == Origin.QUOTED || origin == Origin.ORDINARY;
        }

        boolean isLiteral() {
            return parts.isEmpty();
        }

        boolean isNamed(String name) {
            return isLiteral() && text.equals(name);
        }

        boolean isPascalCaseOf(String name) {
            return isLiteral() && isPascalCase() && text.equalsIgnoreCase(name);
        }

        boolean isPascalCase() {
            return !text.isEmpty() && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z';
        }

        @Override
        public String kind() {
            return origin == Origin.PLAIN ? "a single value" : "a string";
        }
    }

    /** A placeholder without quotes where JSON wants a value: <code>"cpu": ${CPU}</code>. */
    record BarePlaceholder(int offset, TextPart part) implements TemplateValue {
        @Override
        public String kind() {
            return "a placeholder, which stands for a single value";
        }
    }

    /** A number in exactly the digits it was written with. */
    record NumberValue(int offset, String digits) implements TemplateValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    record BooleanValue(int offset, boolean value) implements TemplateValue {
        @Override
        public String kind() {
            return value ? "true" : "false";
        }
    }

    /** What could not be read; why is reported already. */
    record UnreadableValue(int offset) implements TemplateValue {
        @Override
        public String kind() {
            return "something unreadable";
        }
    }

    record NullValue(int offset) implements TemplateValue {
        @Override
        public String kind() {
            return "null";
        }
    }
}
