package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of a service's {@code lifecycleHooks}, with the API's defaults (API reference, DeploymentLifecycleHook and
 * DeploymentLifecycleHookTimeoutConfiguration; developer guide, "Pause hooks for Amazon ECS service deployments").
 *
 * @param pauses whether its target type is PAUSE; AWS_LAMBDA otherwise
 * @param targetArn of the Lambda function; null for a pause
 * @param timeoutAction ROLLBACK or CONTINUE
 */
public record LifecycleHook(
        boolean pauses, String targetArn, List<String> stages, Duration timeout, String timeoutAction) {

    private static final int A_DAY_IN_MINUTES = 1440;

    static List<LifecycleHook> of(JsonNode deploymentConfiguration) {
        List<LifecycleHook> hooks = new ArrayList<>();
        for (JsonNode hook : deploymentConfiguration.path("lifecycleHooks")) {
            JsonNode timeout = hook.path("timeoutConfiguration");
            hooks.add(new LifecycleHook(
                    pauses(hook),
                    Json.read(hook, "hookTargetArn", null),
                    Json.strings(hook.path("lifecycleStages")),
                    Duration.ofMinutes(timeout.path("timeoutInMinutes").asInt(A_DAY_IN_MINUTES)),
                    Json.read(timeout, "action", "ROLLBACK")));
        }
        return hooks;
    }

    public static boolean pauses(JsonNode hook) {
        return Json.read(hook, "targetType", "AWS_LAMBDA").equals("PAUSE");
    }

    ObjectNode describe(ObjectNode view) {
        view.put("targetType", pauses ? "PAUSE" : "AWS_LAMBDA");
        if (!pauses) {
            Json.text(view, "targetArn", targetArn);
        }
        return view;
    }
}
