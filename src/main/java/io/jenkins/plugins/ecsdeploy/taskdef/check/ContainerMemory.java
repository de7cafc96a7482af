package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.Containers;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;

/**
 * Memory is given for the task or for each of its containers, and a container reserves no more than it may use. API
 * reference, ContainerDefinition, memory and memoryReservation.
 */
final class ContainerMemory {

    private static final String MEMORY = "memory";
    private static final String RESERVATION = "memoryReservation";

    private final SourceMap places;
    private final Findings findings;

    ContainerMemory(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    void check(ObjectNode rendered) {
        for (JsonNode container : rendered.path(Containers.FIELD)) {
            if (container instanceof ObjectNode object) {
                check(object, !isForInstances(rendered) || rendered.has(MEMORY));
            }
        }
    }

    private static boolean isForInstances(ObjectNode rendered) {
        for (JsonNode type : rendered.path("requiresCompatibilities")) {
            if (type.asText().equals("EC2") || type.asText().equals("EXTERNAL")) {
                return true;
            }
        }
        return false;
    }

    private void check(ObjectNode container, boolean isSettled) {
        boolean faulty =
                container.path(MEMORY).isNull() || container.path(RESERVATION).isNull();
        int memory = container.path(MEMORY).asInt();
        int reservation = container.path(RESERVATION).asInt();
        if (!isSettled && !faulty && memory == 0 && reservation == 0) {
            // No fault: ECS itself has the last word on what an instance wants.
            findings.notice(
                    places.offsetOf(container, MEMORY),
                    places.pathOf(container, MEMORY),
                    "neither the task nor this container says how much memory it needs, which ECS refuses: add"
                            + " \"memory\" or \"memoryReservation\" in MiB here, or \"memory\" at the top level");
        } else if (memory > 0 && reservation > memory) {
            fault(container, RESERVATION, "is more than \"memory\", which is the most that the container may use");
        }
    }

    private void fault(ObjectNode container, String field, String message) {
        findings.fault(places.offsetOf(container, field), places.pathOf(container, field), message);
    }
}
