package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.DeploymentSettings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LifecycleHook;
import java.util.List;

/**
 * What is refused in a {@code deploymentConfiguration}. Limits: API reference, DeploymentConfiguration,
 * LinearConfiguration, CanaryConfiguration, DeploymentLifecycleHook and its timeout configuration; developer guide,
 * "Pause hooks", section Constraints. Wording not quoted there is the simulator's.
 */
final class DeploymentRules {

    private static final int MOST_HOOKS = 10;
    private static final int MOST_MINUTES = 1440;
    private static final int MOST_HOOK_MINUTES = 20_160;

    private DeploymentRules() {}

    static void check(DeploymentSettings deployment) {
        JsonNode settings = deployment.configuration();
        refuse(
                deployment.maximumTasks(100) == 100 && deployment.minimumTasks(100) == 100,
                "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.");
        minutes(settings, "bakeTimeInMinutes");
        String strategy = settings.path("strategy").asText();
        JsonNode linear = settings.path("linearConfiguration");
        JsonNode canary = settings.path("canaryConfiguration");
        // Each is "only valid when the deployment strategy is" its own (API reference, DeploymentConfiguration).
        refuse(
                linear.isObject() && !strategy.equals("LINEAR"),
                "linearConfiguration is only valid with the LINEAR deployment strategy.");
        refuse(
                canary.isObject() && !strategy.equals("CANARY"),
                "canaryConfiguration is only valid with the CANARY deployment strategy.");
        percent(linear, "stepPercent", 3.0);
        minutes(linear, "stepBakeTimeInMinutes");
        percent(canary, "canaryPercent", 0.1);
        minutes(canary, "canaryBakeTimeInMinutes");
        hooks(settings.path("lifecycleHooks"));
    }

    private static void hooks(JsonNode hooks) {
        int pauses = 0;
        int number = 1;
        for (JsonNode hook : hooks) {
            boolean pause = LifecycleHook.pauses(hook);
            pauses += pause ? 1 : 0;
            List<String> stages = Json.strings(hook.path("lifecycleStages"));
            refuse(stages.isEmpty(), "lifecycleStages must be provided for a lifecycle hook.");
            refuse(
                    pause && (stages.contains("TEST_TRAFFIC_SHIFT") || stages.contains("PRODUCTION_TRAFFIC_SHIFT")),
                    "PAUSE hooks cannot be configured at TEST_TRAFFIC_SHIFT or PRODUCTION_TRAFFIC_SHIFT stages.");
            refuse(
                    !pause && !hook.has("hookTargetArn"),
                    "hookTargetArn must be provided for an AWS_LAMBDA lifecycle hook.");
            timeout(hook.path("timeoutConfiguration").path("timeoutInMinutes"), number++);
        }
        refuse(
                pauses > MOST_HOOKS || hooks.size() - pauses > MOST_HOOKS,
                "A maximum of 10 pause hooks and 10 Lambda hooks can be configured per service.");
    }

    private static void timeout(JsonNode minutes, int number) {
        if (!minutes.isMissingNode() && (minutes.asInt() < 1 || minutes.asInt() > MOST_HOOK_MINUTES)) {
            throw EcsErrors.client("1 validation error detected: Value '" + minutes.asInt()
                    + "' at 'deploymentConfiguration.lifecycleHooks." + number
                    + ".member.timeoutConfiguration.timeoutInMinutes' failed to satisfy constraint: Member must have"
                    + " value " + (minutes.asInt() < 1 ? "greater than or equal to 1" : "less than or equal to 20160"));
        }
    }

    private static void minutes(JsonNode settings, String member) {
        int minutes = settings.path(member).asInt(0);
        refuse(minutes < 0 || minutes > MOST_MINUTES, member + " must be between 0 and 1440");
    }

    private static void percent(JsonNode settings, String member, double least) {
        double percent = settings.path(member).asDouble(least);
        refuse(percent < least || percent > 100.0, member + " must be between " + least + " and 100.0");
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw EcsErrors.invalidParameter(message);
        }
    }
}
