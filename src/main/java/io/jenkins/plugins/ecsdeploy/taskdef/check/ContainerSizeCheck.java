package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;

/**
 * Memory is set for the task or for each of its containers; a container reserves no more than it may use, and gets no more
 * than the task has. API reference, ContainerDefinition, cpu, memory and memoryReservation.
 */
final class ContainerSizeCheck implements DefinitionCheck {

    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String RESERVATION = "memoryReservation";

    private final Findings findings;

    ContainerSizeCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        // API reference, RegisterTaskDefinition: the task's own are ignored for Windows containers.
        boolean counts = FargateCheck.concerns(rendered) || !isWindows(rendered);
        long cpu = 0;
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (container instanceof RenderedObject object) {
                memory(object, rendered);
                if (counts) {
                    limit(object, rendered.path(MEMORY).asInt());
                }
                cpu += Math.max(0, container.path(CPU).asInt());
            }
        }
        if (counts && rendered.path(CPU).asInt() > 0 && cpu > rendered.path(CPU).asInt()) {
            sum(rendered);
        }
    }

    private static boolean isWindows(RenderedObject rendered) {
        return rendered.path("runtimePlatform")
                .path("operatingSystemFamily")
                .asText()
                .startsWith("WINDOWS");
    }

    /** "At least one of 'memory' or 'memoryReservation' must be specified" (cuttlesoft/ecs-deploy.py issue 17). */
    private void memory(RenderedObject container, RenderedObject task) {
        boolean faulty =
                container.path(MEMORY).isNull() || container.path(RESERVATION).isNull();
        int memory = container.path(MEMORY).asInt();
        int reservation = container.path(RESERVATION).asInt();
        if (memory > 0 && reservation > memory) {
            findings.fault(container, RESERVATION, "is more than \"memory\", which is the container's limit");
        } else if (!faulty && memory == 0 && reservation == 0 && !task.has(MEMORY) && !FargateCheck.concerns(task)) {
            String message = "neither the task nor this container says how much memory it needs: add \"memory\" or"
                    + " \"memoryReservation\" in MiB here, or \"memory\" at the top level";
            if (isForManagedInstancesOnly(task)) {
                // What ECS requires there is not documented.
                findings.notice(container, MEMORY, message);
            } else {
                findings.fault(container, MEMORY, message);
            }
        }
    }

    private static boolean isForManagedInstancesOnly(RenderedObject task) {
        return FargateCheck.names(task, "MANAGED_INSTANCES")
                && !FargateCheck.names(task, "EC2")
                && !FargateCheck.names(task, "EXTERNAL");
    }

    /** "The 'memory' setting for container … is greater than for the task" (pulumi/pulumi-awsx issue 1220). */
    private void limit(RenderedObject container, int ofTask) {
        if (ofTask > 0 && container.path(MEMORY).asInt() > ofTask) {
            findings.fault(container, MEMORY, "is more than the task's own \"memory\", at the top level");
        }
    }

    /** "The sum of all container 'cpu' values cannot be greater than the value of the task" (aws/aws-cdk issue 24629). */
    private void sum(RenderedObject rendered) {
        String message = "the containers' \"cpu\" add up to more than this, which is all that the task has";
        if (FargateCheck.concerns(rendered)) {
            findings.fault(rendered, CPU, message);
        } else {
            // The API reference has the rule for Fargate alone.
            findings.notice(rendered, CPU, message);
        }
    }
}
