package io.jenkins.plugins.ecsdeploy.ecs;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * A service as ECS describes it.
 *
 * @param unknownMembers the paths of what it has and the SDK does not know, so that it is missing in {@code service};
 *     such as {@code deploymentConfiguration.lifecycleHooks[0].retryPolicy}
 */
public record DescribedService(Service service, List<String> unknownMembers) {

    public DescribedService {
        unknownMembers = List.copyOf(unknownMembers);
    }
}
