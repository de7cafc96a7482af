package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskContainer;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetHealth;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;

/** Takes tasks to STOPPED. Targets drain first; DescribeTasks still shows a stopped task for a while. */
public final class TaskStops {

    private final EventTimeline timeline;
    private final Traffic traffic;
    private final EcsTimings timings;
    private final TaskObserver observer;

    public TaskStops(EventTimeline timeline, Traffic traffic, EcsTimings timings, TaskObserver observer) {
        this.timeline = timeline;
        this.traffic = traffic;
        this.timings = timings;
        this.observer = observer;
    }

    /** The scheduler or a user stops a task: its targets drain, then its containers get the stop signal. */
    public void stop(EcsTask task, String stopCode, String reason) {
        if (!task.wanted()) {
            return;
        }
        task.stopWanted(stopCode, reason, timeline.now());
        if (task.registered()) {
            task.status("DEACTIVATING");
            timeline.after(drain(task), () -> signal(task));
        } else {
            signal(task);
        }
    }

    /** An essential container has exited by itself: the task stops with it. */
    void exited(EcsTask task, TaskContainer crashed, int exitCode) {
        crashed.exit(exitCode);
        task.stopWanted("EssentialContainerExited", "Essential container in task exited", timeline.now());
        drain(task);
        task.status("STOPPING");
        timeline.after(timings.stopping(), () -> deprovision(task));
    }

    void failedToStart(EcsTask task, String reason) {
        task.stopWanted("TaskFailedToStart", reason, timeline.now());
        task.containers().forEach(TaskContainer::stop);
        deprovision(task);
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
        task.status("STOPPING");
        timeline.after(task.started() ? timings.stopping() : Duration.ZERO, () -> deprovision(task));
    }

    private void deprovision(EcsTask task) {
        task.deprovision(timeline.now());
        timeline.after(timings.deprovisioning(), () -> stopped(task));
    }

    private void stopped(EcsTask task) {
        task.stop(timeline.now());
        timeline.after(timings.stoppedTasksKept(), () -> task.service().tasks().remove(task));
        observer.stopped(task);
    }
}
