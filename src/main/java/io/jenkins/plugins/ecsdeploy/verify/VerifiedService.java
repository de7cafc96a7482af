package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
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

    boolean usesAwsvpc() {
        return taskDefinition.networkMode() == NetworkMode.AWSVPC;
    }

    boolean runsOnFargate() {
        return "FARGATE".equals(service.launchTypeAsString())
                || service.capacityProviderStrategy().stream()
                        .anyMatch(item -> item.capacityProvider().startsWith("FARGATE"));
    }

    int desiredCount() {
        return service.desiredCount() == null ? 0 : service.desiredCount();
    }

    /** As OCI names it; empty if the container instances decide. */
    Optional<String> architecture() {
        String named = taskDefinition.runtimePlatform() == null
                ? null
                : taskDefinition.runtimePlatform().cpuArchitectureAsString();
        if (named == null) {
            return runsOnFargate() ? Optional.of("amd64") : Optional.empty();
        }
        return Optional.of(named.equals("X86_64") ? "amd64" : named.toLowerCase(Locale.ROOT));
    }

    /** An image, or nothing if its name can't be read. */
    static Optional<ImageReference> image(ContainerDefinition container) {
        return ImageReference.violation(container.image()).isPresent()
                ? Optional.empty()
                : Optional.of(ImageReference.parse(container.image()).normalized());
    }
}
