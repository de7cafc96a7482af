package io.jenkins.plugins.ecsdeploy.taskdef.template;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Pattern;

/** A piece of a text that holds placeholders, or something that looks like one. */
public sealed interface TextPart {

    /** Text that stays as it is; {@code $${} has already become <code>${</code>. */
    record Literal(String text) implements TextPart {}

    /**
     * A placeholder.
     *
     * @param name the name whose value belongs here
     * @param fallback the text after {@code :-}, or null if there is none
     * @param refusal the text after {@code :?}, which says why there must be a value; null if there is none
     * @param replacement the text after {@code :+}, which stands here if there is a value; null if there is none
     * @param written how a message shows it, such as <code>${NAME}</code>
     * @param offset where it begins in the source
     */
    record Placeholder(
            String name,
            @CheckForNull String fallback,
            @CheckForNull String refusal,
            @CheckForNull String replacement,
            String written,
            int offset)
            implements TextPart {

        /** Stands for its value alone. */
        public Placeholder(String name, String written, int offset) {
            this(name, null, null, null, written, offset);
        }

        /** Whether its value is in AWS: names of variables have no colon, as {@code ssm:/path} has. */
        public boolean isExternal() {
            return name.indexOf(':') >= 0;
        }
    }

    /**
     * Something that is written like a placeholder but has no placeholder's name, such as <code>${env.HOME}</code> or {@code
     * <html>}. It stays as it is unless a value of exactly this name was given.
     *
     * @param name what stands between the delimiters; empty if no value could have that name
     * @param written how the source has it
     * @param excerpt enough of the source to recognize it in a message
     * @param usual whether this is common in ordinary text, so that no message is needed
     */
    record LookAlike(String name, String written, String excerpt, boolean usual, int offset) implements TextPart {

        private static final Pattern WITHOUT_COLON =
                Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*[-?+].*", Pattern.DOTALL);

        /** Whether it is a shell's expression without the colon that a default has here: <code>${NAME-default}</code>. */
        public boolean lacksColon() {
            return WITHOUT_COLON.matcher(excerpt).matches();
        }

        /** Whether nothing closes it: <code>${NAME</code>. */
        public boolean isOpen() {
            return excerpt.startsWith("${") && !excerpt.startsWith("${{") && excerpt.indexOf('}') < 0;
        }
    }

    /** A placeholder that can't be read, and why. */
    record Unreadable(String why, int offset) implements TextPart {}
}
