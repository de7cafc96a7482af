package io.jenkins.plugins.ecsdeploy.taskdef;

/** A place in a task definition, written only when somebody reads it: {@code containerDefinitions[0].image}. */
final class JsonPath {

    static final JsonPath ROOT = new JsonPath(null, null, false);

    private final JsonPath parent;
    private final String step;
    private final boolean bracketed;

    private JsonPath(JsonPath parent, String step, boolean bracketed) {
        this.parent = parent;
        this.step = step == null ? null : TextRenderer.shortened(step);
        this.bracketed = bracketed;
    }

    /** A field of an object. */
    JsonPath field(String name) {
        return new JsonPath(this, name, false);
    }

    /** An element of a list, by its position from 0. */
    JsonPath index(int position) {
        return new JsonPath(this, Integer.toString(position), true);
    }

    /** An element of a list, by what it is called: {@code containerDefinitions[web]}. */
    JsonPath element(String name) {
        return new JsonPath(this, name, true);
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
        if (bracketed) {
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
