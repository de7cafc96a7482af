package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The form in which a definition to be registered and a described revision can be compared: without fields that only ECS
 * sets, without nulls and empty values that mean nothing, with ECS' defaults in place.
 */
final class NormalForm {

    /** Objects whose field names are free; an empty string in them is a value. */
    static final Set<String> FREE_MAPS = Set.of("dockerLabels", "options", "driverOpts", "labels");

    /**
     * DescribeTaskDefinition returns tags beside the task definition and only on request, and tags can change without a new
     * revision, so they are not compared.
     */
    private static final String TAGS = "tags";

    private final EcsDefaults defaults = new EcsDefaults();

    /** @return the normal form, a copy */
    ObjectNode of(ObjectNode taskDefinition) {
        ObjectNode copy = taskDefinition.deepCopy();
        copy.remove(TaskDefinitionFields.SET_BY_ECS);
        copy.remove(TAGS);
        prune("", copy);
        defaults.apply(copy);
        prune("", copy);
        return copy;
    }

    /**
     * Removes nulls, empty lists, empty objects and empty strings: ECS describes some fields as empty that were never given
     * ({@code environment: []}, {@code host: {}}), and omits others that were given empty ({@code taskRoleArn: ""}).
     */
    static void prune(String field, JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> members = object.fields(); members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                prune(member.getKey(), member.getValue());
                if (meansNothing(field, member.getKey(), member.getValue())) {
                    members.remove();
                }
            }
        } else if (node instanceof ArrayNode list) {
            for (Iterator<JsonNode> elements = list.elements(); elements.hasNext(); ) {
                JsonNode element = elements.next();
                prune(field, element);
                if (element.isNull() || (element.isObject() && element.isEmpty())) {
                    elements.remove();
                }
            }
        }
    }

    /** The empty value of an environment variable or a proxy property is a value; the empty field of a structure is not. */
    private static boolean meansNothing(String owner, String field, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().isEmpty() && !FREE_MAPS.contains(owner) && !field.equals("value");
        }
        return value.isNull() || (value.isContainerNode() && value.isEmpty());
    }
}
