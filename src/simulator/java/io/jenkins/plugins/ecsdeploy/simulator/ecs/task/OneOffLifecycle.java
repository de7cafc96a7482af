package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Cluster;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsTask;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.TaskContainer;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes one-off tasks from PROVISIONING to STOPPED. What a container does is its {@link ShellCommand}; the scenario of its
 * image or task definition comes first. A stopped task is described for an hour (API reference, DescribeTasks).
 */
public final class OneOffLifecycle {

    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    private final EventTimeline timeline;
    private final EcsTimings timings;
    private final Images images;
    private final ContainerLogs logs;

    public OneOffLifecycle(EventTimeline timeline, EcsTimings timings, Images images, ContainerLogs logs) {
        this.timeline = timeline;
        this.timings = timings;
        this.images = images;
        this.logs = logs;
    }

    public void start(Cluster cluster, EcsTask task) {
        cluster.oneOffTasks().add(task);
        then(task, timings.provisioning(), started -> {
            started.pull(timeline.now());
            then(started, timings.pull(), pulled -> pulled(cluster, pulled));
        });
    }

    private void pulled(Cluster cluster, EcsTask task) {
        Scenario scenario = task.launch().scenario();
        Optional<String> denied = StartProblems.deniedSecret(task);
        if (denied.isPresent()) {
            failedToStart(cluster, task, denied.get());
            return;
        }
        for (TaskContainer container : task.containers()) {
            Optional<String> problem = images.pullError(container.image(), scenario);
            if (problem.isPresent()) {
                container.fail(problem.get());
                failedToStart(cluster, task, problem.get());
                return;
            }
            container.pulled(images.digest(container.image()).orElse(null));
        }
        task.activate(timeline.now());
        then(task, timings.activating(), active -> run(cluster, active));
    }

    private void failedToStart(Cluster cluster, EcsTask task, String reason) {
        task.stopWanted("TaskFailedToStart", reason, timeline.now());
        task.containers().forEach(TaskContainer::stop);
        deprovision(cluster, task);
    }

    private void run(Cluster cluster, EcsTask task) {
        task.run(timeline.now());
        for (TaskContainer container : task.containers()) {
            ShellCommand command = command(task, container);
            if (command.lines().isEmpty()) {
                logs.started(task, container);
            }
            for (ShellCommand.Line line : command.lines()) {
                then(task, line.after(), running -> logs.write(running, container, line.text()));
            }
            command.takes().ifPresent(time -> then(task, time, running -> end(cluster, running, container, command)));
        }
        task.launch()
                .scenario()
                .exitCode()
                .ifPresent(code -> then(task, timings.crashAfter(), running -> {
                    TaskContainer first = running.containers().stream()
                            .filter(TaskContainer::essential)
                            .findFirst()
                            .orElseThrow();
                    if (running.launch().scenario() == Scenario.OUT_OF_MEMORY) {
                        first.fail("OutOfMemoryError: Container killed due to memory usage");
                    }
                    first.exit(code);
                    exited(cluster, running, first);
                }));
    }

    private ShellCommand command(EcsTask task, TaskContainer container) {
        if (task.launch().scenario().exitCode().isPresent()) {
            return ShellCommand.of(MissingNode.getInstance());
        }
        JsonNode override = task.launch().override(container.name()).path("command");
        return ShellCommand.of(override.isArray() ? override : MissingNode.getInstance());
    }

    private void end(Cluster cluster, EcsTask task, TaskContainer container, ShellCommand command) {
        if (command.simulated().isEmpty()) {
            container.exit(command.exitCode());
            exited(cluster, task, container);
            return;
        }
        switch (command.simulated().get()) {
            case SPOT -> stop(cluster, task, "SpotInterruption", "Your Spot Task was interrupted.");
            case HOST ->
                stop(cluster, task, "TerminationNotice", "Host EC2 (instance i-0123456789abcdef0) terminated.");
            case OOM -> {
                container.fail("OutOfMemoryError: Container killed due to memory usage");
                container.exit(KILLED);
                exited(cluster, task, container);
            }
            case NO_EXIT_CODE -> {
                container.stop();
                exited(cluster, task, container);
            }
        }
    }

    /** A container has ended by itself: if it is essential, the others are stopped with it. */
    private void exited(Cluster cluster, EcsTask task, TaskContainer container) {
        if (container.essential()) {
            task.stopWanted("EssentialContainerExited", "Essential container in task exited", timeline.now());
            task.status("STOPPING");
            timeline.after(timings.stopping(), () -> {
                terminate(task, container);
                deprovision(cluster, task);
            });
        }
    }

    /** A user, Spot or a host stops it: SIGTERM to each container that runs. */
    public void stop(Cluster cluster, EcsTask task, String stopCode, String reason) {
        if (!task.wanted()) {
            return;
        }
        task.stopWanted(stopCode, reason, timeline.now());
        task.status("STOPPING");
        timeline.after(task.started() ? timings.stopping() : Duration.ZERO, () -> {
            terminate(task, null);
            deprovision(cluster, task);
        });
    }

    /** @param ended the container that has ended by itself; null if none has */
    private void terminate(EcsTask task, TaskContainer ended) {
        for (TaskContainer container : task.containers()) {
            if (task.started() && container != ended && container.exitCode() == null) {
                boolean killed = task.launch().definition().containers().stream()
                        .noneMatch(one -> one.path("name").asText().equals(container.name()));
                container.exit(command(task, container).trap() ? 0 : killed ? KILLED : TERMINATED);
            }
        }
    }

    private void deprovision(Cluster cluster, EcsTask task) {
        task.deprovision(timeline.now());
        timeline.after(timings.deprovisioning(), () -> {
            task.stop(timeline.now());
            timeline.after(
                    timings.stoppedTasksKept(), () -> cluster.oneOffTasks().remove(task));
        });
    }

    private void then(EcsTask task, Duration delay, Consumer<EcsTask> step) {
        timeline.after(delay, () -> {
            if (task.wanted()) {
                step.accept(task);
            }
        });
    }
}
