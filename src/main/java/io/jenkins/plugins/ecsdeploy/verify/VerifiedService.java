package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * What is verified: a service, and what is to be deployed to it.
 *
 * @param strategy the API's name of the strategy; empty: the service's
 */
record VerifiedService(ServiceRef ref, Service service, TaskDefinition taskDefinition, Optional<String> strategy) {

    List<ContainerDefinition> containers() {
        return taskDefinition.containerDefinitions();
    }

    /** {@code webshop:7}. */
    String revision() {
        return taskDefinition.family() + ":" + taskDefinition.revision();
    }

    boolean isCodeDeploy() {
        return Deployments.areByCodeDeploy(service);
    }

    /** Whether traffic goes from one target group to another. */
    boolean shiftsTraffic() {
        String named = strategy.orElseGet(() -> service.deploymentConfiguration() == null
                ? "ROLLING"
                : String.valueOf(service.deploymentConfiguration().strategyAsString()));
        return !isCodeDeploy() && !named.equals("ROLLING") && !named.equals("null");
    }

    /** Whether both the old and the new tasks run at once, all of them. */
    boolean doublesTasks() {
        return isCodeDeploy() || shiftsTraffic();
    }

    /** How many tasks must find room beside those that run. A rolling deployment gets along with one at a time. */
    int addedTasks() {
        return doublesTasks() ? desiredCount() : Math.min(1, desiredCount());
    }

    boolean usesAwsvpc() {
        return taskDefinition.networkMode() == NetworkMode.AWSVPC;
    }

    boolean runsOnFargate() {
        return "FARGATE".equals(service.launchTypeAsString())
                || service.capacityProviderStrategy().stream()
                        .anyMatch(item -> item.capacityProvider().startsWith("FARGATE"));
    }

    boolean runsOnSpot() {
        return !service.capacityProviderStrategy().isEmpty()
                && service.capacityProviderStrategy().stream()
                        .allMatch(item -> "FARGATE_SPOT".equals(item.capacityProvider()));
    }

    /** Whether some of its tasks run on Fargate Spot, which has a quota of its own, and some don't. */
    boolean runsPartlyOnSpot() {
        return !runsOnSpot()
                && service.capacityProviderStrategy().stream()
                        .anyMatch(item -> "FARGATE_SPOT".equals(item.capacityProvider()));
    }

    int desiredCount() {
        return service.desiredCount() == null ? 0 : service.desiredCount();
    }

    /** What its images must be for, as OCI names it, such as {@code linux/amd64}; empty if the container instances decide. */
    Optional<String> platform() {
        RuntimePlatform named = taskDefinition.runtimePlatform();
        String cpu = named == null ? null : named.cpuArchitectureAsString();
        if (cpu == null && !runsOnFargate()) {
            return Optional.empty();
        }
        String family = named == null ? null : named.operatingSystemFamilyAsString();
        String os = family == null || !family.startsWith("WINDOWS") ? "linux" : "windows";
        return Optional.of(os + "/" + (cpu == null || cpu.equals("X86_64") ? "amd64" : cpu.toLowerCase(Locale.ROOT)));
    }

    /** Why an image for these platforms can't run here; nothing if it can, or they are not known. */
    Optional<String> unfit(String container, ImageReference image, Set<String> platforms) {
        return platform()
                .filter(needed -> !platforms.isEmpty() && !platforms.contains(needed))
                .map(needed -> "container " + container + ": the image " + image + " is for "
                        + String.join(", ", platforms) + ", and the task runs on " + needed
                        + ". Build it for that, or change runtimePlatform");
    }

    TaskSize size() {
        return TaskSize.of(taskDefinition);
    }

    /** An image, or nothing if its name can't be read. */
    static Optional<ImageReference> image(ContainerDefinition container) {
        return ImageReference.violation(container.image()).isPresent()
                ? Optional.empty()
                : Optional.of(ImageReference.parse(container.image()).normalized());
    }

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
}
