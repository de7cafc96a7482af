package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What registering a rendered definition would do; nothing has been changed.
 *
 * @param equal the active revision that already has this content
 * @param comparedWith what the definition was compared with, in words; empty if there is nothing to compare with
 * @param newestRevision the number of the family's newest active revision; 0 if there is none
 * @param changes what differs from what the service runs, or else from the newest active revision
 */
public record TaskDefinitionPlan(
        RenderedTaskDefinition rendered,
        Optional<TaskDefinition> equal,
        Optional<String> comparedWith,
        int newestRevision,
        List<Difference> changes) {

    public TaskDefinitionPlan {
        changes = List.copyOf(changes);
    }

    /** The revision that would be reused. */
    public Optional<RegisteredTaskDefinition> reused() {
        return equal.map(revision -> RegisteredTaskDefinition.of(revision, false, changes));
    }

    /** The changes as log lines: what they are compared with, then one per line. */
    public List<String> describeChanges() {
        if (comparedWith.isEmpty()) {
            return List.of("There is no active revision of " + rendered.family() + " to compare with");
        }
        if (changes.isEmpty()) {
            return List.of("No changes compared with " + comparedWith.get());
        }
        List<String> lines = new ArrayList<>();
        lines.add("Changes compared with " + comparedWith.get() + ":");
        changes.forEach(change -> lines.add("  " + change));
        return lines;
    }
}
