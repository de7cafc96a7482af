package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/**
 * What no task definition can do without: a family, and containers with a name and an image. The API reference marks neither
 * of the latter as required; ECS refuses a definition without them all the same.
 */
final class RequiredFieldCheck implements DefinitionCheck {

    private final FieldFindings fields;
    private final boolean isList;

    RequiredFieldCheck(FieldFindings fields, boolean isList) {
        this.fields = fields;
        this.isList = isList;
    }

    @Override
    public void check(ObjectNode rendered) {
        check(
                rendered,
                TaskDefinitionFields.FAMILY,
                isList
                        ? "this is a list of container definitions, which has no family: set the family"
                        : "the task definition has no family: add \"family\": \"...\" at its top level");
        JsonNode containers = rendered.get(TaskDefinitionFields.CONTAINERS);
        if (containers == null || (containers.isArray() && containers.isEmpty())) {
            fields.fault(
                    rendered,
                    TaskDefinitionFields.CONTAINERS,
                    "the task definition has no container: add at least one with \"name\" and \"image\"");
            return;
        }
        for (JsonNode container : containers) {
            if (container instanceof ObjectNode object) {
                check(object, TaskDefinitionFields.NAME, "the container has no name: add \"name\": \"...\" to it");
                check(
                        object,
                        TaskDefinitionFields.IMAGE,
                        "the container has no image: add \"image\": \"...\" to it, or give one for this container");
            }
        }
    }

    private void check(ObjectNode object, String field, String missing) {
        JsonNode value = object.get(field);
        if (value == null || (value.isTextual() && value.textValue().isBlank())) {
            boolean empty = value != null || fields.isWritten(object, field);
            fields.fault(object, field, (empty ? "empty: " : "") + missing);
        }
    }
}
