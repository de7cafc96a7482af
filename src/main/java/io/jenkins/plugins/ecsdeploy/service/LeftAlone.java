package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;

/** Members of a definition that an existing service keeps without being told to. */
final class LeftAlone {

    /** API reference, UpdateService: with the CODE_DEPLOY controller, CodeDeploy changes them. */
    private static final List<String> BY_CODE_DEPLOY =
            List.of("taskDefinition", "networkConfiguration", "platformVersion", "loadBalancers");

    /** DescribeServices does not show them (API reference, Service and Deployment), so they can't be compared. */
    private static final List<String> NOT_DESCRIBED = List.of("monitoring", "gatewayConnectors");

    private final ScalableTargets targets;

    LeftAlone(SignedReads reads) {
        this.targets = new ScalableTargets(reads);
    }

    /** @param notices takes why, one sentence each */
    List<String> members(
            ServiceRef ref,
            ServiceDefinition definition,
            Service service,
            Collection<String> ignored,
            List<String> notices)
            throws InterruptedException {
        List<String> left = new ArrayList<>();
        if (Deployments.areByCodeDeploy(service)) {
            leave(BY_CODE_DEPLOY, definition, ignored, left)
                    .ifPresent(names -> notices.add("Not compared: " + names + ", which CodeDeploy changes; deploy them"
                            + " with updateService"));
        }
        leave(NOT_DESCRIBED, definition, ignored, left)
                .ifPresent(names -> notices.add("Not compared: " + names + ", which ECS does not show in a service; an"
                        + " existing service keeps what it has"));
        boolean counts = definition.has(ServiceSchemas.COUNT)
                && !ignored.contains(ServiceSchemas.COUNT)
                && !Objects.equals(service.desiredCount(), definition.desiredCount());
        if (counts && isScaled(ref, notices)) {
            left.add(ServiceSchemas.COUNT);
            notices.add("Kept the desired count " + service.desiredCount()
                    + (definition.isExternal(ServiceSchemas.COUNT)
                            ? ""
                            : " (the definition has " + definition.desiredCount() + ")")
                    + ", because Application Auto Scaling scales the " + ref);
        }
        return left;
    }

    private static Optional<String> leave(
            List<String> members, ServiceDefinition definition, Collection<String> ignored, List<String> left) {
        List<String> named = members.stream()
                .filter(definition::has)
                .filter(member -> !ignored.contains(member))
                .toList();
        left.addAll(named);
        return named.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", named));
    }

    private boolean isScaled(ServiceRef ref, List<String> notices) throws InterruptedException {
        try {
            return targets.scale(ref);
        } catch (AwsCallException unreadable) {
            if (unreadable.isInterruption()) {
                throw unreadable;
            }
            notices.add("It is unknown whether Application Auto Scaling scales the " + ref + " (that needs "
                    + ScalableTargets.ACTION + "), so its desired count is set: " + unreadable.getMessage());
            return false;
        }
    }
}
