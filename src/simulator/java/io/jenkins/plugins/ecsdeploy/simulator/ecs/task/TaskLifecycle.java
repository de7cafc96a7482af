package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskContainer;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetHealth;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes tasks from PROVISIONING to RUNNING and in service, or to whatever their scenario has for them. */
public final class TaskLifecycle {

    private final EventTimeline timeline;
    private final Traffic traffic;
    private final EcsTimings timings;
    private final Images images;
    private final ContainerLogs logs;
    private final TaskStops stops;
    private final TaskObserver observer;

    public TaskLifecycle(
            EventTimeline timeline,
            Traffic traffic,
            EcsTimings timings,
            Images images,
            ContainerLogs logs,
            TaskStops stops,
            TaskObserver observer) {
        this.timeline = timeline;
        this.traffic = traffic;
        this.timings = timings;
        this.images = images;
        this.logs = logs;
        this.stops = stops;
        this.observer = observer;
    }

    public void start(EcsTask task) {
        then(task, timings.provisioning(), this::pull);
    }

    private void pull(EcsTask task) {
        task.pull(timeline.now());
        then(task, timings.pull(), this::pulled);
    }

    private void pulled(EcsTask task) {
        Optional<String> denied = StartProblems.deniedSecret(task);
        if (denied.isPresent()) {
            stops.failedToStart(task, denied.get());
            observer.failed(task);
            return;
        }
        for (TaskContainer container : task.containers()) {
            Optional<String> problem =
                    images.pullError(container.image(), task.deployment().scenario());
            if (problem.isPresent()) {
                container.fail(problem.get());
                stops.failedToStart(task, problem.get());
                observer.failed(task);
                return;
            }
            container.pulled(images.digest(container.image()).orElse(null));
        }
        task.activate(timeline.now());
        register(task);
        then(task, timings.activating(), this::run);
    }

    private void register(EcsTask task) {
        for (ServiceRevision.Registration target : task.deployment().revision().targets()) {
            traffic.register(target.targetGroupArn(), task.target(target));
            task.service().events().registeredTarget(target.targetGroupArn(), timeline.now());
            task.registered(true);
        }
        if (task.registered()) {
            boolean unhealthy = !task.deployment().scenario().targetHealth().healthy();
            then(
                    task,
                    unhealthy ? timings.targetUnhealthy() : timings.targetHealthy(),
                    unhealthy ? this::targetsUnhealthy : this::targetsHealthy);
        }
    }

    private void run(EcsTask task) {
        task.run(timeline.now());
        boolean checked = task.containers().stream().anyMatch(TaskContainer::checked);
        logs.started(task);
        if (task.deployment().scenario().exitCode().isPresent()) {
            then(task, timings.crashAfter(), this::crash);
        } else if (checked && task.deployment().scenario() == Scenario.UNHEALTHY && !task.registered()) {
            then(task, timings.targetUnhealthy(), this::containersUnhealthy);
        } else if (checked) {
            then(task, timings.containerHealthy(), this::containersHealthy);
        } else if (!task.registered()) {
            then(task, timings.withoutHealthChecks(), this::inService);
        }
    }

    private void targetsHealthy(EcsTask task) {
        for (ServiceRevision.Registration target : task.deployment().revision().targets()) {
            traffic.health(target.targetGroupArn(), task.target(target), TargetHealth.HEALTHY);
        }
        inServiceIfHealthy(task);
    }

    private void containersHealthy(EcsTask task) {
        task.containers().stream().filter(TaskContainer::checked).forEach(container -> container.health("HEALTHY"));
        inServiceIfHealthy(task);
    }

    private void inServiceIfHealthy(EcsTask task) {
        boolean answers = task.deployment().revision().targets().stream()
                .allMatch(target -> traffic.targets(target.targetGroupArn())
                        .getOrDefault(task.target(target), TargetHealth.INITIAL)
                        .healthy());
        boolean passes = task.containers().stream()
                .allMatch(container ->
                        !container.checked() || container.healthStatus().equals("HEALTHY"));
        if (task.running() && answers && passes) {
            inService(task);
        }
    }

    private void inService(EcsTask task) {
        if (!task.inService()) {
            task.inService(true);
            observer.inService(task);
        }
    }

    private void targetsUnhealthy(EcsTask task) {
        TargetHealth health = task.deployment().scenario().targetHealth();
        for (ServiceRevision.Registration target : task.deployment().revision().targets()) {
            traffic.health(target.targetGroupArn(), task.target(target), health);
        }
        then(task, graceLeft(task), this::stopForTargets);
    }

    private void stopForTargets(EcsTask task) {
        ServiceRevision.Registration target =
                task.deployment().revision().targets().get(0);
        String why = task.deployment().scenario().targetHealth().description();
        task.service().events().unhealthyTarget(target, why, timeline.now());
        stops.stop(
                task,
                "ServiceSchedulerInitiated",
                "Task failed ELB health checks in (target-group " + target.targetGroupArn() + ")");
        observer.failed(task);
    }

    private void containersUnhealthy(EcsTask task) {
        task.containers().stream().filter(TaskContainer::checked).forEach(container -> container.health("UNHEALTHY"));
        then(task, graceLeft(task), this::stopForContainers);
    }

    private void stopForContainers(EcsTask task) {
        task.service().events().unhealthyContainers(task, timeline.now());
        stops.stop(task, "ServiceSchedulerInitiated", "Task failed container health checks");
        observer.failed(task);
    }

    /** During healthCheckGracePeriodSeconds from its start no task is stopped for its health (API reference). */
    private Duration graceLeft(EcsTask task) {
        long grace =
                task.service().settings().path("healthCheckGracePeriodSeconds").asLong(0);
        Duration left = Duration.between(timeline.now(), task.startedAt().plusSeconds(grace));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The essential container behind the load balancer is the one that crashes, else the first essential one. */
    private void crash(EcsTask task) {
        TaskContainer crashing = task.deployment().revision().targets().stream()
                .map(target -> target.binding().containerName())
                .flatMap(name -> task.containers().stream()
                        .filter(container -> container.name().equals(name) && container.essential()))
                .findFirst()
                .orElseGet(() -> task.containers().stream()
                        .filter(TaskContainer::essential)
                        .findFirst()
                        .orElseThrow());
        Scenario scenario = task.deployment().scenario();
        if (scenario == Scenario.OUT_OF_MEMORY) {
            // developer guide, "Stopped tasks"
            crashing.fail("OutOfMemoryError: Container killed due to memory usage");
        }
        stops.exited(task, crashing, scenario.exitCode().orElseThrow());
        observer.failed(task);
    }

    private void then(EcsTask task, Duration delay, Consumer<EcsTask> step) {
        timeline.after(delay, () -> {
            if (task.wanted()) {
                step.accept(task);
            }
        });
    }
}
