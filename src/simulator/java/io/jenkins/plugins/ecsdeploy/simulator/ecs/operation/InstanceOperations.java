package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Paging;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import java.util.List;

/**
 * RegisterContainerInstance, ListContainerInstances, DescribeContainerInstances. Tasks reserve nothing on an instance: what
 * was registered is what remains.
 */
public final class InstanceOperations {

    private final Clusters clusters;
    private final EcsArns arns;

    public InstanceOperations(Clusters clusters, EcsArns arns) {
        this.clusters = clusters;
        this.arns = arns;
    }

    /** As the agent calls it on an instance (API reference, RegisterContainerInstance). */
    public ObjectNode register(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        ObjectNode instance = Json.object();
        instance.put(
                "containerInstanceArn",
                arns.cluster(cluster.name()).replace(":cluster/", ":container-instance/")
                        + "/%032x".formatted(cluster.instances().size() + 1));
        instance.put("status", "ACTIVE").put("agentConnected", true);
        instance.set("registeredResources", request.path("totalResources").deepCopy());
        instance.set("remainingResources", request.path("totalResources").deepCopy());
        cluster.instances().add(instance);
        return Json.object().set("containerInstance", instance);
    }

    public ObjectNode list(ObjectNode request) {
        ObjectNode result = Json.object();
        List<String> all = clusters.of(request).instances().stream()
                .map(instance -> instance.path("containerInstanceArn").asText())
                .toList();
        result.set("containerInstanceArns", Json.texts(Paging.page(all, request, 100, result)));
        return result;
    }

    public ObjectNode describe(ObjectNode request) {
        List<String> asked = Json.strings(request.path("containerInstances"));
        if (asked.isEmpty()) {
            throw EcsErrors.invalidParameter("Container instances cannot be empty.");
        }
        ObjectNode result = Json.object();
        ArrayNode found = result.putArray("containerInstances");
        result.putArray("failures");
        clusters.of(request).instances().stream()
                .filter(instance ->
                        asked.contains(instance.path("containerInstanceArn").asText()))
                .forEach(found::add);
        return result;
    }
}
