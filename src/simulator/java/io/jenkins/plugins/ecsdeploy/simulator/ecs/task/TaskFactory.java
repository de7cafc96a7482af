package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskContainer;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskLaunch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes tasks, spread over two availability zones. */
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
        return new EcsTask(
                id,
                arns.task(cluster, id),
                service,
                deployment,
                ids.address(),
                zone(),
                containers(cluster, id, deployment.revision().taskDefinition().containers()),
                now);
    }

    /** @param injected names of containers that the platform adds, such as Service Connect's proxy */
    public EcsTask makeOneOff(String cluster, TaskLaunch launch, List<String> injected, Instant now) {
        String id = ids.task();
        List<ObjectNode> definitions = new ArrayList<>(launch.definition().containers());
        injected.forEach(name -> definitions.add(Json.object()
                .put("name", name)
                .put("image", "public.ecr.aws/injected:1")
                .put("essential", true)
                .put("cpu", 0)));
        return new EcsTask(
                id, arns.task(cluster, id), launch, ids.address(), zone(), containers(cluster, id, definitions), now);
    }

    private List<TaskContainer> containers(String cluster, String task, List<ObjectNode> definitions) {
        List<TaskContainer> containers = new ArrayList<>();
        definitions.forEach(definition -> {
            String runtimeId = task + "-" + String.format("%010d", ids.digit(Integer.MAX_VALUE));
            containers.add(new TaskContainer(definition, arns.container(cluster, task, ids.uuid()), runtimeId));
        });
        return containers;
    }

    private String zone() {
        return arns.account().region() + (made++ % 2 == 0 ? "a" : "b");
    }
}
