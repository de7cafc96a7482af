package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clusters of a region. */
public final class Clusters {

    private final Map<String, Cluster> clusters = new LinkedHashMap<>();

    public void add(Cluster cluster) {
        clusters.put(cluster.name(), cluster);
    }

    public Optional<Cluster> find(String nameOrArn) {
        return Optional.ofNullable(clusters.get(EcsArns.resource(nameOrArn, "cluster")));
    }

    /**
     * The active cluster that a request names in {@code cluster}; none named means {@code default}.
     *
     * @throws io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError ClusterNotFoundException
     */
    public Cluster of(ObjectNode request) {
        return find(Json.read(request, "cluster", "default"))
                .filter(Cluster::active)
                .orElseThrow(EcsErrors::clusterNotFound);
    }

    public List<Cluster> all() {
        return List.copyOf(clusters.values());
    }
}
