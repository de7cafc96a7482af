package io.jenkins.plugins.ecsdeploy.taskdef;

/** A place in a task definition, written only when somebody reads it: {@code containerDefinitions[0].image}. */
final class JsonPath {

    static final JsonPath ROOT = new JsonPath(null, null, 0);

    private final JsonPath parent;
    private final String field;
    private final int index;

    private JsonPath(JsonPath parent, String field, int index) {
        this.parent = parent;
        this.field = field;
        this.index = index;
    }

    JsonPath field(String name) {
        return new JsonPath(this, name, 0);
    }

    JsonPath index(int position) {
        return new JsonPath(this, null, position);
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
        if (field == null) {
            to.append('[').append(index).append(']');
        } else if (isPlain(field)) {
            to.append(to.isEmpty() ? "" : ".").append(field);
        } else {
            to.append("[\"").append(field).append("\"]");
        }
    }

    /** A label such as {@code com.example.team} would read like three fields if it stood there bare. */
    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$');
    }
}
