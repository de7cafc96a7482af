package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import java.util.List;

/**
 * How a task was launched: by a service, or by RunTask.
 *
 * @param group {@code service:NAME}, or for a one-off task {@code family:FAMILY} unless the request names one
 * @param startedBy a deployment's id, or what the request says; null if it says nothing
 * @param settings with {@code networkConfiguration} and {@code tags}
 * @param launchType empty with a capacity provider strategy
 * @param overrides as RunTask takes them; empty for a service's task
 */
public record TaskLaunch(
        String clusterArn,
        String group,
        String startedBy,
        TaskDefinition definition,
        ObjectNode settings,
        String launchType,
        ObjectNode overrides,
        Scenario scenario) {

    static TaskLaunch of(EcsService service, Deployment deployment) {
        return new TaskLaunch(
                service.clusterArn(),
                "service:" + service.name(),
                deployment.id(),
                deployment.revision().taskDefinition(),
                deployment.revision().settings(),
                launchType(service.settings()),
                Json.object(),
                deployment.scenario());
    }

    /** What a service's tasks run on: {@code FARGATE} or {@code EC2}; empty with a capacity provider strategy. */
    public static String launchType(ObjectNode settings) {
        return settings.has("capacityProviderStrategy") ? "" : Json.read(settings, "launchType", "EC2");
    }

    /** What is overridden of a container; missing if nothing is. */
    public JsonNode override(String container) {
        for (JsonNode one : overrides.path("containerOverrides")) {
            if (one.path("name").asText().equals(container)) {
                return one;
            }
        }
        return overrides.path("none");
    }

    public List<String> subnets() {
        return Json.strings(settings.path("networkConfiguration")
                .path("awsvpcConfiguration")
                .path("subnets"));
    }
}
