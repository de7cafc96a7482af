package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import io.jenkins.plugins.ecsdeploy.simulator.Timeline;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetHealth;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import java.time.Duration;

/** Takes tasks to STOPPED: draining first where they are targets, and for a while DescribeTasks still knows them. */
final class TaskStops {

    private final Timeline timeline;
    private final Traffic traffic;
    private final EcsTimings timings;
    private final TaskObserver observer;

    TaskStops(Timeline timeline, Traffic traffic, EcsTimings timings, TaskObserver observer) {
        this.timeline = timeline;
        this.traffic = traffic;
        this.timings = timings;
        this.observer = observer;
    }

    /** The scheduler or a user stops a task: its targets drain, then its containers get the stop signal. */
    void stop(EcsTask task, String stopCode, String reason) {
        if (!task.wanted()) {
            return;
        }
        unwanted(task, stopCode, reason);
        if (task.registered()) {
            task.status("DEACTIVATING");
            timeline.after(drain(task), () -> signal(task));
        } else {
            signal(task);
        }
    }

    /** An essential container has exited by itself: the task stops with it. */
    void exited(EcsTask task, EcsTask.Container crashed, int exitCode) {
        crashed.exitCode = exitCode;
        crashed.lastStatus = "STOPPED";
        unwanted(task, "EssentialContainerExited", "Essential container in task exited");
        drain(task);
        task.status("STOPPING");
        timeline.after(timings.stopping(), () -> deprovision(task));
    }

    void failedToStart(EcsTask task, String reason) {
        unwanted(task, "TaskFailedToStart", reason);
        task.containers().forEach(container -> container.lastStatus = "STOPPED");
        deprovision(task);
    }

    private void unwanted(EcsTask task, String stopCode, String reason) {
        task.desiredStatus = "STOPPED";
        task.stopCode = stopCode;
        task.stoppedReason = reason;
        task.stoppingAt = timeline.now();
    }

    /** @return how long its targets drain: the target group's deregistration delay */
    private Duration drain(EcsTask task) {
        Duration longest = Duration.ZERO;
        if (task.registered()) {
            for (ServiceRevision.Registration target :
                    task.deployment().revision().targets()) {
                String group = target.targetGroupArn();
                traffic.health(group, task.target(target), TargetHealth.DRAINING);
                task.service().events().deregisteredTarget(group, timeline.now());
                Duration delay = traffic.targetGroup(group).orElseThrow().deregistrationDelay();
                timeline.after(delay, () -> traffic.remove(group, task.target(target)));
                longest = delay.compareTo(longest) > 0 ? delay : longest;
            }
        }
        return longest;
    }

    private void signal(EcsTask task) {
        boolean started = task.startedAt != null;
        task.status("STOPPING");
        timeline.after(started ? timings.stopping() : Duration.ZERO, () -> deprovision(task));
    }

    private void deprovision(EcsTask task) {
        task.executionStoppedAt = task.startedAt == null ? null : timeline.now();
        for (EcsTask.Container container : task.containers()) {
            container.lastStatus = "STOPPED";
            if (container.exitCode == null && task.startedAt != null) {
                container.exitCode = 0;
            }
        }
        task.status("DEPROVISIONING");
        timeline.after(timings.deprovisioning(), () -> stopped(task));
    }

    private void stopped(EcsTask task) {
        task.status("STOPPED");
        task.stoppedAt = timeline.now();
        timeline.after(timings.stoppedTasksKept(), () -> task.service().tasks().remove(task));
        observer.stopped(task);
    }
}
