package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in defaults, or removes them, whichever ECS does when it describes the field. */
final class DefaultValues {

    private DefaultValues() {}

    /** Sets a field that is not there. */
    static void fill(ObjectNode object, String field, int value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    /** Sets a field that is not there. */
    static void fill(ObjectNode object, String field, String value) {
        if (!object.has(field)) {
            object.put(field, value);
        }
    }

    /** Removes a field that holds its default. */
    static void removeIf(ObjectNode object, String field, String value) {
        if (object.path(field).asText().equals(value)) {
            object.remove(field);
        }
    }
}
