package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** References inside a definition: to containers that are waited for or share volumes, and to volumes that are mounted. */
final class ReferenceCheck implements DefinitionCheck {

    private final Findings findings;

    ReferenceCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        Optional<Map<String, JsonNode>> containers = byName(rendered.path(TaskDefinitionFields.CONTAINERS));
        Optional<Map<String, JsonNode>> volumes = byName(rendered.path("volumes"));
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            containers.ifPresent(known -> {
                check(container, "dependsOn", "containerName", known, "container");
                check(container, "volumesFrom", "sourceContainer", known, "container");
                itself(container);
            });
            volumes.ifPresent(known -> check(container, "mountPoints", "sourceVolume", known, "volume"));
        }
    }

    /** @return nothing if a fault hides some of the names, so that it is not known which are missing */
    private static Optional<Map<String, JsonNode>> byName(JsonNode list) {
        if (list.isNull()) {
            return Optional.empty();
        }
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode element : list) {
            if (element.isNull() || element.path("name").isNull()) {
                return Optional.empty();
            }
            byName.put(element.path("name").asText(), element);
        }
        return Optional.of(byName);
    }

    /** Names as the template writes them, for a message: what was put in may be secret. */
    private List<String> shown(Map<String, JsonNode> byName) {
        List<String> shown = new ArrayList<>();
        byName.forEach((name, element) -> {
            if (element instanceof RenderedObject object && object.has("name") && !object.isLiteral("name")) {
                shown.add(object.written("name"));
            } else {
                shown.add(name);
            }
        });
        return shown;
    }

    private void check(JsonNode container, String list, String field, Map<String, JsonNode> known, String what) {
        for (JsonNode element : container.path(list)) {
            JsonNode name = element.path(field);
            if (element instanceof RenderedObject object && name.isTextual() && !known.containsKey(name.textValue())) {
                // Listing all names for each of thousands of faults would take too long.
                String message = findings.isFull() ? "" : missing(object, field, known, what);
                findings.fault(object, field, message);
            }
        }
    }

    private String missing(RenderedObject object, String field, Map<String, JsonNode> known, String what) {
        List<String> names = shown(known);
        String listed = names.isEmpty()
                ? "; there is none"
                : "; there " + (names.size() == 1 ? "is: " : "are: ") + String.join(", ", names);
        String meant = object.isLiteral(field)
                ? new NearestName(names).question(object.path(field).textValue())
                : "";
        return "no " + what + " is named " + object.written(field) + listed + meant;
    }

    private void itself(JsonNode container) {
        for (JsonNode dependency : container.path("dependsOn")) {
            JsonNode name = dependency.path("containerName");
            if (dependency instanceof RenderedObject object
                    && name.isTextual()
                    && name.equals(container.path(TaskDefinitionFields.NAME))) {
                findings.fault(object, "containerName", "the container can't wait for itself");
            }
        }
    }
}
