package io.jenkins.plugins.ecsdeploy.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.UnknownOutcomeException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.KnownMessage;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Starts and stops tasks. A call of RunTask may be made again and again, in this process and in a later one: its client token
 * is saved before it is first sent, so that ECS starts its tasks once.
 */
public final class TaskCalls {

    /**
     * A token stands for its tasks for 24 hours, or for the life of the last task plus an hour, whichever is less (API
     * reference, "Ensuring idempotency"): a task may have ended at once, so an hour after the first try the same token may
     * start others.
     */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(55);

    private static final Backoff BACKOFF = Backoff.linear(4, Duration.ofSeconds(3));

    /** API reference of StopTask, {@code reason}. */
    private static final int LONGEST_REASON = 255;

    private final AwsClients clients;
    private final Sleeper sleeper;
    private final Clock clock;

    /** @param sleeper between two tries of a call whose answer was lost */
    public TaskCalls(AwsClients clients, Sleeper sleeper, Clock clock) {
        this.clients = clients;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * What a call of RunTask has started.
     *
     * @param tasks ARNs
     * @param failures why tasks were not started, one sentence each
     */
    private record Started(List<String> tasks, List<String> failures) {}

    /**
     * Starts what no call has started yet. Of a refused call the tasks of earlier ones remain.
     *
     * @param goOn asked before each call
     * @param log takes a line for each task
     * @throws AwsCallException if ECS refuses the first call: nothing was started
     */
    public void startAll(RunTaskState state, BooleanSupplier goOn, Consumer<String> log) throws InterruptedException {
        for (RunTaskState.Call call : state.calls()) {
            if (call.isAnswered() || !goOn.getAsBoolean()) {
                continue;
            }
            try {
                Started started = start(state, call);
                state.answered(call, started.tasks(), started.failures());
                started.tasks()
                        .forEach(arn -> log.accept("Started task " + arn + " of "
                                + Arn.name(state.plan().taskDefinition())));
            } catch (UnknownOutcomeException unknown) {
                state.unknown(call, unknown.getMessage());
            } catch (AwsCallException refused) {
                if (refused.isInterruption() || state.runs().isEmpty()) {
                    throw refused;
                }
                state.answered(call, List.of(), List.of(refused.getMessage()));
            }
        }
    }

    /**
     * Sends a call that {@linkplain RunTaskState.Call#sending is saved}, or finds what an earlier try has started.
     *
     * @throws AwsCallException if ECS refuses it; nothing was started
     * @throws UnknownOutcomeException if it is unknown whether tasks were started
     */
    private Started start(RunTaskState state, RunTaskState.Call call) throws InterruptedException {
        Duration since = Duration.between(Instant.ofEpochMilli(call.sentMillis()), clock.instant());
        return since.compareTo(TOKEN_LIFE) < 0 ? send(state, call) : found(state, call, since);
    }

    private Started send(RunTaskState state, RunTaskState.Call call) throws InterruptedException {
        RunTaskRequest request = SdkJson.fill(RunTaskRequest.builder(), json(state.request()))
                .count(call.count())
                .clientToken(token(call))
                .startedBy(call.name())
                .overrideConfiguration(SendOnce::withoutSdkRetries)
                .build();
        return new SendOnce(sleeper, BACKOFF)
                .send(
                        () -> run(state, request),
                        () -> startedBefore(state, call),
                        "Look at the tasks of cluster " + Arn.name(state.plan().cluster()) + " that were started by "
                                + call.name() + ", and stop what runs before you try again.");
    }

    /** A name may be longer than a token. */
    private static String token(RunTaskState.Call call) {
        String name = call.name();
        return name.substring(Math.max(0, name.length() - 64));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new JsonMapper().readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Started run(RunTaskState state, RunTaskRequest request) {
        try {
            return AwsCall.get(
                    "ecs:RunTask",
                    Arn.name(state.plan().taskDefinition()) + " in cluster "
                            + Arn.name(state.plan().cluster()),
                    () -> clients.ecs().runTask(request),
                    "tasks",
                    answer -> started(answer, request.count()));
        } catch (AwsCallException failed) {
            if (failed.getCause() instanceof ConflictException conflict
                    && !conflict.resourceIds().isEmpty()) {
                return new Started(List.copyOf(conflict.resourceIds()), List.of());
            }
            if (KnownMessage.NO_CAPACITY.isIn(failed)) {
                return new Started(
                        List.of(),
                        List.of("Not started: " + failed.getMessage()
                                + ". Try again later, in more subnets, or in another size."));
            }
            throw failed;
        }
    }

    /** Empty if the answer speaks of fewer tasks than were asked for: then it is worth no more than a lost one. */
    private static Optional<Started> started(RunTaskResponse answer, int count) {
        List<String> tasks = answer.tasks().stream()
                .map(Task::taskArn)
                .filter(Objects::nonNull)
                .toList();
        List<String> failures =
                answer.failures().stream().map(TaskCalls::sentence).toList();
        return tasks.size() + failures.size() < count ? Optional.empty() : Optional.of(new Started(tasks, failures));
    }

    /** The reasons of the developer guide, "Amazon ECS API failure reasons". */
    private static String sentence(Failure failure) {
        String reason = String.valueOf(failure.reason());
        String help;
        if (reason.startsWith("RESOURCE")) {
            help =
                    "No container instance has enough of it left. Add instances or stop tasks, or let the task ask for less.";
        } else if (reason.startsWith("AGENT")) {
            help = "The container instance's agent is disconnected. Check the instance, or place the task on another.";
        } else if (reason.startsWith("ATTRIBUTE")) {
            help = "No container instance has an attribute that the task definition requires, such as a network mode, a"
                    + " log driver or an architecture.";
        } else if (reason.startsWith("MISSING") || reason.startsWith("INACTIVE")) {
            help = "What the request names is not there any more. Check cluster and container instances.";
        } else if (reason.startsWith("Capacity")) {
            help = "Try again later, or in more subnets.";
        } else {
            help = "See \"Amazon ECS API failure reasons\" in the developer guide.";
        }
        return "Not started: " + reason
                + (failure.detail() == null ? "" : " (" + failure.detail() + ")")
                + (failure.arn() == null ? "" : " at " + Arn.name(failure.arn())) + ". " + help;
    }

    /** Only all of them prove that the call was carried out: sent again, it names the same tasks. */
    private Optional<Started> startedBefore(RunTaskState state, RunTaskState.Call call) {
        try {
            List<String> tasks = startedBy(state, call);
            return tasks.size() < call.count() ? Optional.empty() : Optional.of(new Started(tasks, List.of()));
        } catch (AwsCallException unreadable) {
            if (unreadable.isInterruption()) {
                throw unreadable;
            }
            return Optional.empty(); // the token is enough: sent again, the call starts nothing twice
        }
    }

    private Started found(RunTaskState state, RunTaskState.Call call, Duration since) {
        String unknown = "It is unknown whether " + call.count() + (call.count() == 1 ? " task" : " tasks") + " of "
                + Arn.name(state.plan().taskDefinition()) + " were started " + since.toMinutes()
                + " minutes ago: the answer of RunTask was lost, and its client token may have expired since, so it was"
                + " not sent again.";
        List<String> tasks;
        try {
            tasks = startedBy(state, call);
        } catch (AwsCallException unreadable) {
            throw new UnknownOutcomeException(unknown + " " + unreadable.getMessage(), unreadable);
        }
        if (tasks.isEmpty()) {
            throw new UnknownOutcomeException(unknown + " ECS lists no task that was started by " + call.name()
                    + "; one that stopped over an hour ago it does not list. Check what the task would have done.");
        }
        return new Started(
                tasks,
                tasks.size() == call.count()
                        ? List.of()
                        : List.of("Of " + call.count() + " tasks ECS lists " + tasks.size()
                                + "; the others have not started, or stopped over an hour ago."));
    }

    /** The tasks that carry the call's name, running or stopped within the hour. */
    private List<String> startedBy(RunTaskState state, RunTaskState.Call call) {
        Set<String> arns = new LinkedHashSet<>();
        for (DesiredStatus desired : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
            arns.addAll(AwsCall.run(
                            "ecs:ListTasks",
                            "the tasks started by " + call.name(),
                            () -> clients.ecs()
                                    .listTasks(request -> request.cluster(
                                                    state.plan().cluster())
                                            .startedBy(call.name())
                                            .desiredStatus(desired)))
                    .taskArns());
        }
        return List.copyOf(arns);
    }

    /**
     * Asks ECS to stop all tasks that have not ended, those too that a call has started whose answer is still on its way.
     *
     * @param log takes a line for each
     */
    public void stopAll(RunTaskState state, String reason, Consumer<String> log) {
        Set<String> arns = new LinkedHashSet<>();
        state.runs().stream().filter(run -> !run.hasEnded()).forEach(run -> arns.add(run.arn()));
        for (RunTaskState.Call call : state.calls()) {
            if (!call.isAnswered() && call.sentMillis() > 0) {
                try {
                    arns.addAll(startedBy(state, call));
                } catch (AwsCallException unreadable) {
                    log.accept("Tasks that were started by " + call.name() + " were NOT stopped: "
                            + unreadable.getMessage());
                }
            }
        }
        arns.forEach(arn -> stop(state, arn, reason, log));
    }

    /**
     * Asks ECS to stop a task; one that has stopped stays as it is.
     *
     * @return whether ECS was asked
     */
    public boolean stop(RunTaskState state, String arn, String reason, Consumer<String> log) {
        try {
            AwsCall.run(
                    "ecs:StopTask",
                    "task " + Arn.name(arn),
                    () -> clients.ecs()
                            .stopTask(request -> request.cluster(state.plan().cluster())
                                    .task(arn)
                                    .reason(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))));
            log.accept("Asked ECS to stop task " + Arn.name(arn) + ": " + reason);
            return true;
        } catch (AwsCallException failed) {
            log.accept("Task " + Arn.name(arn) + " was NOT stopped: " + failed.getMessage());
            return false;
        }
    }
}
