package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clusters of a region. */
final class Clusters {

    private final Map<String, Cluster> clusters = new LinkedHashMap<>();

    void add(Cluster cluster) {
        clusters.put(cluster.name(), cluster);
    }

    Optional<Cluster> find(String nameOrArn) {
        return Optional.ofNullable(clusters.get(EcsArns.resource(nameOrArn, "cluster")));
    }

    /**
     * The active cluster that a request names in {@code cluster}; none named means {@code default}.
     *
     * @throws io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError ClusterNotFoundException
     */
    Cluster of(ObjectNode request) {
        return find(Json.read(request, "cluster", "default"))
                .filter(Cluster::active)
                .orElseThrow(EcsErrors::clusterNotFound);
    }

    List<Cluster> all() {
        return List.copyOf(clusters.values());
    }
}
