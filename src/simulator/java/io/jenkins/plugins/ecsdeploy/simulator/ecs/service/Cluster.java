package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cluster, its services and its one-off tasks. A deleted cluster stays INACTIVE for a while (API reference, DeleteCluster). */
public final class Cluster {

    private final String name;
    private final String arn;
    private final ObjectNode settings;
    private final Map<String, EcsService> services = new LinkedHashMap<>();
    private final Map<String, ObjectNode> instances = new LinkedHashMap<>();
    private final List<EcsTask> oneOffTasks = new ArrayList<>();
    private String status = "ACTIVE";

    public Cluster(String name, String arn, ObjectNode settings) {
        this.name = name;
        this.arn = arn;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    public String status() {
        return status;
    }

    public boolean active() {
        return status.equals("ACTIVE");
    }

    public void delete() {
        status = "INACTIVE";
    }

    /** The members of CreateCluster. */
    public ObjectNode settings() {
        return settings;
    }

    /** Container instances by ARN, as DescribeContainerInstances shows them. */
    public Map<String, ObjectNode> instances() {
        return instances;
    }

    public void add(EcsService service) {
        services.put(service.name(), service);
    }

    /** @param nameOrArn of a service in this cluster */
    public Optional<EcsService> service(String nameOrArn) {
        String resource = EcsArns.resource(nameOrArn, "service");
        String service = resource.startsWith(name + "/") ? resource.substring(name.length() + 1) : resource;
        return Optional.ofNullable(services.get(service));
    }

    public List<EcsService> services() {
        return List.copyOf(services.values());
    }

    /** Those that RunTask started and DescribeTasks still knows. */
    public List<EcsTask> oneOffTasks() {
        return oneOffTasks;
    }

    /** Of services and one-off, as far as DescribeTasks knows them. */
    public Stream<EcsTask> tasks() {
        return Stream.concat(
                services.values().stream().flatMap(service -> service.tasks().stream()), oneOffTasks.stream());
    }

    public Optional<EcsTask> task(String idOrArn) {
        String id = idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
        return tasks().filter(candidate -> candidate.id().equals(id)).findFirst();
    }
}
