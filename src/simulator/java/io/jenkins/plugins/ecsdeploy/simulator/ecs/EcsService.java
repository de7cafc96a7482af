package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service: its settings, its deployments and its tasks. */
final class EcsService {

    private final Cluster cluster;
    private final String name;
    private final String arn;
    private final Instant createdAt;
    private final ServiceEvents events;
    private final ObjectNode settings;
    private final List<Deployment> deployments = new ArrayList<>();
    private final List<ServiceDeployment> serviceDeployments = new ArrayList<>();
    private final List<ServiceRevision> revisions = new ArrayList<>();
    private final List<EcsTask> tasks = new ArrayList<>();
    private String status = "ACTIVE";
    private int desiredCount;
    private boolean steady;

    EcsService(Cluster cluster, String name, String arn, ObjectNode settings, ServiceEvents events, Instant createdAt) {
        this.cluster = cluster;
        this.name = name;
        this.arn = arn;
        this.settings = settings;
        this.events = events;
        this.createdAt = createdAt;
    }

    Cluster cluster() {
        return cluster;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    Instant createdAt() {
        return createdAt;
    }

    ServiceEvents events() {
        return events;
    }

    /** The members of CreateService and UpdateService as they are now. */
    ObjectNode settings() {
        return settings;
    }

    DeploymentSettings deploymentSettings() {
        return DeploymentSettings.of(settings.path("deploymentConfiguration"));
    }

    /** Whether CodeDeploy deploys it, by task sets. */
    boolean codeDeploy() {
        return settings.path("deploymentController").path("type").asText().equals("CODE_DEPLOY");
    }

    String status() {
        return status;
    }

    boolean active() {
        return status.equals("ACTIVE");
    }

    /** DRAINING while tasks still stop, then INACTIVE (API reference, DeleteService). */
    void status(String now) {
        status = now;
    }

    int desiredCount() {
        return desiredCount;
    }

    void desiredCount(int count) {
        desiredCount = count;
        steady = false;
    }

    /** Whether the steady state has been announced. */
    boolean steady() {
        return steady;
    }

    void steady(boolean is) {
        steady = is;
    }

    /** Newest first; those without tasks that aren't PRIMARY are gone. */
    List<Deployment> deployments() {
        return deployments;
    }

    Deployment primary() {
        return deployments.stream()
                .filter(deployment -> deployment.status().equals("PRIMARY"))
                .findFirst()
                .orElseThrow();
    }

    /** Newest first. */
    List<ServiceDeployment> serviceDeployments() {
        return serviceDeployments;
    }

    List<ServiceRevision> revisions() {
        return revisions;
    }

    /** The newest service deployment, while it has not ended. */
    Optional<ServiceDeployment> underWay() {
        return serviceDeployments.stream()
                .findFirst()
                .filter(newest -> !newest.status().ended());
    }

    void add(Deployment deployment, ServiceDeployment course) {
        deployments.add(0, deployment);
        serviceDeployments.add(0, course);
        revisions.add(deployment.revision());
        steady = false;
    }

    void add(Deployment taskSet) {
        deployments.add(0, taskSet);
        revisions.add(taskSet.revision());
        steady = false;
    }

    List<EcsTask> tasks() {
        return tasks;
    }

    List<EcsTask> wantedTasks(Deployment deployment) {
        return tasks.stream()
                .filter(task -> task.deployment() == deployment && task.wanted())
                .toList();
    }

    /** How many tasks of it count as healthy. */
    int inService(Deployment deployment) {
        return (int) tasks.stream()
                .filter(task -> task.deployment() == deployment && task.inService())
                .count();
    }

    /** Whether any task of it is still there, in whatever state before STOPPED. */
    boolean hasTasks(Deployment deployment) {
        return tasks.stream().anyMatch(task -> task.deployment() == deployment && !task.stopped());
    }
}
