package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskContainer;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskLaunch;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;

/** A task as DescribeTasks shows it. */
public final class TaskView {

    private TaskView() {}

    public static ObjectNode of(EcsTask task) {
        TaskLaunch launch = task.launch();
        TaskDefinition definition = launch.definition();
        ObjectNode view = Json.object();
        view.set("attachments", new TaskNetworkInterface(task).attachments());
        view.putArray("attributes");
        view.put("availabilityZone", task.zone());
        view.put("clusterArn", launch.clusterArn());
        if (task.connectivityAt() != null) {
            view.put("connectivity", "CONNECTED");
            Json.time(view, "connectivityAt", task.connectivityAt());
        }
        view.set("containers", Json.array(task.containers(), container -> container(task, container)));
        Json.text(view, "cpu", Json.read(launch.overrides(), "cpu", definition.text("cpu")));
        Json.time(view, "createdAt", task.createdAt());
        view.put("desiredStatus", task.desiredStatus());
        view.put("enableExecuteCommand", false);
        Json.time(view, "executionStoppedAt", task.executionStoppedAt());
        view.put("group", launch.group());
        view.put("healthStatus", task.healthStatus());
        view.put("lastStatus", task.lastStatus());
        view.put("launchType", launch.launchType().isEmpty() ? "FARGATE" : launch.launchType());
        Json.text(view, "memory", Json.read(launch.overrides(), "memory", definition.text("memory")));
        view.set("overrides", overrides(task));
        view.put("platformVersion", "1.4.0");
        view.put("platformFamily", "Linux");
        Json.time(view, "pullStartedAt", task.pullStartedAt());
        Json.time(view, "pullStoppedAt", task.pullStoppedAt());
        Json.time(view, "startedAt", task.startedAt());
        Json.text(view, "startedBy", launch.startedBy());
        Json.text(view, "stopCode", task.stopCode());
        Json.time(view, "stoppedAt", task.stoppedAt());
        Json.text(view, "stoppedReason", task.stoppedReason());
        Json.time(view, "stoppingAt", task.stoppingAt());
        view.putArray("tags");
        view.put("taskArn", task.arn());
        view.put("taskDefinitionArn", definition.arn());
        view.put("version", task.version());
        return view;
    }

    /** Each container is named, also if nothing of it is overridden. */
    private static ObjectNode overrides(EcsTask task) {
        ObjectNode overrides = task.launch().overrides().deepCopy();
        overrides.set("containerOverrides", Json.array(task.containers(), container -> {
            ObjectNode one = Json.object().put("name", container.name());
            if (task.launch().override(container.name()) instanceof ObjectNode given) {
                one.setAll(given);
            }
            return one;
        }));
        overrides.putArray("inferenceAcceleratorOverrides");
        return overrides;
    }

    private static ObjectNode container(EcsTask task, TaskContainer container) {
        ObjectNode view = Json.object();
        view.put("containerArn", container.arn());
        view.put("taskArn", task.arn());
        view.put("name", container.name());
        view.put("image", container.image());
        Json.text(view, "imageDigest", container.imageDigest());
        if (task.started()) {
            view.put("runtimeId", container.runtimeId());
        }
        view.put("lastStatus", container.lastStatus());
        if (container.exitCode() != null) {
            view.put("exitCode", container.exitCode());
        }
        Json.text(view, "reason", container.reason());
        view.putArray("networkBindings");
        view.set("networkInterfaces", new TaskNetworkInterface(task).networkInterfaces());
        view.put("healthStatus", container.healthStatus());
        view.put("cpu", container.definition().get("cpu").asText());
        amount(container, "memory", view);
        amount(container, "memoryReservation", view);
        return view;
    }

    /** Amounts are texts in a task, numbers in its definition (API reference, Container). */
    private static void amount(TaskContainer container, String member, ObjectNode view) {
        if (container.definition().has(member)) {
            view.put(member, container.definition().get(member).asText());
        }
    }
}
