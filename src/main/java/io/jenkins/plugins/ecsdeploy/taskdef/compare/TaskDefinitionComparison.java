package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import java.util.List;

/**
 * Whether a task definition that would be registered is what a revision already is, so that the revision can be used
 * instead (and a second build registers nothing).
 *
 * <p>Both are brought to one form first: ECS adds defaults to what it is given, drops empties, and gives some lists back in
 * another order. Tags are not compared: they are no part of the described task definition.
 *
 * @param differences what differs, in the described revision's order, then what only the rendered definition has
 */
public record TaskDefinitionComparison(List<Difference> differences) {

    public TaskDefinitionComparison {
        differences = List.copyOf(differences);
    }

    /**
     * Compares; both arguments stay as they are.
     *
     * @param described the {@code taskDefinition} of a DescribeTaskDefinition answer, in the API's camelCase
     * @param rendered members of RegisterTaskDefinition, such as {@link RenderedTaskDefinition#json()}
     */
    public static TaskDefinitionComparison between(ObjectNode described, ObjectNode rendered) {
        NormalForm normalForm =
                new NormalForm(described.path("taskDefinitionArn").asText());
        return new TaskDefinitionComparison(
                new TaskDefinitionDiff().of(normalForm.of(described), normalForm.of(rendered)));
    }

    /** Whether registering the rendered definition would make a revision like the described one. */
    public boolean equal() {
        return differences.isEmpty();
    }
}
