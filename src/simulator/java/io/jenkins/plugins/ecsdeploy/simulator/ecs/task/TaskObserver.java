package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;

/** Who schedules tasks and wants to hear of them. */
public interface TaskObserver {

    /** The task has passed all its health checks. */
    void inService(EcsTask task);

    /** The task did not start, exited by itself, or failed a health check and is being stopped. */
    void failed(EcsTask task);

    /** The task has come to STOPPED, for whatever reason. */
    void stopped(EcsTask task);
}
