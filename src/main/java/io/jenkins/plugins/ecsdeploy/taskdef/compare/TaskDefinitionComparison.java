package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Whether an existing revision already is what would be registered, so that it can be reused and a second build registers
 * nothing.
 *
 * <p>Both are brought to one form first: ECS adds defaults, omits empty values, and returns some lists in another order. Tags
 * are not compared: they are not part of the described task definition.
 *
 * @param differences what differs, in the described revision's order, then what only the rendered definition has
 */
public record TaskDefinitionComparison(List<Difference> differences) {

    public TaskDefinitionComparison {
        differences = List.copyOf(differences);
    }

    /**
     * Compares without changing either.
     *
     * @param described the {@code taskDefinition} of a DescribeTaskDefinition answer, in the API's camelCase
     * @param rendered members of RegisterTaskDefinition, as the template engine renders them, with roles as ARNs
     */
    public static TaskDefinitionComparison between(ObjectNode described, ObjectNode rendered) {
        NormalForm normalForm = new NormalForm();
        return new TaskDefinitionComparison(
                new TaskDefinitionDiff().of(normalForm.of(described), normalForm.of(rendered)));
    }
}
