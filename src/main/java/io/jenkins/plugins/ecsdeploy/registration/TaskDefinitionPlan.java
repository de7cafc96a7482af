package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What registering a rendered definition would come to; nothing has been changed.
 *
 * @param equal the active revision that has this content already
 * @param comparedWith what the changes are told against, in words; empty where there is nothing to compare with
 * @param changes what differs from what the service runs, or else from the newest active revision
 */
public record TaskDefinitionPlan(
        RenderedTaskDefinition rendered,
        Optional<TaskDefinition> equal,
        Optional<String> comparedWith,
        List<Difference> changes) {

    public TaskDefinitionPlan {
        changes = List.copyOf(changes);
    }

    /** The revision that would be used again. */
    public Optional<RegisteredTaskDefinition> reused() {
        return equal.map(revision -> RegisteredTaskDefinition.of(revision, false, changes));
    }

    /** The changes as a log tells them: what they are against, then one by line. */
    public List<String> describeChanges() {
        if (comparedWith.isEmpty()) {
            return List.of("There is no active revision of " + rendered.family() + " to compare with");
        }
        if (changes.isEmpty()) {
            return List.of("No changes against " + comparedWith.get());
        }
        List<String> lines = new ArrayList<>();
        lines.add("Changes against " + comparedWith.get() + ":");
        changes.forEach(change -> lines.add("  " + change));
        return lines;
    }
}
