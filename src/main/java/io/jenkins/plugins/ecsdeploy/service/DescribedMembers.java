package io.jenkins.plugins.ecsdeploy.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.update.PauseHooks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;

/** A service as ECS describes it, in the members of {@code CreateService}. */
final class DescribedMembers {

    /** DescribeServices shows these in the deployments (API reference, Deployment). */
    private static final List<String> OF_THE_PRIMARY =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");

    private final Service service;

    DescribedMembers(Service service) {
        this.service = service;
    }

    /** Without pause hooks that this plugin added: they belong to a deployment. */
    ObjectNode json() {
        Service own = service.deploymentConfiguration() == null
                ? service
                : service.toBuilder()
                        .deploymentConfiguration(PauseHooks.withoutOurs(service.deploymentConfiguration()))
                        .build();
        ObjectNode json = SdkJson.toJson(own);
        json.retain(ServiceSchemas.names(CreateServiceRequest.builder()));
        json.remove(List.of(ServiceSchemas.NAME, ServiceSchemas.TAGS));
        if (service.roleArn() != null) {
            json.put(ServiceSchemas.ROLE, service.roleArn());
        }
        Deployments.primaryEntry(service).map(SdkJson::toJson).ifPresent(primary -> {
            for (String member : OF_THE_PRIMARY) {
                if (primary.has(member)) {
                    json.set(member, primary.get(member));
                }
            }
        });
        return json;
    }

    Map<String, String> tags() {
        Map<String, String> tags = new HashMap<>();
        for (Tag tag : service.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    /**
     * Puts the target groups of a load balancer in the order that the service has them in: after a blue/green deployment they
     * may have changed places, and that is not to be undone.
     */
    static void keepSwapped(ObjectNode definition, ObjectNode described) {
        for (JsonNode each : definition.path(ServiceSchemas.BALANCERS)) {
            String group = each.path("targetGroupArn").asText();
            if (each instanceof ObjectNode balancer
                    && balancer.path("advancedConfiguration") instanceof ObjectNode advanced) {
                String alternate = advanced.path("alternateTargetGroupArn").asText();
                for (JsonNode has : described.path(ServiceSchemas.BALANCERS)) {
                    if (has.path("targetGroupArn").asText().equals(alternate)
                            && has.path("advancedConfiguration")
                                    .path("alternateTargetGroupArn")
                                    .asText()
                                    .equals(group)) {
                        balancer.put("targetGroupArn", alternate);
                        advanced.put("alternateTargetGroupArn", group);
                    }
                }
            }
        }
    }
}
