package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one part of a definition says of another: containers that wait for others, volumes that are mounted. */
final class References {

    private final SourceMap places;
    private final Findings findings;

    References(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    void check(ObjectNode rendered) {
        Map<String, JsonNode> containers = byName(rendered.path(Containers.FIELD));
        Map<String, JsonNode> volumes = byName(rendered.path("volumes"));
        for (JsonNode container : rendered.path(Containers.FIELD)) {
            if (containers != null) {
                check(container, "dependsOn", "containerName", containers, "container");
                check(container, "volumesFrom", "sourceContainer", containers, "container");
                itself(container);
            }
            if (volumes != null) {
                check(container, "mountPoints", "sourceVolume", volumes, "volume");
            }
        }
    }

    /** @return null where a fault hides some of the names: nothing can be missed then */
    private static Map<String, JsonNode> byName(JsonNode list) {
        if (list.isNull()) {
            return null;
        }
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode element : list) {
            if (element.isNull() || element.path("name").isNull()) {
                return null;
            }
            byName.put(element.path("name").asText(), element);
        }
        return byName;
    }

    /** Names as a message has them, which is how the template writes them: what was put in may be secret. */
    private List<String> shown(Map<String, JsonNode> byName) {
        List<String> shown = new ArrayList<>();
        byName.forEach((name, element) -> {
            boolean putIn =
                    element instanceof ObjectNode object && object.has("name") && !places.isLiteral(object, "name");
            shown.add(putIn ? places.written((ObjectNode) element, "name") : name);
        });
        return shown;
    }

    private void check(JsonNode container, String list, String field, Map<String, JsonNode> there, String what) {
        for (JsonNode element : container.path(list)) {
            JsonNode name = element.path(field);
            if (element instanceof ObjectNode object && name.isTextual() && !there.containsKey(name.textValue())) {
                // A fault too many is only counted: all names again for each of thousands would take too long.
                String message = findings.isFull() ? "" : missing(object, field, there, what);
                findings.fault(places.offsetOf(object, field), places.pathOf(object, field), message);
            }
        }
    }

    private String missing(ObjectNode object, String field, Map<String, JsonNode> there, String what) {
        List<String> names = shown(there);
        String known = names.isEmpty()
                ? "; there is none"
                : "; there " + (names.size() == 1 ? "is: " : "are: ") + String.join(", ", names);
        String meant = places.isLiteral(object, field)
                ? new NearestName(names).question(object.path(field).textValue())
                : "";
        return "no " + what + " is called " + places.written(object, field) + known + meant;
    }

    private void itself(JsonNode container) {
        for (JsonNode dependency : container.path("dependsOn")) {
            JsonNode name = dependency.path("containerName");
            if (dependency instanceof ObjectNode object
                    && name.isTextual()
                    && name.equals(container.path(Containers.NAME))) {
                findings.fault(
                        places.offsetOf(object, "containerName"),
                        places.pathOf(object, "containerName"),
                        "the container can't wait for itself");
            }
        }
    }
}
