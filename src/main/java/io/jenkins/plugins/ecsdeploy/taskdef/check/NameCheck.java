package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.regex.Pattern;

/**
 * Names of families, containers and volumes. API reference, RegisterTaskDefinition and ContainerDefinition: "Up to 255
 * letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed."
 */
final class NameCheck implements DefinitionCheck {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final Findings findings;

    NameCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        name(rendered, TaskDefinitionFields.FAMILY);
        names(rendered.path(TaskDefinitionFields.CONTAINERS));
        names(rendered.path("volumes"));
    }

    private void names(JsonNode list) {
        for (JsonNode element : list) {
            if (element instanceof RenderedObject object) {
                name(object, TaskDefinitionFields.NAME);
            }
        }
    }

    private void name(RenderedObject object, String field) {
        JsonNode name = object.path(field);
        if (name.isTextual()
                && !name.textValue().isBlank()
                && !NAME.matcher(name.textValue()).matches()) {
            findings.fault(
                    object, field, "expects up to 255 letters, digits, '_' and '-', got " + object.written(field));
        }
    }
}
