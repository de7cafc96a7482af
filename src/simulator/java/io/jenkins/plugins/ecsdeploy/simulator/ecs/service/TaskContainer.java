package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One container of a task. */
public final class TaskContainer {

    private final ObjectNode definition;
    private final String arn;
    private final String runtimeId;
    private String lastStatus = "PENDING";
    private String healthStatus = "UNKNOWN";
    private Integer exitCode;
    private String reason;
    private String imageDigest;

    /** @param definition its container definition, as registered */
    public TaskContainer(ObjectNode definition, String arn, String runtimeId) {
        this.definition = definition;
        this.arn = arn;
        this.runtimeId = runtimeId;
    }

    public ObjectNode definition() {
        return definition;
    }

    public String arn() {
        return arn;
    }

    public String runtimeId() {
        return runtimeId;
    }

    public String name() {
        return definition.get("name").asText();
    }

    public String image() {
        return definition.get("image").asText();
    }

    public boolean essential() {
        return definition.get("essential").asBoolean();
    }

    /** Whether it has a health check of its own. */
    public boolean checked() {
        return definition.has("healthCheck");
    }

    public String lastStatus() {
        return lastStatus;
    }

    public String healthStatus() {
        return healthStatus;
    }

    public void health(String status) {
        healthStatus = status;
    }

    /** Null until it has exited. */
    public Integer exitCode() {
        return exitCode;
    }

    /** Why it failed; null if it did not, or if ECS says nothing about it. */
    public String reason() {
        return reason;
    }

    public void fail(String why) {
        reason = why;
    }

    /** Null until its image has been pulled, and for an image of a registry that isn't simulated. */
    public String imageDigest() {
        return imageDigest;
    }

    public void pulled(String digest) {
        imageDigest = digest;
    }

    void start() {
        lastStatus = "RUNNING";
    }

    /** Stops without an exit code of its own. */
    public void stop() {
        lastStatus = "STOPPED";
    }

    public void exit(int code) {
        exitCode = code;
        stop();
    }
}
