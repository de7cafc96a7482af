package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import io.jenkins.plugins.ecsdeploy.simulator.elb.Target;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** A task of a service, or a one-off task. Its statuses are those of the task lifecycle (developer guide). */
public final class EcsTask {

    private final String id;
    private final String arn;
    private final EcsService service;
    private final Deployment deployment;
    private final TaskLaunch launch;
    private final String address;
    private final String zone;
    private final List<TaskContainer> containers;
    private final Instant createdAt;
    private String lastStatus = "PROVISIONING";
    private String desiredStatus = "RUNNING";
    private String stopCode;
    private String stoppedReason;
    private Instant connectivityAt;
    private Instant pullStartedAt;
    private Instant pullStoppedAt;
    private Instant startedAt;
    private Instant stoppingAt;
    private Instant executionStoppedAt;
    private Instant stoppedAt;
    private int version = 1;
    private boolean inService;
    private boolean registered;
    private Instant protectedUntil = Instant.MIN;

    /** Of a service. */
    public EcsTask(
            String id,
            String arn,
            EcsService service,
            Deployment deployment,
            String address,
            String zone,
            List<TaskContainer> containers,
            Instant createdAt) {
        this(id, arn, service, deployment, TaskLaunch.of(service, deployment), address, zone, containers, createdAt);
    }

    /** A one-off task. */
    public EcsTask(
            String id,
            String arn,
            TaskLaunch launch,
            String address,
            String zone,
            List<TaskContainer> containers,
            Instant createdAt) {
        this(id, arn, null, null, launch, address, zone, containers, createdAt);
    }

    private EcsTask(
            String id,
            String arn,
            EcsService service,
            Deployment deployment,
            TaskLaunch launch,
            String address,
            String zone,
            List<TaskContainer> containers,
            Instant createdAt) {
        this.id = id;
        this.arn = arn;
        this.service = service;
        this.deployment = deployment;
        this.launch = launch;
        this.address = address;
        this.zone = zone;
        this.containers = List.copyOf(containers);
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public String arn() {
        return arn;
    }

    /** Null for a one-off task; likewise the deployment. */
    public EcsService service() {
        return service;
    }

    public Deployment deployment() {
        return deployment;
    }

    public TaskLaunch launch() {
        return launch;
    }

    public boolean isOneOff() {
        return service == null;
    }

    public String address() {
        return address;
    }

    public String zone() {
        return zone;
    }

    public List<TaskContainer> containers() {
        return containers;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String lastStatus() {
        return lastStatus;
    }

    public String desiredStatus() {
        return desiredStatus;
    }

    /** Goes up with each change of its status. */
    public int version() {
        return version;
    }

    public void status(String status) {
        lastStatus = status;
        version++;
    }

    /** Its network interface is attached; its images are being pulled. */
    public void pull(Instant now) {
        status("PENDING");
        connectivityAt = now;
        pullStartedAt = now;
    }

    /** Its images have been pulled; its targets are being registered. */
    public void activate(Instant now) {
        pullStoppedAt = now;
        status("ACTIVATING");
    }

    public void run(Instant now) {
        status("RUNNING");
        startedAt = now;
        containers.forEach(TaskContainer::start);
    }

    /** It should stop; its status follows later. */
    public void stopWanted(String code, String reason, Instant now) {
        desiredStatus = "STOPPED";
        stopCode = code;
        stoppedReason = reason;
        stoppingAt = now;
    }

    /** Its containers have stopped: those of a service with 0, unless they exited by themselves or never started. */
    public void deprovision(Instant now) {
        executionStoppedAt = started() ? now : null;
        for (TaskContainer container : containers) {
            if (!isOneOff() && started() && container.exitCode() == null) {
                container.exit(0);
            }
            container.stop();
        }
        status("DEPROVISIONING");
    }

    public void stop(Instant now) {
        status("STOPPED");
        stoppedAt = now;
    }

    /** Whether its containers have ever run. */
    public boolean started() {
        return startedAt != null;
    }

    /** Null until it should stop; likewise the reason. */
    public String stopCode() {
        return stopCode;
    }

    public String stoppedReason() {
        return stoppedReason;
    }

    /** Null before that moment, as are the other times. */
    public Instant connectivityAt() {
        return connectivityAt;
    }

    public Instant pullStartedAt() {
        return pullStartedAt;
    }

    public Instant pullStoppedAt() {
        return pullStoppedAt;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant stoppingAt() {
        return stoppingAt;
    }

    public Instant executionStoppedAt() {
        return executionStoppedAt;
    }

    public Instant stoppedAt() {
        return stoppedAt;
    }

    /** Whether it should run, whatever its status. */
    public boolean wanted() {
        return desiredStatus.equals("RUNNING");
    }

    public boolean stopped() {
        return lastStatus.equals("STOPPED");
    }

    public boolean running() {
        return lastStatus.equals("RUNNING");
    }

    /** What {@code pendingCount} counts: on its way to RUNNING. */
    public boolean pending() {
        return wanted() && !running();
    }

    /** Running, and healthy for all that check it. */
    public boolean inService() {
        return wanted() && inService;
    }

    public void inService(boolean is) {
        inService = is;
    }

    /** Whether no scale-in and no deployment stops it now. */
    public boolean isProtected(Instant now) {
        return protectedUntil.isAfter(now);
    }

    public void protectedUntil(Instant time) {
        protectedUntil = time;
    }

    public boolean registered() {
        return registered;
    }

    public void registered(boolean is) {
        registered = is;
    }

    public Target target(ServiceRevision.Registration registration) {
        return new Target(address, registration.binding().containerPort(), zone);
    }

    public static int count(List<EcsTask> tasks, Predicate<EcsTask> which) {
        return (int) tasks.stream().filter(which).count();
    }

    /** The health of those essential containers that have a health check (API reference, Task.healthStatus). */
    public String healthStatus() {
        List<TaskContainer> checked = containers.stream()
                .filter(container -> container.essential() && container.checked())
                .toList();
        if (checked.isEmpty()) {
            return "UNKNOWN";
        }
        if (checked.stream().anyMatch(container -> container.healthStatus().equals("UNHEALTHY"))) {
            return "UNHEALTHY";
        }
        return checked.stream().allMatch(container -> container.healthStatus().equals("HEALTHY"))
                ? "HEALTHY"
                : "UNKNOWN";
    }
}
