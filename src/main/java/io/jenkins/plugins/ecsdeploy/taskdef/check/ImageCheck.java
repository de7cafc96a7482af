package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.Optional;

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
                violation(image.textValue())
                        .ifPresent(why -> findings.fault(
                                object, IMAGE, object.written(IMAGE) + " is not an image reference: " + why));
            }
        }
    }

    private static Optional<String> violation(String image) {
        return ImageReference.violation(image).or(() -> registryViolation(image));
    }

    /** To Docker, {@code SHOP/web} is on a host called SHOP; in a template it rather is a word to be replaced. */
    private static Optional<String> registryViolation(String image) {
        return ImageReference.parse(image)
                .registry()
                .filter(host -> host.indexOf('.') < 0 && host.indexOf(':') < 0 && !host.equals("localhost"))
                .map(host -> "its repository is not in lower case");
    }
}
