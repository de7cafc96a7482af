package io.jenkins.plugins.ecsdeploy.simulator.ecs.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import java.util.List;

/** The {@code taskSets} of a service as DescribeServices shows them (API reference, TaskSet). */
final class TaskSetView {

    private TaskSetView() {}

    static ObjectNode of(EcsService service, Deployment set) {
        List<EcsTask> tasks = service.tasks().stream()
                .filter(task -> task.deployment() == set)
                .toList();
        int desired = set.draining() ? 0 : service.desiredCount();
        ObjectNode view = Json.object();
        view.put("id", set.id());
        view.put(
                "taskSetArn",
                service.arn().replace(":service/", ":task-set/") + "/"
                        + set.id().replace('/', '-'));
        view.put("serviceArn", service.arn());
        view.put("clusterArn", service.clusterArn());
        if (set.externalId() != null) {
            view.put("startedBy", "CODE_DEPLOY");
            view.put("externalId", set.externalId());
        }
        view.put("status", set.status());
        view.put("taskDefinition", set.revision().taskDefinition().arn());
        view.put("computedDesiredCount", desired);
        view.put("pendingCount", EcsTask.count(tasks, EcsTask::pending));
        view.put("runningCount", EcsTask.count(tasks, EcsTask::running));
        Json.time(view, "createdAt", set.createdAt());
        Json.time(view, "updatedAt", set.updatedAt());
        ObjectNode settings = set.revision().settings();
        LaunchCapacity.describe(settings, view);
        Json.copy(settings, view, "networkConfiguration", "serviceRegistries");
        ArrayNode balancers = view.putArray("loadBalancers");
        for (ServiceRevision.Registration target : set.revision().targets()) {
            balancers
                    .addObject()
                    .put("targetGroupArn", target.targetGroupArn())
                    .put("containerName", target.binding().containerName())
                    .put("containerPort", target.binding().containerPort());
        }
        view.putObject("scale").put("value", set.draining() ? 0.0 : 100.0).put("unit", "PERCENT");
        view.put("stabilityStatus", service.inService(set) >= desired ? "STEADY_STATE" : "STABILIZING");
        return view;
    }
}
