package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A service: its settings, its deployments and its tasks. */
public final class EcsService {

    private final String clusterName;
    private final String clusterArn;
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
    private String clientToken = "";

    public EcsService(
            String clusterName,
            String clusterArn,
            String name,
            String arn,
            ObjectNode settings,
            ServiceEvents events,
            Instant createdAt) {
        this.clusterName = clusterName;
        this.clusterArn = clusterArn;
        this.name = name;
        this.arn = arn;
        this.settings = settings;
        this.events = events;
        this.createdAt = createdAt;
    }

    /** The client token that it was created with; empty if there was none. */
    public void madeBy(String token) {
        clientToken = token;
    }

    public boolean isMadeBy(String token) {
        return clientToken.equals(token);
    }

    public String clusterName() {
        return clusterName;
    }

    public String clusterArn() {
        return clusterArn;
    }

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public ServiceEvents events() {
        return events;
    }

    /** The members of CreateService and UpdateService as they are now. */
    public ObjectNode settings() {
        return settings;
    }

    public DeploymentSettings deploymentSettings() {
        return DeploymentSettings.of(settings.path("deploymentConfiguration"));
    }

    /** Whether CodeDeploy deploys it, by task sets. */
    public boolean codeDeploy() {
        return settings.path("deploymentController").path("type").asText().equals("CODE_DEPLOY");
    }

    public String status() {
        return status;
    }

    public boolean active() {
        return status.equals("ACTIVE");
    }

    /** DRAINING while tasks still stop, then INACTIVE (API reference, DeleteService). */
    public void status(String now) {
        status = now;
    }

    public int desiredCount() {
        return desiredCount;
    }

    public void desiredCount(int count) {
        desiredCount = count;
        steady = false;
    }

    /** Whether the steady state has been announced. */
    public boolean steady() {
        return steady;
    }

    public void steady(boolean is) {
        steady = is;
    }

    /** Newest first, without those that have no tasks and aren't PRIMARY. */
    public List<Deployment> deployments() {
        return deployments;
    }

    public Deployment primary() {
        return deployments.stream()
                .filter(deployment -> deployment.status().equals("PRIMARY"))
                .findFirst()
                .orElseThrow();
    }

    /** Newest first. */
    public List<ServiceDeployment> serviceDeployments() {
        return serviceDeployments;
    }

    public List<ServiceRevision> revisions() {
        return revisions;
    }

    /** The newest service deployment, while it has not ended. */
    public Optional<ServiceDeployment> ongoing() {
        return serviceDeployments.stream()
                .findFirst()
                .filter(newest -> !newest.status().ended());
    }

    public void add(Deployment deployment, ServiceDeployment course) {
        deployments.add(0, deployment);
        serviceDeployments.add(0, course);
        revisions.add(deployment.revision());
        steady = false;
    }

    public void add(Deployment taskSet) {
        deployments.add(0, taskSet);
        revisions.add(taskSet.revision());
        steady = false;
    }

    public List<EcsTask> tasks() {
        return tasks;
    }

    public List<EcsTask> wantedTasks(Deployment deployment) {
        return tasks.stream()
                .filter(task -> task.deployment() == deployment && task.wanted())
                .toList();
    }

    /** How many tasks of it count as healthy. */
    public int inService(Deployment deployment) {
        return (int) tasks.stream()
                .filter(task -> task.deployment() == deployment && task.inService())
                .count();
    }

    /** Whether it still has a task that isn't STOPPED. */
    public boolean hasTasks(Deployment deployment) {
        return tasks.stream().anyMatch(task -> task.deployment() == deployment && !task.stopped());
    }
}
