package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Objects;

/**
 * One place where two task definitions differ, safe for a build log: what may be secret is {@code (hidden)}.
 *
 * @param path where; list elements by their names: {@code containerDefinitions[web].environment[PORT].value}
 * @param before the value in the described revision; null if it has none
 * @param after the value in the rendered definition; null if it has none
 */
public record Difference(
        String path,
        @CheckForNull String before,
        @CheckForNull String after) {

    /** {@code path: before -> after}. */
    @Override
    public String toString() {
        return path + ": " + Objects.requireNonNullElse(before, "(none)") + " -> "
                + Objects.requireNonNullElse(after, "(none)");
    }
}
