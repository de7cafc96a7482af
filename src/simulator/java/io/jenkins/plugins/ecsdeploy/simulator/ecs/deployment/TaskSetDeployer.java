package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.Replicas;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.List;

/** Keeps the task sets of a service at their scale: the desired count, or none if they are being deleted. */
final class TaskSetDeployer {

    private final EventTimeline timeline;
    private final Replicas replicas;

    TaskSetDeployer(EventTimeline timeline, Replicas replicas) {
        this.timeline = timeline;
        this.replicas = replicas;
    }

    void reconcile(EcsService service, Runnable again) {
        for (Deployment set : List.copyOf(service.deployments())) {
            replicas.scale(service, set, set.draining() ? 0 : service.desiredCount(), again);
        }
        service.deployments().removeIf(set -> set.draining() && !service.hasTasks(set));
        boolean steady = service.deployments().stream()
                .allMatch(set -> !set.draining() && service.inService(set) >= service.desiredCount());
        if (steady && !service.steady()) {
            service.steady(true);
            service.events().steadyState(timeline.now());
        }
    }
}
