package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/** Images of containers are image references. */
final class ImageCheck implements DefinitionCheck {

    private static final String IMAGE = TaskDefinitionFields.IMAGE;

    private final FieldFindings fields;

    ImageCheck(FieldFindings fields) {
        this.fields = fields;
    }

    @Override
    public void check(ObjectNode rendered) {
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            JsonNode image = container.path(IMAGE);
            if (container instanceof ObjectNode object
                    && image.isTextual()
                    && !image.textValue().isBlank()) {
                new ImageSyntax()
                        .fault(image.textValue())
                        .ifPresent(why -> fields.fault(
                                object, IMAGE, fields.written(object, IMAGE) + " is not an image reference: " + why));
            }
        }
    }
}
