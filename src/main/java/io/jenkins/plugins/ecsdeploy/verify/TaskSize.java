package io.jenkins.plugins.ecsdeploy.verify;

import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What a task reserves on an instance: its own size, else the sum of its containers' (developer guide, task size).
 *
 * @param cpuUnits 1024 are one vCPU
 */
record TaskSize(int cpuUnits, int memoryMib) {

    static TaskSize of(TaskDefinition definition) {
        int cpu = number(definition.cpu());
        int memory = number(definition.memory());
        for (ContainerDefinition container : definition.containerDefinitions()) {
            if (definition.cpu() == null && container.cpu() != null) {
                cpu += container.cpu();
            }
            if (definition.memory() == null) {
                Integer reserved =
                        container.memoryReservation() == null ? container.memory() : container.memoryReservation();
                memory += reserved == null ? 0 : reserved;
            }
        }
        return new TaskSize(cpu, memory);
    }

    private static int number(String text) {
        return text == null || !text.matches("\\d{1,9}") ? 0 : Integer.parseInt(text);
    }

    /** How many tasks an instance has room for. */
    int fits(ContainerInstance instance) {
        int byCpu = cpuUnits == 0 ? Integer.MAX_VALUE : remaining(instance, "CPU") / cpuUnits;
        int byMemory = memoryMib == 0 ? Integer.MAX_VALUE : remaining(instance, "MEMORY") / memoryMib;
        return Math.min(Math.min(byCpu, byMemory), 1000);
    }

    private static int remaining(ContainerInstance instance, String name) {
        return instance.remainingResources().stream()
                .filter(resource -> name.equals(resource.name()))
                .mapToInt(Resource::integerValue)
                .findFirst()
                .orElse(0);
    }
}
