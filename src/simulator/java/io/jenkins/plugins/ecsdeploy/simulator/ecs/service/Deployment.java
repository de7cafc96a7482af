package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import java.time.Instant;

/** An entry of a service's {@code deployments[]}: a revision that has tasks, or will have. */
public final class Deployment {

    public enum Rollout {
        IN_PROGRESS,
        COMPLETED,
        FAILED
    }

    private final ServiceRevision revision;
    private final Scenario scenario;
    private final Instant createdAt;
    private Instant updatedAt;
    private boolean primary = true;
    private boolean draining;
    private String externalId;
    private boolean launches;
    private boolean proven;
    private Rollout rollout = Rollout.IN_PROGRESS;
    private String rolloutReason;
    private int failedTasks;
    private Instant notBefore;

    public Deployment(ServiceRevision revision, Scenario scenario, Instant createdAt) {
        this.revision = revision;
        this.scenario = scenario;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.notBefore = createdAt;
        this.rolloutReason = "ECS deployment " + id() + " in progress.";
    }

    public String id() {
        return revision.deploymentId();
    }

    public ServiceRevision revision() {
        return revision;
    }

    public Scenario scenario() {
        return scenario;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String status() {
        return draining ? "DRAINING" : primary ? "PRIMARY" : "ACTIVE";
    }

    public void primary(boolean is, Instant now) {
        primary = is;
        updatedAt = now;
    }

    /** Whether it is a task set that is being deleted. */
    public boolean draining() {
        return draining;
    }

    public void drain(Instant now) {
        draining = true;
        primary = false;
        updatedAt = now;
    }

    /** The CodeDeploy deployment that created it as a task set; null if none did. */
    public String externalId() {
        return externalId;
    }

    public void externalId(String id) {
        externalId = id;
    }

    /** Whether tasks of it are started: once it has been launched, until it has failed. */
    public boolean launches() {
        return launches && rollout != Rollout.FAILED;
    }

    public void launch() {
        launches = true;
    }

    public Rollout rollout() {
        return rollout;
    }

    public String rolloutReason() {
        return rolloutReason;
    }

    public void rollout(Rollout state, String reason, Instant now) {
        rollout = state;
        proven |= state == Rollout.COMPLETED;
        rolloutReason = reason;
        updatedAt = now;
    }

    /** Whether it has completed once, so that a service can be rolled back to it. */
    public boolean proven() {
        return proven;
    }

    public int failedTasks() {
        return failedTasks;
    }

    /** @param replaceAt when the scheduler tries again */
    public void taskFailed(Instant replaceAt, Instant now) {
        failedTasks++;
        notBefore = replaceAt;
        updatedAt = now;
    }

    /** A healthy task resets the count of consecutive failures (API reference, Deployment.failedTasks). */
    public void taskHealthy() {
        failedTasks = 0;
    }

    public Instant notBefore() {
        return notBefore;
    }

    public void notBefore(Instant time) {
        notBefore = time;
    }
}
