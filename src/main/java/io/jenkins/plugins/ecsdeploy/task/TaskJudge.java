package io.jenkins.plugins.ecsdeploy.task;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.TaskEnd;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.TaskFailure;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.TaskFailure.ContainerExit;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What a stopped task came to. Both are read: why the task stopped, and the exit code of the container that decides. A task
 * that was stopped from outside is no success, even if its container ended with 0 then: it may have been asked to. What can't
 * be read is no success either. Pure.
 */
final class TaskJudge {

    private static final String EXITED = "EssentialContainerExited";
    private static final String NOT_STARTED = "TaskFailedToStart";
    private static final String BY_USER = "UserInitiated";
    private static final String SPOT = "SpotInterruption";

    /** ECS takes the host away, or it fails (API reference, Task.stopCode). */
    private static final Set<String> BY_HOST = Set.of("TerminationNotice", "InfrastructureHealth");

    /** How a container ends that the task's own stop has asked to, or has killed. */
    private static final Set<Integer> ENDED_WITH_THE_TASK = Set.of(143, 137);

    private final TaskPlan plan;

    TaskJudge(TaskPlan plan) {
        this.plan = plan;
    }

    /** @param task whose lastStatus is STOPPED */
    TaskEnd end(Task task) {
        Map<String, Integer> exitCodes = new LinkedHashMap<>();
        task.containers().stream()
                .filter(one -> one.name() != null && one.exitCode() != null)
                .forEach(one -> exitCodes.put(one.name(), one.exitCode()));
        Verdict verdict = verdict(task);
        return new TaskEnd(
                verdict.outcome(),
                verdict.reason() + sidecars(task),
                text(task.stopCodeAsString()),
                new LinkedHashMap<>(exitCodes),
                millis(task.startedAt()),
                millis(task.executionStoppedAt() == null ? task.stoppedAt() : task.executionStoppedAt()));
    }

    private Verdict verdict(Task task) {
        String code = text(task.stopCodeAsString());
        String reason = text(task.stoppedReason());
        Optional<Container> deciding = task.containers().stream()
                .filter(one -> plan.container().equals(one.name()))
                .findFirst();
        Optional<Integer> exit = deciding.map(Container::exitCode);
        if (code.equals(NOT_STARTED)) {
            return new Verdict(Outcome.FAILED, "The task failed to start: " + advised(task, reason));
        }
        if (code.equals(SPOT)) {
            return new Verdict(
                    Outcome.FAILED,
                    "Spot interruption: Fargate or EC2 took the Spot capacity away (" + reason
                            + "). Run it again, or without Spot.");
        }
        if (BY_HOST.contains(code)) {
            return new Verdict(
                    Outcome.FAILED, "The host of the task was terminated or failed (" + code + ": " + reason + ").");
        }
        if (code.equals(BY_USER)) {
            return new Verdict(Outcome.STOPPED, "Stopped by a user or another tool: " + reason + exits(deciding));
        }
        if (exit.isEmpty()) {
            return new Verdict(
                    Outcome.UNKNOWN,
                    "The task stopped (" + (code.isEmpty() ? "ECS names no stop code" : code)
                            + (reason.isEmpty() ? "" : ": " + reason) + "), and ECS knows no exit code of container "
                            + plan.container()
                            + deciding.map(one -> said(one.reason())).orElse("")
                            + ". Look at its log, and at what it should have done.");
        }
        if (exit.get() != 0) {
            return new Verdict(Outcome.FAILED, failed(task, deciding.get()));
        }
        if (!code.equals(EXITED)) {
            return new Verdict(
                    Outcome.UNKNOWN,
                    "Container " + plan.container()
                            + " ended with exit code 0, but the task stopped for another reason ("
                            + (code.isEmpty() ? "ECS names no stop code" : code)
                            + (reason.isEmpty() ? "" : ": " + reason)
                            + "): it may have been asked to. Look at its log, and at what it should have done.");
        }
        return new Verdict(Outcome.SUCCEEDED, "container " + plan.container() + " ended with exit code 0.");
    }

    private String failed(Task task, Container deciding) {
        String memory = text(deciding.reason()).contains("OutOfMemory") ? "Out of memory: " : "";
        String earlier = "";
        if (ENDED_WITH_THE_TASK.contains(deciding.exitCode()) && memory.isEmpty()) {
            earlier = task.containers().stream()
                    .filter(one -> isEssential(one) && !plan.container().equals(one.name()))
                    .filter(one -> one.exitCode() != null && !ENDED_WITH_THE_TASK.contains(one.exitCode()))
                    .map(one -> ", perhaps because essential container " + one.name() + " ended first")
                    .findFirst()
                    .orElse("");
        }
        TaskFailure failure = failure(task, List.of(deciding));
        return memory + exit(deciding).describe() + earlier + "."
                + failure.advice().map(advice -> " " + advice).orElse("");
    }

    private String advised(Task task, String reason) {
        List<Container> failed = task.containers().stream()
                .filter(one -> one.reason() != null && !reason.contains(one.reason()))
                .toList();
        TaskFailure failure = failure(task, failed);
        return failure.headline() + "."
                + failure.advice().map(advice -> " " + advice).orElse("");
    }

    private static TaskFailure failure(Task task, List<Container> containers) {
        return new TaskFailure(
                1,
                text(task.stopCodeAsString()),
                text(task.stoppedReason()),
                containers.stream().map(TaskJudge::exit).toList(),
                Arn.name(text(task.taskArn())));
    }

    private static ContainerExit exit(Container container) {
        return new ContainerExit(
                text(container.name()),
                container.exitCode() == null ? OptionalInt.empty() : OptionalInt.of(container.exitCode()),
                text(container.reason()));
    }

    private static String exits(Optional<Container> deciding) {
        return deciding.filter(one -> one.exitCode() != null)
                .map(one -> "; " + exit(one).describe() + ".")
                .orElse(".");
    }

    /** What became of the other containers of the task definition; those that the platform has added say nothing. */
    private String sidecars(Task task) {
        List<String> others = new ArrayList<>();
        for (Container one : task.containers()) {
            boolean other = one.name() != null
                    && plan.container(one.name()).isPresent()
                    && !plan.container().equals(one.name());
            if (other && one.exitCode() != null && one.exitCode() != 0) {
                boolean withTheTask = ENDED_WITH_THE_TASK.contains(one.exitCode());
                others.add(
                        withTheTask
                                ? one.name() + " was stopped with the task (" + one.exitCode() + ")"
                                : exit(one).describe());
            }
        }
        return others.isEmpty() ? "" : others.stream().collect(Collectors.joining("; ", " Beside it: ", "."));
    }

    private boolean isEssential(Container container) {
        return plan.container(String.valueOf(container.name()))
                .filter(TaskPlan.PlannedContainer::essential)
                .isPresent();
    }

    private static String said(String reason) {
        return reason == null ? "" : " (" + reason + ")";
    }

    private static long millis(Instant time) {
        return time == null ? 0 : time.toEpochMilli();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
