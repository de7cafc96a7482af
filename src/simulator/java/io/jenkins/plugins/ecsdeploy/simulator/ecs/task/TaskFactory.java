package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskContainer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the tasks of a service, spread over two availability zones. */
public final class TaskFactory {

    private final EcsArns arns;
    private final EcsIds ids;
    private int made;

    public TaskFactory(EcsArns arns, EcsIds ids) {
        this.arns = arns;
        this.ids = ids;
    }

    EcsTask make(EcsService service, Deployment deployment, Instant now) {
        String id = ids.task();
        String cluster = service.clusterName();
        List<TaskContainer> containers = new ArrayList<>();
        deployment.revision().taskDefinition().containers().forEach(definition -> {
            String runtimeId = id + "-" + String.format("%010d", ids.digit(Integer.MAX_VALUE));
            containers.add(new TaskContainer(definition, arns.container(cluster, id, ids.uuid()), runtimeId));
        });
        String zone = arns.account().region() + (made++ % 2 == 0 ? "a" : "b");
        return new EcsTask(id, arns.task(cluster, id), service, deployment, ids.address(), zone, containers, now);
    }
}
