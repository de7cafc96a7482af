package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.ServiceComparison.Changed;
import java.util.List;
import java.util.stream.Collectors;

/** What ECS fixes when it creates a service: UpdateService has no such member. */
final class FixedMembers {

    private FixedMembers() {}

    /** @throws ServiceRefusedException naming all of them that differ, and what to do */
    static void refuse(ServiceRef ref, List<Changed> changed) {
        List<Changed> fixed = changed.stream()
                .filter(one -> ServiceSchemas.fixed().contains(one.member()))
                .toList();
        if (fixed.isEmpty()) {
            return;
        }
        String lines = fixed.stream()
                .flatMap(one -> one.lines().stream())
                .map(Difference::toString)
                .collect(Collectors.joining("; "));
        boolean launchType = fixed.stream().anyMatch(one -> one.member().equals("launchType"));
        throw new ServiceRefusedException("The " + ref
                + " can't get this in place, because ECS fixes it when a service is"
                + " created: " + lines + ". Nothing was changed. Create a service with another serviceName and move the"
                + " traffic to it, or delete this one and run the build again; or take it out of the definition."
                + (launchType
                        ? " To run on other capacity, name capacityProviderStrategy instead of launchType: ECS can change"
                                + " that."
                        : ""));
    }
}
