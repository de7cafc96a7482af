package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.render.RequiredFields;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import java.util.regex.Pattern;

/**
 * How families, containers and volumes may be called, and what is an image. API reference, RegisterTaskDefinition and
 * ContainerDefinition: "Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed."
 */
final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    private final SourceMap places;
    private final Findings findings;

    Names(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    void check(ObjectNode rendered) {
        name(rendered, RequiredFields.FAMILY);
        for (JsonNode container : rendered.path(Containers.FIELD)) {
            if (container instanceof ObjectNode object) {
                name(object, Containers.NAME);
                image(object);
            }
        }
        for (JsonNode volume : rendered.path("volumes")) {
            if (volume instanceof ObjectNode object) {
                name(object, "name");
            }
        }
    }

    private void name(ObjectNode object, String field) {
        JsonNode name = object.get(field);
        if (name != null
                && name.isTextual()
                && !name.textValue().isBlank()
                && !NAME.matcher(name.textValue()).matches()) {
            findings.fault(
                    places.offsetOf(object, field),
                    places.pathOf(object, field),
                    "takes up to 255 letters, digits, '_' and '-'; " + places.written(object, field)
                            + " is no such name");
        }
    }

    private void image(ObjectNode container) {
        JsonNode image = container.get(Containers.IMAGE);
        if (image == null || !image.isTextual() || image.textValue().isBlank()) {
            return;
        }
        new ImageSyntax()
                .fault(image.textValue())
                .ifPresent(why -> findings.fault(
                        places.offsetOf(container, Containers.IMAGE),
                        places.pathOf(container, Containers.IMAGE),
                        places.written(container, Containers.IMAGE) + " is no image reference: " + why));
    }
}
