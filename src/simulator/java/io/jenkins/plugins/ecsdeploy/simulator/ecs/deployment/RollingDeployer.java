package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.Replicas;
import java.util.List;

/**
 * Replaces a service's tasks step by step within minimumHealthyPercent and maximumPercent, and keeps the desired count
 * when nothing is to be replaced.
 */
public final class RollingDeployer {

    private final Replicas replicas;

    public RollingDeployer(Replicas replicas) {
        this.replicas = replicas;
    }

    void reconcile(EcsService service, Runnable again) {
        Deployment primary = service.primary();
        int desired = service.desiredCount();
        replicas.stop(service, primary, service.wantedTasks(primary).size() - desired);
        stopOld(service, primary);
        start(service, primary, again);
    }

    private void start(EcsService service, Deployment primary, Runnable again) {
        int desired = service.desiredCount();
        int missing = desired - service.wantedTasks(primary).size();
        int all = (int) service.tasks().stream().filter(EcsTask::wanted).count();
        int most = Math.max(service.deploymentSettings().maximumTasks(desired), 1);
        replicas.start(service, primary, Math.min(missing, most - all), again);
    }

    private void stopOld(EcsService service, Deployment primary) {
        if (!primary.launches()) {
            return;
        }
        int fewest = service.deploymentSettings().minimumTasks(service.desiredCount());
        for (Deployment old : List.copyOf(service.deployments())) {
            if (old != primary) {
                List<EcsTask> wanted = service.wantedTasks(old);
                int idle =
                        (int) wanted.stream().filter(task -> !task.inService()).count();
                int healthy = (int)
                        service.tasks().stream().filter(EcsTask::inService).count();
                int spare = Math.min(wanted.size() - idle, Math.max(healthy - fewest, 0));
                replicas.stop(service, old, idle + spare);
            }
        }
    }
}
