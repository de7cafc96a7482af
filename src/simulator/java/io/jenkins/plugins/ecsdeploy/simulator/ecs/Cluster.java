package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster and its services. A deleted cluster stays for a while as INACTIVE (API reference, DeleteCluster). */
final class Cluster {

    private final String name;
    private final String arn;
    private final ObjectNode settings;
    private final Map<String, EcsService> services = new LinkedHashMap<>();
    private String status = "ACTIVE";

    Cluster(String name, String arn, ObjectNode settings) {
        this.name = name;
        this.arn = arn;
        this.settings = settings;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    String status() {
        return status;
    }

    boolean active() {
        return status.equals("ACTIVE");
    }

    void delete() {
        status = "INACTIVE";
    }

    /** The members of CreateCluster. */
    ObjectNode settings() {
        return settings;
    }

    void add(EcsService service) {
        services.put(service.name(), service);
    }

    /** @param nameOrArn of a service in this cluster */
    Optional<EcsService> service(String nameOrArn) {
        String resource = EcsArns.resource(nameOrArn, "service");
        String service = resource.startsWith(name + "/") ? resource.substring(name.length() + 1) : resource;
        return Optional.ofNullable(services.get(service));
    }

    List<EcsService> services() {
        return List.copyOf(services.values());
    }
}
