package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import java.util.Objects;

/**
 * One place where two task definitions differ, fit for a build log: what may be secret reads {@code (hidden)}.
 *
 * @param path where, list elements by what they are called: {@code containerDefinitions[web].environment[PORT].value}
 * @param before the value in the described revision; null where it has none
 * @param after the value in the rendered definition; null where it has none
 */
public record Difference(String path, String before, String after) {

    /** {@code path: before -> after}. */
    @Override
    public String toString() {
        return path + ": " + Objects.requireNonNullElse(before, "(none)") + " -> "
                + Objects.requireNonNullElse(after, "(none)");
    }
}
