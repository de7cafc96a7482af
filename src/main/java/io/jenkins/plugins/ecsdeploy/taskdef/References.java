package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one part of a definition says of another: containers that wait for others, volumes that are mounted. */
final class References {

    private final Places places;
    private final Findings findings;

    References(Places places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    void check(ObjectNode rendered) {
        Map<String, String> containers = names(rendered.path(Containers.FIELD));
        Map<String, String> volumes = names(rendered.path("volumes"));
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

    /**
     * @return names with what a message calls them, which is how the template writes them: what was put in may be secret.
     *     Null where a fault hides some of the names: nothing can be missed then
     */
    private Map<String, String> names(JsonNode list) {
        Map<String, String> names = new LinkedHashMap<>();
        if (list.isNull()) {
            return null;
        }
        for (JsonNode element : list) {
            if (element.isNull() || element.path("name").isNull()) {
                return null;
            }
            String name = element.path("name").asText();
            boolean putIn =
                    element instanceof ObjectNode object && object.has("name") && !places.isLiteral(object, "name");
            names.put(name, putIn ? places.written((ObjectNode) element, "name") : name);
        }
        return names;
    }

    private void check(JsonNode container, String list, String field, Map<String, String> there, String what) {
        for (JsonNode element : container.path(list)) {
            JsonNode name = element.path(field);
            if (element instanceof ObjectNode object && name.isTextual() && !there.containsKey(name.textValue())) {
                boolean literal = places.isLiteral(object, field);
                String shown = there.isEmpty()
                        ? "; there is none"
                        : "; there " + (there.size() == 1 ? "is: " : "are: ") + String.join(", ", there.values());
                findings.fault(
                        places.offsetOf(object, field),
                        places.pathOf(object, field),
                        "no " + what + " is called " + places.written(object, field) + shown
                                + (literal ? new NearestName(there.values()).question(name.textValue()) : ""));
            }
        }
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
