package io.jenkins.plugins.ecsdeploy.operations.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;

/** One-off tasks in the webshop's cluster, on a clock that only the test moves; what is saved is saved as Jenkins would. */
public final class TaskBed implements OneOffTasks.Listener, AutoCloseable {

    private record Alarm(Instant at, Runnable wakeUp) {}

    public final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));
    public final List<String> log = new ArrayList<>();
    public final List<String> tails = new ArrayList<>();
    public final Simulator simulator;
    public final AwsConnection connection;
    public final AwsClients clients;
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::at));
    private RunTask runTask;
    private boolean ended;
    private RuntimeException failure;
    private RunTaskState state;
    private OneOffTasks tasks;
    private byte[] saved;
    private boolean building = true;
    private boolean killedBeforeSaved;
    private int killedBeforeSave = Integer.MAX_VALUE;
    private Duration timeout = Duration.ofMinutes(60);
    private boolean stopOnInterrupt = true;
    private boolean logs = true;
    private boolean awaited = true;
    private int count = 1;
    private Optional<String> like = Optional.of(WebshopSeed.SERVICE);
    private Optional<String> container = Optional.empty();
    private String taskDefinition = "webshop";

    public TaskBed() {
        try {
            simulator = Simulator.start(0, clock);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        simulator.seedWebshop();
        connection = AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(simulator.endpoint())
                .withRetryBackoff(BackoffStrategy.retryImmediately());
        clients = new AwsClients(connection);
        boot();
    }

    /** A controller that has just started. */
    private void boot() {
        alarms.clear();
        Poller poller = new Poller(
                clock,
                () -> new PollSchedule(Duration.ofSeconds(5), Duration.ofSeconds(15)),
                () -> 100,
                Runnable::run,
                (delay, wakeUp) -> alarms.add(new Alarm(clock.instant().plus(delay), wakeUp)),
                () -> 0);
        runTask = new RunTask(new WaitTools(poller, Runnable::run, clock, clock::advance));
    }

    public TaskBed timeout(Duration time) {
        timeout = time;
        return this;
    }

    public TaskBed leave() {
        stopOnInterrupt = false;
        return this;
    }

    public TaskBed withoutLogs() {
        logs = false;
        return this;
    }

    public TaskBed withoutWaiting() {
        awaited = false;
        return this;
    }

    public TaskBed count(int tasks) {
        count = tasks;
        return this;
    }

    public TaskBed like(String service) {
        like = Optional.ofNullable(service);
        return this;
    }

    public TaskBed container(String name) {
        container = Optional.of(name);
        return this;
    }

    public TaskBed taskDefinition(String name) {
        taskDefinition = name;
        return this;
    }

    /** {@code sh -c COMMAND} to the end. */
    public TaskBed run(String command) {
        begin(command);
        return passUntilTheEnd();
    }

    public TaskBed begin(String command) {
        plan(command);
        return begin();
    }

    public TaskBed plan(String command) {
        return plan(new TaskPlan.Overrides(
                container,
                command == null ? Optional.empty() : Optional.of(List.of("sh", "-c", command)),
                Map.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty()));
    }

    public TaskBed plan(TaskPlan.Overrides overrides) {
        RunTaskState.Terms terms =
                new RunTaskState.Terms(clock.instant().plus(timeout).toEpochMilli(), stopOnInterrupt, logs, awaited);
        state = runTask.plan(
                connection,
                new TaskPlan.Request(
                        WebshopSeed.CLUSTER, taskDefinition, like, TaskPlan.Placement.NONE, overrides, count),
                "shop/deploy-7",
                terms,
                (step, line) -> log.add(line));
        return this;
    }

    public TaskBed begin() {
        ended = false;
        tasks = runTask.tasks(
                state,
                new OneOffTasks.Build(
                        () -> connection,
                        Map.of(),
                        (step, line) -> log.add(line),
                        () -> building,
                        (run, tail) -> tails.addAll(tail)));
        tasks.begin(this);
        return this;
    }

    public TaskBed passUntilTheEnd() {
        while (!ended) {
            passToTheNextPoll();
        }
        if (failure != null) {
            throw failure;
        }
        return this;
    }

    public TaskBed pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (!ended && !alarms.isEmpty() && !alarms.peek().at().isAfter(end)) {
            passToTheNextPoll();
        }
        if (end.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), end));
        }
        return this;
    }

    public void passToTheNextPoll() {
        Alarm next = alarms.remove();
        Duration left = Duration.between(clock.instant(), next.at());
        clock.advance(left.isNegative() ? Duration.ZERO : left);
        next.wakeUp().run();
    }

    /** The controller ends without a word, and starts again: all that is left is what was saved. */
    public TaskBed restart(Duration downtime) {
        tasks.cancel();
        boot();
        killedBeforeSave = Integer.MAX_VALUE;
        clock.advance(downtime);
        state = SavedBytes.read(saved, RunTaskState.class);
        return begin();
    }

    /** From the n-th time on that the state is to be saved, the controller is dead: nothing is saved, nothing happens after. */
    public TaskBed killedBeforeSave(int number) {
        killedBeforeSave = number;
        return this;
    }

    /** The controller dies after the state is saved, and before what was to follow. */
    public TaskBed killedAfterSave(int number) {
        killedBeforeSave = number;
        killedBeforeSaved = true;
        return this;
    }

    public TaskBed endBuild() {
        building = false;
        return this;
    }

    public TaskBed interrupt(String why) {
        tasks.interrupted(why);
        return this;
    }

    public RunTaskState state() {
        return state;
    }

    public boolean hasEnded() {
        return ended;
    }

    public boolean isIdle() {
        return alarms.isEmpty();
    }

    /** Outcome and reason of all that went wrong, or the only summary. */
    public String outcome() {
        return state.troubles().isEmpty() ? state.summary(state.runs().get(0)) : String.join("\n", state.troubles());
    }

    /** All one-off tasks that ECS knows. */
    public List<Task> ecsTasks() {
        List<String> arns = new ArrayList<>();
        for (DesiredStatus status : List.of(DesiredStatus.RUNNING, DesiredStatus.STOPPED)) {
            arns.addAll(clients.ecs()
                    .listTasks(request -> request.cluster(WebshopSeed.CLUSTER)
                            .family("webshop")
                            .desiredStatus(status))
                    .taskArns());
        }
        return clients
                .ecs()
                .describeTasks(request -> request.cluster(WebshopSeed.CLUSTER).tasks(arns))
                .tasks()
                .stream()
                .filter(task -> task.startedBy().startsWith("jenkins/"))
                .toList();
    }

    /** As ECS refuses a token that is used for another request. */
    public AwsError conflict() {
        ArrayNode arns = JsonNodeFactory.instance.arrayNode();
        ecsTasks().forEach(task -> arns.add(task.taskArn()));
        return new AwsError(
                400, "ConflictException", "The provided clientToken is already in use.", Map.of("resourceIds", arns));
    }

    public long calls(String operation) {
        return simulator.operations().stream().filter(operation::equals).count();
    }

    /** The lines of containers. */
    public List<String> lines() {
        return log.stream().filter(line -> line.contains(" | ")).toList();
    }

    @Override
    public void save(Runnable then) {
        if (--killedBeforeSave <= 0) {
            if (killedBeforeSave == 0 && killedBeforeSaved) {
                saved = SavedBytes.write(state);
            }
            return;
        }
        saved = SavedBytes.write(state);
        then.run();
    }

    @Override
    public void ended() {
        ended = true;
    }

    @Override
    public void failed(RuntimeException why) {
        failure = why;
        ended = true;
    }

    @Override
    public void close() {
        clients.close();
        simulator.close();
    }
}
