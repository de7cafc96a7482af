package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Failures;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Paging;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.TaskView;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** ListTasks and DescribeTasks. */
public final class TaskOperations {

    private static final int MOST_DESCRIBED = 100;

    private final Clusters clusters;
    private final EcsArns arns;
    private final EventTimeline timeline;

    public TaskOperations(EventTimeline timeline, Clusters clusters, EcsArns arns) {
        this.timeline = timeline;
        this.clusters = clusters;
        this.arns = arns;
    }

    public ObjectNode list(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        String service = Json.read(request, "serviceName", "");
        String family = Json.read(request, "family", "");
        String startedBy = Json.read(request, "startedBy", "");
        // "When you specify startedBy as the filter, it must be the only filter that you use" (API reference).
        if (!startedBy.isEmpty() && !(service + family).isEmpty()) {
            throw EcsErrors.invalidParameter("startedBy cannot be combined with serviceName or family.");
        }
        String desired = Json.read(request, "desiredStatus", "RUNNING");
        Stream<EcsTask> tasks = service.isEmpty()
                ? cluster.tasks()
                : cluster
                        .service(service)
                        .filter(one -> !one.status().equals("INACTIVE"))
                        .orElseThrow(EcsErrors::serviceNotFound)
                        .tasks()
                        .stream();
        String launchType = Json.read(request, "launchType", "");
        List<String> found = tasks.filter(task -> task.desiredStatus().equals(desired))
                .filter(task ->
                        family.isEmpty() || task.launch().definition().family().equals(family))
                .filter(task ->
                        startedBy.isEmpty() || startedBy.equals(task.launch().startedBy()))
                .filter(task ->
                        launchType.isEmpty() || task.launch().launchType().equals(launchType))
                .map(EcsTask::arn)
                .toList();
        ObjectNode result = Json.object();
        result.set("taskArns", Json.texts(Paging.page(found, request, 100, result)));
        return result;
    }

    /** For 2 hours, or as long as the request says (API reference, UpdateTaskProtection). */
    public ObjectNode protect(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        int minutes = request.path("expiresInMinutes").asInt(120);
        if (minutes < 1 || minutes > 2880) {
            throw EcsErrors.invalidParameter("expiresInMinutes must be between 1 and 2880.");
        }
        boolean on = request.path("protectionEnabled").asBoolean();
        ObjectNode result = Json.object();
        ArrayNode found = result.putArray("protectedTasks");
        ArrayNode failures = result.putArray("failures");
        for (String one : Json.strings(request.path("tasks"))) {
            Optional<EcsTask> task = cluster.task(one);
            if (task.isPresent()) {
                Instant until = timeline.now().plus(Duration.ofMinutes(on ? minutes : 0));
                task.get().protectedUntil(until);
                ObjectNode view =
                        found.addObject().put("taskArn", task.get().arn()).put("protectionEnabled", on);
                Json.time(view, "expirationDate", on ? until : null);
            } else {
                failures.add(Failures.missing(arns.task(cluster.name(), one.substring(one.lastIndexOf('/') + 1))));
            }
        }
        return result;
    }

    public ObjectNode describe(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        List<String> asked = Json.strings(request.path("tasks"));
        if (asked.isEmpty()) {
            throw EcsErrors.invalidParameter("Tasks cannot be empty.");
        }
        if (asked.size() > MOST_DESCRIBED) {
            throw EcsErrors.invalidParameter("Tasks cannot have more than 100 elements");
        }
        ObjectNode result = Json.object();
        ArrayNode tasks = result.putArray("tasks");
        ArrayNode failures = result.putArray("failures");
        for (String one : asked) {
            Optional<EcsTask> task = cluster.task(one);
            if (task.isPresent()) {
                tasks.add(TaskView.of(task.get()));
            } else {
                failures.add(Failures.missing(arns.task(cluster.name(), one.substring(one.lastIndexOf('/') + 1))));
            }
        }
        return result;
    }
}
