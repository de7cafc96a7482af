package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import java.time.Instant;

/** An entry of a service's {@code deployments[]}: a revision that has, or is to have, tasks. */
final class Deployment {

    enum Rollout {
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

    Deployment(ServiceRevision revision, Scenario scenario, Instant createdAt) {
        this.revision = revision;
        this.scenario = scenario;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.notBefore = createdAt;
        this.rolloutReason = "ECS deployment " + id() + " in progress.";
    }

    String id() {
        return revision.deploymentId();
    }

    ServiceRevision revision() {
        return revision;
    }

    Scenario scenario() {
        return scenario;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    String status() {
        return draining ? "DRAINING" : primary ? "PRIMARY" : "ACTIVE";
    }

    void primary(boolean is, Instant now) {
        primary = is;
        updatedAt = now;
    }

    /** Whether it is a task set that is being deleted. */
    boolean draining() {
        return draining;
    }

    void drain(Instant now) {
        draining = true;
        primary = false;
        updatedAt = now;
    }

    /** The CodeDeploy deployment that made it as a task set; null where none did. */
    String externalId() {
        return externalId;
    }

    void externalId(String id) {
        externalId = id;
    }

    /** Whether tasks of it are started: once its turn has come, until it has failed. */
    boolean launches() {
        return launches && rollout != Rollout.FAILED;
    }

    void launch() {
        launches = true;
    }

    Rollout rollout() {
        return rollout;
    }

    String rolloutReason() {
        return rolloutReason;
    }

    void rollout(Rollout state, String reason, Instant now) {
        rollout = state;
        proven |= state == Rollout.COMPLETED;
        rolloutReason = reason;
        updatedAt = now;
    }

    /** Whether it has completed once, so that a service can be rolled back to it. */
    boolean proven() {
        return proven;
    }

    int failedTasks() {
        return failedTasks;
    }

    /** @param replaceAt when the scheduler tries again */
    void taskFailed(Instant replaceAt, Instant now) {
        failedTasks++;
        notBefore = replaceAt;
        updatedAt = now;
    }

    /** A healthy task sets the count of consecutive failures back (API reference, Deployment.failedTasks). */
    void taskHealthy() {
        failedTasks = 0;
    }

    Instant notBefore() {
        return notBefore;
    }

    void notBefore(Instant time) {
        notBefore = time;
    }
}
