package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/**
 * What no task definition can do without: a family, and containers with a name and an image. The API reference marks neither
 * of the latter as required; ECS refuses a definition without them all the same.
 */
final class RequiredFieldCheck implements DefinitionCheck {

    /** Amazon ECS service quotas; "Too many containers" (aws/containers-roadmap issue 368). */
    private static final int MOST_CONTAINERS = 10;

    private final Findings findings;
    private final boolean isList;

    RequiredFieldCheck(Findings findings, boolean isList) {
        this.findings = findings;
        this.isList = isList;
    }

    @Override
    public void check(RenderedObject rendered) {
        check(
                rendered,
                TaskDefinitionFields.FAMILY,
                isList
                        ? "this is a list of container definitions, which has no family: set the family"
                        : "the task definition has no family: add \"family\": \"...\" at its top level");
        JsonNode containers = rendered.get(TaskDefinitionFields.CONTAINERS);
        if (containers == null || (containers.isArray() && containers.isEmpty())) {
            findings.fault(
                    rendered,
                    TaskDefinitionFields.CONTAINERS,
                    "the task definition has no container: add at least one with \"name\" and \"image\"");
            return;
        }
        if (containers.size() > MOST_CONTAINERS) {
            findings.fault(
                    rendered,
                    TaskDefinitionFields.CONTAINERS,
                    "has " + containers.size() + " containers; ECS accepts at most " + MOST_CONTAINERS
                            + " in a task definition");
        }
        for (JsonNode container : containers) {
            if (container instanceof RenderedObject object) {
                check(object, TaskDefinitionFields.NAME, "the container has no name: add \"name\": \"...\" to it");
                check(
                        object,
                        TaskDefinitionFields.IMAGE,
                        "the container has no image: add \"image\": \"...\" to it, or give one for this container");
            }
        }
    }

    private void check(RenderedObject object, String field, String missing) {
        JsonNode value = object.get(field);
        if (value == null || (value.isTextual() && value.textValue().isBlank())) {
            boolean empty = value != null || object.isWritten(field);
            findings.fault(object, field, (empty ? "empty: " : "") + missing);
        }
    }
}
