package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsErrors;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskLaunch;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.OneOffLifecycle;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.TaskFactory;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.TaskStops;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinitions;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.TaskView;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RunTask and StopTask. */
public final class RunTaskOperations {

    /** "The RunTask client token has a time to live of 24 hours" (API reference, "Ensuring idempotency"). */
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    /** "… or the lifetime of the resource plus one hour", whichever is less (same page). */
    private static final Duration TOKEN_LIFE_AFTER_STOP = Duration.ofHours(1);

    private static final int LONGEST_REASON = 255;

    /** @param cluster tokens of different clusters have nothing to do with each other (same page, "cluster") */
    private record Token(String cluster, String text) {}

    private record Use(ObjectNode request, List<EcsTask> tasks, List<ObjectNode> failures, Instant at) {}

    private final EventTimeline timeline;
    private final Clusters clusters;
    private final TaskDefinitions definitions;
    private final EcsArns arns;
    private final Scenarios scenarios;
    private final TaskFactory factory;
    private final OneOffLifecycle lifecycle;
    private final TaskStops stops;
    private final Map<Token, Use> tokens = new HashMap<>();

    public RunTaskOperations(
            EventTimeline timeline,
            Clusters clusters,
            TaskDefinitions definitions,
            EcsArns arns,
            Scenarios scenarios,
            TaskFactory factory,
            OneOffLifecycle lifecycle,
            TaskStops stops) {
        this.timeline = timeline;
        this.clusters = clusters;
        this.definitions = definitions;
        this.arns = arns;
        this.scenarios = scenarios;
        this.factory = factory;
        this.lifecycle = lifecycle;
        this.stops = stops;
    }

    public ObjectNode run(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        String text = Json.read(request, "clientToken", "");
        Token token = new Token(cluster.name(), text);
        Optional<Use> earlier = Optional.ofNullable(tokens.get(token)).filter(this::isValid);
        if (!text.isEmpty() && earlier.isPresent()) {
            return again(earlier.get(), request);
        }
        TaskDefinition definition = definitions
                .find(request.path("taskDefinition").asText())
                .orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
        if (!definition.active()) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        RunTaskRules.check(request, cluster, definition);
        Scenario scenario = scenarios.of(cluster.name(), "", definition);
        if (scenario == Scenario.NO_CAPACITY) { // repost.aws, "RunTask API … capacity"
            throw EcsErrors.client(
                    "Capacity is unavailable at this time. Please try again later or in a different availability zone");
        }
        Use use = new Use(request.deepCopy(), new ArrayList<>(), new ArrayList<>(), timeline.now());
        for (int i = 0; i < request.path("count").asInt(1); i++) {
            Optional<String> refusal = scenarios.takeTaskRefusal();
            if (refusal.isPresent()) {
                use.failures.add(Json.object()
                        .put("arn", arns.containerInstance(cluster.name()))
                        .put("reason", refusal.get()));
            } else {
                EcsTask task = factory.makeOneOff(
                        cluster.name(),
                        launch(request, cluster, definition, scenario),
                        scenarios.injectedContainers(),
                        timeline.now());
                use.tasks.add(task);
                lifecycle.start(cluster, task);
            }
        }
        if (!text.isEmpty()) {
            tokens.put(token, use);
        }
        return answer(use);
    }

    private static TaskLaunch launch(
            ObjectNode request, Cluster cluster, TaskDefinition definition, Scenario scenario) {
        return new TaskLaunch(
                cluster.arn(),
                Json.read(request, "group", "family:" + definition.family()),
                Json.read(request, "startedBy", null),
                definition,
                request,
                RunTaskRules.launchType(request, cluster),
                request.path("overrides") instanceof ObjectNode overrides ? overrides : Json.object(),
                scenario);
    }

    /** Whether the token still stands for its tasks; the page as of 2026 ("RunTask client token"). */
    private boolean isValid(Use use) {
        boolean haveStopped = use.tasks.stream().allMatch(EcsTask::stopped);
        Instant lastStop = use.tasks.stream()
                .filter(EcsTask::stopped)
                .map(EcsTask::stoppedAt)
                .max(Instant::compareTo)
                .orElse(use.at);
        Instant end = use.at.plus(TOKEN_LIFE);
        Instant endAfterStop = lastStop.plus(TOKEN_LIFE_AFTER_STOP);
        return timeline.now().isBefore(haveStopped && endAfterStop.isBefore(end) ? endAfterStop : end);
    }

    private static ObjectNode again(Use earlier, ObjectNode request) {
        if (!earlier.request.equals(request)) {
            throw new AwsError(
                    400,
                    "ConflictException",
                    "The provided clientToken is already in use with a different RunTask request.",
                    Map.of(
                            "resourceIds",
                            Json.texts(earlier.tasks.stream().map(EcsTask::arn).toList())));
        }
        return answer(earlier);
    }

    /** Of tasks that have stopped, only ARN and statuses (same page, "RunTask retry rules and responses"). */
    private static ObjectNode answer(Use use) {
        ObjectNode result = Json.object();
        ArrayNode tasks = result.putArray("tasks");
        for (EcsTask task : use.tasks) {
            ObjectNode view = TaskView.of(task);
            tasks.add(task.stopped() ? view.retain("taskArn", "lastStatus", "desiredStatus") : view);
        }
        result.putArray("failures").addAll(use.failures);
        return result;
    }

    /** A stopped task stays as it is. */
    public ObjectNode stop(ObjectNode request) {
        Cluster cluster = clusters.of(request);
        EcsTask task = cluster.task(request.path("task").asText())
                .orElseThrow(() -> EcsErrors.invalidParameter("The referenced task was not found."));
        String reason = Json.read(request, "reason", "Task stopped by user");
        if (reason.length() > LONGEST_REASON) { // API reference of StopTask: "Up to 255 characters are allowed"
            throw EcsErrors.invalidParameter("reason must be at most 255 characters.");
        }
        if (task.isOneOff()) {
            lifecycle.stop(cluster, task, "UserInitiated", reason);
        } else {
            stops.stop(task, "UserInitiated", reason);
        }
        ObjectNode result = Json.object();
        result.set("task", TaskView.of(task));
        return result;
    }
}
