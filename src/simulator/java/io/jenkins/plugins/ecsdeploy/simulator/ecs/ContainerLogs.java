package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.simulator.Timeline;
import io.jenkins.plugins.ecsdeploy.simulator.logs.LogStore;

/**
 * What containers with the awslogs driver write. The stream is {@code prefix/container/task-id} (developer guide, "Send
 * Amazon ECS logs to CloudWatch"); without a prefix it can't be known from outside, and nothing is written.
 */
final class ContainerLogs {

    private final Timeline timeline;
    private final Scenarios scenarios;
    private final LogStore store;

    ContainerLogs(Timeline timeline, Scenarios scenarios, LogStore store) {
        this.timeline = timeline;
        this.scenarios = scenarios;
        this.store = store;
    }

    void started(EcsTask task) {
        for (EcsTask.Container container : task.containers()) {
            JsonNode log = container.definition.path("logConfiguration");
            String prefix = log.path("options").path("awslogs-stream-prefix").asText("");
            if (log.path("logDriver").asText().equals("awslogs") && !prefix.isEmpty()) {
                for (String line : scenarios.logLines(container.name())) {
                    store.write(
                            log.path("options").path("awslogs-group").asText(),
                            prefix + "/" + container.name() + "/" + task.id(),
                            timeline.now(),
                            line);
                }
            }
        }
    }
}
