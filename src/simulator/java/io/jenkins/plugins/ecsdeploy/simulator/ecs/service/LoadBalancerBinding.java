package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a service's {@code loadBalancers}.
 *
 * @param alternateTargetGroupArn null without an advanced configuration, as are the rules
 */
public record LoadBalancerBinding(
        String targetGroupArn,
        String alternateTargetGroupArn,
        String productionListenerRule,
        String testListenerRule,
        String containerName,
        int containerPort) {

    public static List<LoadBalancerBinding> of(ObjectNode settings) {
        List<LoadBalancerBinding> bindings = new ArrayList<>();
        for (JsonNode entry : settings.path("loadBalancers")) {
            JsonNode advanced = entry.path("advancedConfiguration");
            bindings.add(new LoadBalancerBinding(
                    Json.read(entry, "targetGroupArn", null),
                    Json.read(advanced, "alternateTargetGroupArn", null),
                    Json.read(advanced, "productionListenerRule", null),
                    Json.read(advanced, "testListenerRule", null),
                    entry.path("containerName").asText(),
                    entry.path("containerPort").asInt()));
        }
        return bindings;
    }

    /** The one of its two target groups that isn't this one. */
    public String other(String groupArn) {
        return groupArn.equals(targetGroupArn) ? alternateTargetGroupArn : targetGroupArn;
    }

    public boolean advanced() {
        return productionListenerRule != null;
    }
}
