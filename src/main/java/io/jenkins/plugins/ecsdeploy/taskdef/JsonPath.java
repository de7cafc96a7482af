package io.jenkins.plugins.ecsdeploy.taskdef;

/** A place in a task definition, written only when somebody reads it: {@code containerDefinitions[0].image}. */
final class JsonPath {

    /** The position of a step that has a name. */
    private static final int FIELD = -1;

    private static final int ELEMENT = -2;

    static final JsonPath ROOT = new JsonPath(null, "", FIELD);

    private final JsonPath parent;
    /** A field's name or an element's; null where the step is a position. */
    private final String name;

    private final int position;

    private JsonPath(JsonPath parent, String name, int position) {
        this.parent = parent;
        this.name = name;
        this.position = position;
    }

    /** A field of an object. */
    JsonPath field(String name) {
        return new JsonPath(this, name, FIELD);
    }

    /** An element of a list, by its position from 0. */
    JsonPath index(int position) {
        return new JsonPath(this, null, position);
    }

    /** An element of a list, by what it is called: {@code containerDefinitions[web]}. */
    JsonPath element(String name) {
        return new JsonPath(this, name, ELEMENT);
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
        String step = name == null ? Integer.toString(position) : TextRenderer.shortened(name);
        if (position != FIELD) {
            to.append('[').append(step).append(']');
        } else if (isPlain(step)) {
            to.append(to.isEmpty() ? "" : ".").append(step);
        } else {
            to.append("[\"").append(step).append("\"]");
        }
    }

    /** A label such as {@code com.example.team} would read like three fields if it stood there bare. */
    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$');
    }
}
