package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;

/** Is notified of what happens to tasks. */
public interface TaskObserver {

    /** The task has passed all its health checks. */
    void inService(EcsTask task);

    /** The task did not start, exited by itself, or failed a health check and is being stopped. */
    void failed(EcsTask task);

    /** The task is STOPPED, for whatever reason. */
    void stopped(EcsTask task);
}
