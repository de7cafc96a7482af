package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Failures;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Paging;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.util.List;
import java.util.Optional;

/** CreateCluster, DescribeClusters, ListClusters, DeleteCluster, PutClusterCapacityProviders. */
public final class ClusterOperations {

    private final Clusters clusters;
    private final EcsArns arns;

    public ClusterOperations(Clusters clusters, EcsArns arns) {
        this.clusters = clusters;
        this.arns = arns;
    }

    /** Creating a cluster that exists returns the existing one. */
    public ObjectNode create(ObjectNode request) {
        String name = Json.read(request, "clusterName", "default");
        Cluster cluster = clusters.find(name).filter(Cluster::active).orElseGet(() -> {
            Cluster made = new Cluster(name, arns.cluster(name), request);
            clusters.add(made);
            return made;
        });
        return Json.object().set("cluster", view(cluster, List.of("TAGS", "SETTINGS")));
    }

    public ObjectNode describe(ObjectNode request) {
        List<String> asked = request.has("clusters") ? Json.strings(request.get("clusters")) : List.of("default");
        if (asked.size() > 100) {
            throw EcsErrors.invalidParameter("Clusters cannot have more than 100 elements");
        }
        ObjectNode result = Json.object();
        ArrayNode found = result.putArray("clusters");
        ArrayNode failures = result.putArray("failures");
        for (String one : asked) {
            Optional<Cluster> cluster = clusters.find(one);
            if (cluster.isPresent()) {
                found.add(view(cluster.get(), Json.strings(request.path("include"))));
            } else {
                failures.add(Failures.missing(arns.cluster(EcsArns.resource(one, "cluster"))));
            }
        }
        return result;
    }

    public ObjectNode list(ObjectNode request) {
        ObjectNode result = Json.object();
        List<String> all = clusters.all().stream()
                .filter(Cluster::active)
                .map(Cluster::arn)
                .toList();
        result.set("clusterArns", Json.texts(Paging.page(all, request, 100, result)));
        return result;
    }

    public ObjectNode delete(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        if (cluster.services().stream().anyMatch(EcsService::active)) {
            throw AwsError.client(
                    "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active.");
        }
        cluster.delete();
        return Json.object().set("cluster", view(cluster, List.of()));
    }

    /** Replaces both lists, which must be given (API reference, PutClusterCapacityProviders). */
    public ObjectNode putCapacityProviders(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        for (String list : List.of("capacityProviders", "defaultCapacityProviderStrategy")) {
            if (!request.has(list)) {
                throw EcsErrors.invalidParameter(list + " can not be blank.");
            }
            cluster.settings().set(list, request.get(list));
        }
        return Json.object().set("cluster", view(cluster, List.of()));
    }

    private static ObjectNode view(Cluster cluster, List<String> include) {
        List<EcsTask> tasks = cluster.services().stream()
                .flatMap(service -> service.tasks().stream())
                .toList();
        ObjectNode view = Json.object();
        view.put("clusterArn", cluster.arn());
        view.put("clusterName", cluster.name());
        view.put("status", cluster.status());
        view.put("registeredContainerInstancesCount", cluster.instances().size());
        view.put("runningTasksCount", tasks.stream().filter(EcsTask::running).count());
        view.put("pendingTasksCount", tasks.stream().filter(EcsTask::pending).count());
        view.put(
                "activeServicesCount",
                cluster.services().stream().filter(EcsService::active).count());
        view.putArray("statistics");
        view.putArray("tags");
        view.putArray("settings");
        if (include.contains("TAGS")) {
            Json.copy(cluster.settings(), view, "tags");
        }
        if (include.contains("SETTINGS")) {
            Json.copy(cluster.settings(), view, "settings");
        }
        view.putArray("capacityProviders");
        view.putArray("defaultCapacityProviderStrategy");
        Json.copy(cluster.settings(), view, "capacityProviders", "defaultCapacityProviderStrategy");
        return view;
    }
}
