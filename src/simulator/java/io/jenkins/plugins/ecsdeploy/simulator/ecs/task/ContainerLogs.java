package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.LogStore;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskContainer;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;

/**
 * What containers with the awslogs driver write. The stream is {@code prefix/container/task-id} (developer guide, "Send
 * Amazon ECS logs to CloudWatch"); without a prefix it can't be known from outside, and nothing is written.
 */
public final class ContainerLogs {

    private final EventTimeline timeline;
    private final Scenarios scenarios;
    private final LogStore store;

    public ContainerLogs(EventTimeline timeline, Scenarios scenarios, LogStore store) {
        this.timeline = timeline;
        this.scenarios = scenarios;
        this.store = store;
    }

    void started(EcsTask task) {
        task.containers().forEach(container -> started(task, container));
    }

    void started(EcsTask task, TaskContainer container) {
        scenarios.logLines(container.name()).forEach(line -> write(task, container, line));
    }

    void write(EcsTask task, TaskContainer container, String line) {
        JsonNode log = container.definition().path("logConfiguration");
        String prefix = log.path("options").path("awslogs-stream-prefix").asText("");
        if (log.path("logDriver").asText().equals("awslogs") && !prefix.isEmpty()) {
            store.write(
                    log.path("options").path("awslogs-group").asText(),
                    prefix + "/" + container.name() + "/" + task.id(),
                    timeline.now(),
                    line);
        }
    }
}
