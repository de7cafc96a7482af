package io.jenkins.plugins.ecsdeploy.taskdef.template;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** A place in a task definition, {@code containerDefinitions[0].image}; its text is built only for a message. */
public final class FieldPath {

    /** What a step has in place of a position: it is a field, or an element that has a name. */
    private static final int FIELD = -1;

    private static final int ELEMENT = -2;

    public static final FieldPath ROOT = new FieldPath(null, "", FIELD);

    @CheckForNull
    private final FieldPath parent;

    /** A field's name or an element's; null if the step is a position. */
    @CheckForNull
    private final String name;

    private final int position;

    private FieldPath(@CheckForNull FieldPath parent, @CheckForNull String name, int position) {
        this.parent = parent;
        this.name = name;
        this.position = position;
    }

    /** A field of an object. */
    public FieldPath field(String name) {
        return new FieldPath(this, name, FIELD);
    }

    /** An element of a list, by its position from 0. */
    public FieldPath index(int position) {
        return new FieldPath(this, null, position);
    }

    /** An element of a list, by what it is called: {@code containerDefinitions[web]}. */
    public FieldPath element(String name) {
        return new FieldPath(this, name, ELEMENT);
    }

    @Override
    public String toString() {
        StringBuilder written = new StringBuilder();
        write(written);
        return written.toString();
    }

    private void write(StringBuilder to) {
        if (parent == null) {
            return;
        }
        parent.write(to);
        String step = name == null ? Integer.toString(position) : Excerpt.of(name);
        if (position != FIELD) {
            to.append('[').append(step).append(']');
        } else if (isPlain(step)) {
            to.append(to.isEmpty() ? "" : ".").append(step);
        } else {
            to.append("[\"").append(step).append("\"]");
        }
    }

    /** A label such as {@code com.example.team} would read like three fields without quotes. */
    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$');
    }
}
