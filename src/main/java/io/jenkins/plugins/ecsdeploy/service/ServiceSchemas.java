package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.registration.SdkShapes;
import io.jenkins.plugins.ecsdeploy.taskdef.template.ServiceSchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What CreateService takes, UpdateService changes and DescribeServices shows, by the SDK's field metadata. */
public final class ServiceSchemas {

    static final String NAME = "serviceName";
    static final String CLUSTER = "cluster";
    static final String TAGS = "tags";
    static final String COUNT = "desiredCount";
    static final String TASK_DEFINITION = "taskDefinition";
    static final String ROLE = "role";
    static final String CAPACITY = "capacityProviderStrategy";
    static final String BALANCERS = "loadBalancers";
    static final String HOOKS = "lifecycleHooks";

    private static final Set<String> TAKEN = names(CreateServiceRequest.builder());

    private ServiceSchemas() {}

    /** The template engine's schema of a service's definition. */
    public static ServiceSchema fromSdk() {
        Set<String> setByEcs = names(Service.builder());
        setByEcs.removeAll(TAKEN);
        return new ServiceSchema(SdkShapes.structure("CreateService", CreateServiceRequest.builder()), setByEcs);
    }

    /** What can be named to be left alone: members that UpdateService changes. */
    public static List<String> changeable() {
        return TAKEN.stream()
                .filter(names(UpdateServiceRequest.builder())::contains)
                .toList();
    }

    /** Members that only CreateService takes: ECS can't change them in place. */
    static List<String> fixed() {
        Set<String> fixed = new LinkedHashSet<>(TAKEN);
        fixed.removeAll(names(UpdateServiceRequest.builder()));
        fixed.removeAll(Set.of(NAME, "clientToken", TAGS));
        return List.copyOf(fixed);
    }

    static Set<String> names(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .map(field -> field.locationName())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
