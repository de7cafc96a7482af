package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Target;
import java.time.Instant;
import java.util.List;

/** A task of a service. Its statuses are those of the task lifecycle (developer guide). */
final class EcsTask {

    /** One container of a task. */
    static final class Container {
        final ObjectNode definition;
        final String arn;
        final String runtimeId;
        String lastStatus = "PENDING";
        String healthStatus = "UNKNOWN";
        Integer exitCode;
        String reason;
        String imageDigest;

        Container(ObjectNode definition, String arn, String runtimeId) {
            this.definition = definition;
            this.arn = arn;
            this.runtimeId = runtimeId;
        }

        String name() {
            return definition.get("name").asText();
        }

        String image() {
            return definition.get("image").asText();
        }

        boolean essential() {
            return definition.get("essential").asBoolean();
        }

        boolean checked() {
            return definition.has("healthCheck");
        }
    }

    private final String id;
    private final String arn;
    private final EcsService service;
    private final Deployment deployment;
    private final String address;
    private final String zone;
    private final List<Container> containers;
    final Instant createdAt;
    String lastStatus = "PROVISIONING";
    String desiredStatus = "RUNNING";
    String stopCode;
    String stoppedReason;
    Instant connectivityAt;
    Instant pullStartedAt;
    Instant pullStoppedAt;
    Instant startedAt;
    Instant stoppingAt;
    Instant executionStoppedAt;
    Instant stoppedAt;
    int version = 1;
    private boolean inService;
    private boolean registered;

    EcsTask(
            String id,
            String arn,
            EcsService service,
            Deployment deployment,
            String address,
            String zone,
            List<Container> containers,
            Instant createdAt) {
        this.id = id;
        this.arn = arn;
        this.service = service;
        this.deployment = deployment;
        this.address = address;
        this.zone = zone;
        this.containers = List.copyOf(containers);
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String arn() {
        return arn;
    }

    EcsService service() {
        return service;
    }

    Deployment deployment() {
        return deployment;
    }

    String address() {
        return address;
    }

    String zone() {
        return zone;
    }

    List<Container> containers() {
        return containers;
    }

    void status(String status) {
        lastStatus = status;
        version++;
    }

    /** Whether it is wanted, whatever its status. */
    boolean wanted() {
        return desiredStatus.equals("RUNNING");
    }

    boolean stopped() {
        return lastStatus.equals("STOPPED");
    }

    boolean running() {
        return lastStatus.equals("RUNNING");
    }

    /** What {@code pendingCount} counts: on its way to RUNNING. */
    boolean pending() {
        return wanted() && !running();
    }

    /** Running, and healthy for all that check it. */
    boolean inService() {
        return wanted() && inService;
    }

    void inService(boolean is) {
        inService = is;
    }

    boolean registered() {
        return registered;
    }

    void registered(boolean is) {
        registered = is;
    }

    Target target(ServiceRevision.Registration registration) {
        return new Target(address, registration.binding().containerPort(), zone);
    }

    /** The health of those essential containers that have a health check (API reference, Task.healthStatus). */
    String healthStatus() {
        List<Container> checked = containers.stream()
                .filter(container -> container.essential() && container.checked())
                .toList();
        if (checked.isEmpty()) {
            return "UNKNOWN";
        }
        if (checked.stream().anyMatch(container -> container.healthStatus.equals("UNHEALTHY"))) {
            return "UNHEALTHY";
        }
        return checked.stream().allMatch(container -> container.healthStatus.equals("HEALTHY")) ? "HEALTHY" : "UNKNOWN";
    }
}
