package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/**
 * Memory is set for the task or for each of its containers, and a container reserves no more than it may use. API reference,
 * ContainerDefinition, memory and memoryReservation.
 */
final class ContainerMemoryCheck implements DefinitionCheck {

    private static final String MEMORY = "memory";
    private static final String RESERVATION = "memoryReservation";

    private final Findings findings;

    ContainerMemoryCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (container instanceof RenderedObject object) {
                check(object, !isForInstances(rendered) || rendered.has(MEMORY));
            }
        }
    }

    private static boolean isForInstances(RenderedObject rendered) {
        for (JsonNode type : rendered.path("requiresCompatibilities")) {
            if (type.asText().equals("EC2") || type.asText().equals("EXTERNAL")) {
                return true;
            }
        }
        return false;
    }

    private void check(RenderedObject container, boolean isOptional) {
        boolean faulty =
                container.path(MEMORY).isNull() || container.path(RESERVATION).isNull();
        int memory = container.path(MEMORY).asInt();
        int reservation = container.path(RESERVATION).asInt();
        if (!isOptional && !faulty && memory == 0 && reservation == 0) {
            // No fault: ECS itself has the last word on what an instance needs.
            findings.notice(
                    container,
                    MEMORY,
                    "neither the task nor this container says how much memory it needs, which ECS refuses: add"
                            + " \"memory\" or \"memoryReservation\" in MiB here, or \"memory\" at the top level");
        } else if (memory > 0 && reservation > memory) {
            findings.fault(container, RESERVATION, "is more than \"memory\", which is the container's limit");
        }
    }
}
