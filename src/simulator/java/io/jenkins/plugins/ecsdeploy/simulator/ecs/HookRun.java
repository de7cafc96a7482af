package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One run of a lifecycle hook, as {@code lifecycleHookDetails} shows it. */
final class HookRun {

    enum Status {
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

    HookRun(String id, LifecycleHook hook, String stage, Instant now) {
        this.id = id;
        this.hook = hook;
        this.stage = stage;
        this.expiresAt = now.plus(hook.timeout());
        this.status = hook.pauses() ? Status.AWAITING_ACTION : Status.IN_PROGRESS;
    }

    String id() {
        return id;
    }

    LifecycleHook hook() {
        return hook;
    }

    String stage() {
        return stage;
    }

    Status status() {
        return status;
    }

    /** Whether the deployment still waits for it. */
    boolean open() {
        return status == Status.AWAITING_ACTION || status == Status.IN_PROGRESS;
    }

    void end(Status outcome) {
        status = outcome;
    }

    ObjectNode view() {
        ObjectNode view = hook.describe(Json.object().put("hookId", id));
        view.put("status", status.name());
        Json.time(view, "expiresAt", expiresAt);
        view.put("timeoutAction", hook.timeoutAction());
        return view;
    }
}
