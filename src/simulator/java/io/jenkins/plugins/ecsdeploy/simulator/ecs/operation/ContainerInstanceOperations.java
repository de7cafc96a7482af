package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Failures;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Paging;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import java.util.List;
import java.util.Map;

/**
 * RegisterContainerInstance (as the agent of an instance calls it), ListContainerInstances, DescribeContainerInstances. No task
 * is placed on an instance.
 */
public final class ContainerInstanceOperations {

    private final Clusters clusters;
    private final EcsArns arns;
    private final EcsIds ids;

    public ContainerInstanceOperations(Clusters clusters, EcsArns arns, EcsIds ids) {
        this.clusters = clusters;
        this.arns = arns;
        this.ids = ids;
    }

    public ObjectNode register(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        String arn = arns.containerInstance(cluster.name(), ids.task());
        ObjectNode instance = Json.object()
                .put("containerInstanceArn", arn)
                .put("status", "ACTIVE")
                .put("agentConnected", true);
        Json.copy(request, instance, "versionInfo");
        // Tasks reserve nothing: what was registered is what remains.
        instance.set("registeredResources", request.path("totalResources").deepCopy());
        instance.set("remainingResources", request.path("totalResources").deepCopy());
        cluster.instances().put(arn, instance);
        return Json.object().set("containerInstance", instance);
    }

    public ObjectNode list(ObjectNode request) {
        ObjectNode result = Json.object();
        List<String> all = List.copyOf(clusters.of(request).instances().keySet());
        result.set("containerInstanceArns", Json.texts(Paging.page(all, request, 100, result)));
        return result;
    }

    public ObjectNode describe(ObjectNode request) {
        List<String> asked = Json.strings(request.path("containerInstances"));
        if (asked.isEmpty()) {
            throw EcsErrors.invalidParameter("Container instance cannot be empty.");
        }
        Map<String, ObjectNode> instances = clusters.of(request).instances();
        ObjectNode result = Json.object();
        ArrayNode found = result.putArray("containerInstances");
        ArrayNode failures = result.putArray("failures");
        for (String arn : asked) {
            ObjectNode instance = instances.get(arn);
            if (instance == null) {
                failures.add(Failures.missing(arn));
            } else {
                found.add(instance.deepCopy());
            }
        }
        return result;
    }
}
