package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.simulator.world.ImageCatalog;
import java.util.List;
import java.util.Optional;

/**
 * Resolves and pulls the images of tasks. Registries that the catalog doesn't serve are assumed to have every image.
 */
public final class Images {

    private final ImageCatalog catalog;

    public Images(ImageCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Why the image can't be pulled, in Fargate's words (as reported in many issues, such as
     * "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref …").
     */
    Optional<String> pullError(String image, Scenario scenario) {
        boolean missing = catalog.serves(host(image)) && catalog.digestOf(image).isEmpty();
        return missing || scenario == Scenario.PULL_ERROR
                ? Optional.of("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to"
                        + " resolve ref " + image + ": " + image + ": not found")
                : Optional.empty();
    }

    /** The manifest digest, if a reference names it or the catalog knows it. */
    Optional<String> digest(String image) {
        int at = image.indexOf("@sha256:");
        if (at > 0) {
            return Optional.of(image.substring(at + 1));
        }
        return catalog.serves(host(image)) ? catalog.digestOf(image) : Optional.empty();
    }

    /** The digests a service revision pins: ECS resolves tags once per deployment ("container image resolution"). */
    public List<ServiceRevision.ContainerImage> resolved(TaskDefinition definition) {
        return definition.containers().stream()
                .map(container -> {
                    String image = container.get("image").asText();
                    return new ServiceRevision.ContainerImage(
                            container.get("name").asText(), image, digest(image).orElse(null));
                })
                .toList();
    }

    /** A first path part with a dot or colon is a host, as Docker reads references. */
    private static String host(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : "docker.io";
    }
}
