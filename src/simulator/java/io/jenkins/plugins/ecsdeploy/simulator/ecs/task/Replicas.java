package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Deployment;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Starts and stops tasks of a deployment, as far as its scenario and its failures so far allow. */
public final class Replicas {

    private final EventTimeline timeline;
    private final EcsTimings timings;
    private final TaskFactory factory;
    private final Consumer<EcsTask> starter;
    private final TaskStops stops;

    public Replicas(
            EventTimeline timeline,
            EcsTimings timings,
            TaskFactory factory,
            Consumer<EcsTask> starter,
            TaskStops stops) {
        this.timeline = timeline;
        this.timings = timings;
        this.factory = factory;
        this.starter = starter;
        this.stops = stops;
    }

    /** @param again called when it is worth another try, if tasks could not be started now */
    public void start(EcsService service, Deployment deployment, int tasks, Runnable again) {
        if (tasks <= 0 || !deployment.launches()) {
            return;
        }
        Instant now = timeline.now();
        if (deployment.notBefore().isAfter(now)) {
            timeline.after(Duration.between(now, deployment.notBefore()), again);
            return;
        }
        int placed = Math.min(tasks, capacity(service, deployment));
        if (placed < tasks) {
            service.events().noCapacity(now);
            deployment.notBefore(now.plus(timings.capacityRetry()));
            timeline.after(timings.capacityRetry(), again);
        }
        if (placed > 0) {
            List<EcsTask> started = new ArrayList<>();
            for (int i = 0; i < placed; i++) {
                started.add(factory.make(service, deployment, now));
            }
            service.tasks().addAll(started);
            service.events().startedTasks(started, now);
            started.forEach(starter);
        }
    }

    /** How many further tasks of a deployment can be placed. */
    private static int capacity(EcsService service, Deployment deployment) {
        return switch (deployment.scenario()) {
            case NO_CAPACITY -> 0;
            case CAPACITY_FOR_ONE ->
                Math.max(0, 1 - service.wantedTasks(deployment).size());
            default -> Integer.MAX_VALUE;
        };
    }

    /** Stops tasks of a deployment, those first that aren't in service yet, none that is protected. */
    public void stop(EcsService service, Deployment deployment, int tasks) {
        List<EcsTask> stopped = service.wantedTasks(deployment).stream()
                .filter(task -> !task.isProtected(timeline.now()))
                .sorted(Comparator.comparing(EcsTask::inService))
                .limit(Math.max(tasks, 0))
                .toList();
        if (stopped.isEmpty()) {
            return;
        }
        Instant now = timeline.now();
        int draining = (int) stopped.stream().filter(EcsTask::registered).count();
        if (draining > 0) {
            service.events().drainingTasks(draining, now);
        }
        String by =
                "Scaling activity initiated by (deployment " + service.primary().id() + ")";
        stopped.forEach(task -> stops.stop(task, "ServiceSchedulerInitiated", by));
        service.events().stoppedTasks(stopped, now);
    }

    /** Brings a deployment to a number of tasks. */
    public void scale(EcsService service, Deployment deployment, int tasks, Runnable again) {
        int wanted = service.wantedTasks(deployment).size();
        stop(service, deployment, wanted - tasks);
        start(service, deployment, tasks - wanted, again);
    }

    /**
     * Notes a failed task of a deployment. ECS waits longer and longer before it replaces tasks that keep failing
     * (developer guide, "service throttle logic").
     */
    public void failed(EcsTask task) {
        Deployment deployment = task.deployment();
        int doubled = Math.min(Math.max(deployment.failedTasks() - 2, 0), 6);
        Instant now = timeline.now();
        deployment.taskFailed(now.plus(timings.restart().multipliedBy(1L << doubled)), now);
        if (deployment.failedTasks() == 3) {
            task.service().events().startImpaired(now);
        }
    }
}
