package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/** Images of containers are image references. */
final class ImageCheck implements DefinitionCheck {

    private static final String IMAGE = TaskDefinitionFields.IMAGE;

    private final Findings findings;

    ImageCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            JsonNode image = container.path(IMAGE);
            if (container instanceof RenderedObject object
                    && image.isTextual()
                    && !image.textValue().isBlank()) {
                new ImageSyntax()
                        .fault(image.textValue())
                        .ifPresent(why -> findings.fault(
                                object, IMAGE, object.written(IMAGE) + " is not an image reference: " + why));
            }
        }
    }
}
