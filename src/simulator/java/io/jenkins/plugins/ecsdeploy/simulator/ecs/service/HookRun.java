package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.time.Instant;

/** One run of a lifecycle hook, as {@code lifecycleHookDetails} shows it. */
public final class HookRun {

    public enum Status {
        AWAITING_ACTION,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED,
        TIMED_OUT
    }

    private final String id;
    private final LifecycleHook hook;
    private final String stage;
    private final Instant expiresAt;
    private Status status;

    public HookRun(String id, LifecycleHook hook, String stage, Instant now) {
        this.id = id;
        this.hook = hook;
        this.stage = stage;
        this.expiresAt = now.plus(hook.timeout());
        this.status = hook.pauses() ? Status.AWAITING_ACTION : Status.IN_PROGRESS;
    }

    public String id() {
        return id;
    }

    public LifecycleHook hook() {
        return hook;
    }

    public String stage() {
        return stage;
    }

    public Status status() {
        return status;
    }

    /** Whether the deployment still waits for it. */
    public boolean open() {
        return status == Status.AWAITING_ACTION || status == Status.IN_PROGRESS;
    }

    public void end(Status outcome) {
        status = outcome;
    }

    public ObjectNode view() {
        ObjectNode view = hook.describe(Json.object().put("hookId", id));
        view.put("status", status.name());
        Json.time(view, "expiresAt", expiresAt);
        view.put("timeoutAction", hook.timeoutAction());
        return view;
    }
}
