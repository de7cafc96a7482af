package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A deployment of CodeDeploy and how far it has come. */
final class CodeDeployDeployment {

    /** The statuses as the API spells them (API reference, DeploymentInfo.status). */
    enum Status {
        Created,
        InProgress,
        Ready,
        Succeeded,
        Failed,
        Stopped;

        boolean ended() {
            return this == Succeeded || this == Failed || this == Stopped;
        }
    }

    /** One lifecycle event of its target; times are null until it has begun and ended. */
    static final class Event {
        final String name;
        String status = "Pending";
        Instant startTime;
        Instant endTime;

        Event(String name) {
            this.name = name;
        }
    }

    final String id;
    final SimulatedDeploymentGroup group;
    final ReceivedAppSpec spec;
    final String config;
    final String description;
    final JsonNode autoRollback;
    final JsonNode alarms;
    final Instant createTime;
    final List<Event> events = new ArrayList<>();
    Status status = Status.Created;
    String creator = "user";
    Instant startTime;
    Instant completeTime;
    Instant updatedAt;
    String errorCode;
    String errorMessage;
    String rollbackDeploymentId;
    String rollbackTriggeringDeploymentId;
    String rollbackMessage;
    boolean terminationWaits;
    String blue;
    String green;
    /** What happens when ContinueDeployment ends its wait; null if it isn't waiting. */
    Runnable afterWait;

    /**
     * @param spec null for a rollback
     * @param autoRollback {@code autoRollbackConfiguration}: the request's, else the group's
     * @param alarms {@code alarmConfiguration}, likewise
     */
    CodeDeployDeployment(
            String id,
            SimulatedDeploymentGroup group,
            ReceivedAppSpec spec,
            String config,
            String description,
            JsonNode autoRollback,
            JsonNode alarms,
            Instant createTime) {
        this.id = id;
        this.group = group;
        this.spec = spec;
        this.config = config;
        this.description = description;
        this.autoRollback = autoRollback;
        this.alarms = alarms;
        this.createTime = createTime;
        this.updatedAt = createTime;
    }

    boolean rollsBackOn(String event) {
        boolean named = false;
        for (JsonNode one : autoRollback.path("events")) {
            named |= one.asText().equals(event);
        }
        return autoRollback.path("enabled").asBoolean() && named;
    }

    boolean watches(String alarm) {
        boolean named = false;
        for (JsonNode one : alarms.path("alarms")) {
            named |= one.path("name").asText().equals(alarm);
        }
        return alarms.path("enabled").asBoolean() && named;
    }

    void end(Status outcome, Instant now) {
        status = outcome;
        completeTime = now;
        updatedAt = now;
        afterWait = null;
    }
}
