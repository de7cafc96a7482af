package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the tasks of a service, spread over two availability zones. */
final class TaskFactory {

    private final EcsArns arns;
    private final EcsIds ids;
    private int made;

    TaskFactory(EcsArns arns, EcsIds ids) {
        this.arns = arns;
        this.ids = ids;
    }

    EcsTask make(EcsService service, Deployment deployment, Instant now) {
        String id = ids.task();
        String cluster = service.cluster().name();
        List<EcsTask.Container> containers = new ArrayList<>();
        deployment.revision().taskDefinition().containers().forEach(definition -> {
            String runtimeId = id + "-" + String.format("%010d", ids.digit(Integer.MAX_VALUE));
            containers.add(new EcsTask.Container(definition, arns.container(cluster, id, ids.uuid()), runtimeId));
        });
        String zone = arns.account().region() + (made++ % 2 == 0 ? "a" : "b");
        return new EcsTask(id, arns.task(cluster, id), service, deployment, ids.address(), zone, containers, now);
    }
}
