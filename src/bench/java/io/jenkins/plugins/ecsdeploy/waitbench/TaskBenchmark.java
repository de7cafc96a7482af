package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.operations.task.OneOffTasks;
import io.jenkins.plugins.ecsdeploy.operations.task.RunTask;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.Poller;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;

/**
 * Many waits for one-off tasks on the simulated ECS: calls, threads, heap. The ways to wait: {@code poller}, the plugin's,
 * with a step for each task; {@code waiter}, the SDK's EcsWaiter, a thread each; {@code cli}, {@code aws ecs wait
 * tasks-stopped}, a process each; {@code heap}, how much heap the poller's waits hold. Then how many, and {@code seconds=}
 * (that the tasks run, 300), {@code rate=} (requests a second, 5), {@code speed=} (times as fast as real time, 1).
 */
public final class TaskBenchmark implements AutoCloseable {

    private static final int A_CALL = 10;
    private static final Duration WAITER_PAUSE = Duration.ofSeconds(6); // botocore's and the SDK's, TasksStopped

    private final Map<String, Double> options = new HashMap<>(Map.of("seconds", 300.0, "rate", 5.0, "speed", 1.0));
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final String way;
    private final int count;
    private final SimulatorClock clock;
    private final Simulator simulator;
    private final AwsConnection connection;
    private final AwsClients clients;

    private TaskBenchmark(List<String> arguments) throws IOException {
        way = arguments.get(0);
        count = Integer.parseInt(arguments.get(1));
        arguments.stream()
                .skip(2)
                .map(text -> text.split("=", 2))
                .forEach(pair -> options.put(pair[0], Double.valueOf(pair[1])));
        clock = SimulatorClock.accelerated(options.get("speed"));
        simulator = Simulator.start(0, clock);
        simulator.seedWebshop();
        connection = AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(SimulatedServices.ACCESS_KEY, SimulatedServices.SECRET_KEY)))
                .at(simulator.endpoint());
        clients = new AwsClients(connection);
    }

    public static void main(String[] arguments) throws Exception {
        try (TaskBenchmark benchmark = new TaskBenchmark(List.of(arguments))) {
            benchmark.run();
        }
    }

    private void run() throws Exception {
        List<String> tasks = start();
        long callsBefore = calls();
        CountDownLatch ended = new CountDownLatch(count);
        switch (way) {
            case "poller" -> poll(tasks, ended::countDown);
            case "heap" -> heap(poll(tasks, () -> {}));
            case "waiter" -> tasks.forEach(task -> thread(() -> waiter(task), ended));
            case "cli" -> tasks.forEach(task -> thread(() -> cli(task), ended));
            default -> throw new IllegalArgumentException(way);
        }
        if (way.equals("heap")) {
            return;
        }
        int mostThreads = 0;
        while (!ended.await(200, TimeUnit.MILLISECONDS)) {
            mostThreads = Math.max(mostThreads, threads());
        }
        System.out.printf(
                "%s, %d tasks of %.0f s: %d calls, %d threads%n",
                way, count, options.get("seconds"), calls() - callsBefore, mostThreads);
    }

    /** The tasks run by then; starting them is not counted. */
    private List<String> start() {
        List<String> tasks = new ArrayList<>();
        for (int first = 0; first < count; first += A_CALL) {
            int some = Math.min(A_CALL, count - first);
            clients
                    .ecs()
                    .runTask(request -> request.cluster(WebshopSeed.CLUSTER)
                            .taskDefinition("webshop")
                            .count(some)
                            .launchType("FARGATE")
                            .networkConfiguration(
                                    network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-0aaa1111")))
                            .overrides(overrides -> overrides.containerOverrides(one -> one.name("web")
                                    .command(
                                            "sh",
                                            "-c",
                                            "sleep " + options.get("seconds").intValue()))))
                    .tasks()
                    .stream()
                    .map(Task::taskArn)
                    .forEach(tasks::add);
        }
        return tasks;
    }

    private long calls() {
        return simulator.operations().size();
    }

    private List<OneOffTasks> poll(List<String> tasks, Runnable learned) {
        Poller poller = new Poller(
                clock,
                () -> PollSchedule.DEFAULT,
                () -> options.get("rate"),
                workers,
                (delay, wake) -> timer.schedule(wake, clock.realTime(delay).toMillis(), TimeUnit.MILLISECONDS),
                () -> ThreadLocalRandom.current().nextDouble());
        RunTask runTask = new RunTask(new WaitTools(poller, workers, clock, Sleeper.SYSTEM));
        List<OneOffTasks> waits = new ArrayList<>();
        for (String task : tasks) {
            RunTaskState state = new RunTaskState(
                    new TaskPlan(WebshopSeed.CLUSTER, "webshop:1", "web", new ArrayList<>()),
                    "{}",
                    1,
                    task,
                    new RunTaskState.Terms(
                            clock.instant().plus(Duration.ofHours(4)).toEpochMilli(), true, false, true));
            state.answered(state.calls().get(0), List.of(task), List.of());
            OneOffTasks wait = runTask.tasks(
                    state,
                    new OneOffTasks.Build(
                            () -> connection, Map.of(), (step, line) -> {}, () -> true, (run, tail) -> {}));
            wait.begin(new Learning(learned));
            waits.add(wait);
        }
        return waits;
    }

    private record Learning(Runnable learned) implements OneOffTasks.Listener {

        @Override
        public void save(Runnable then) {
            then.run();
        }

        @Override
        public void ended() {
            learned.run();
        }

        @Override
        public void failed(RuntimeException why) {
            why.printStackTrace();
            learned.run();
        }
    }

    /** With all waits, less with one: the simulator, the SDK's clients and the threads are there both times. */
    private void heap(List<OneOffTasks> waits) throws InterruptedException {
        Thread.sleep(clock.realTime(Duration.ofSeconds(120)).toMillis()); // each was polled
        Map<String, Long> standing = HeapOfWaits.bytesByClass();
        waits.subList(1, waits.size()).forEach(OneOffTasks::cancel);
        waits.subList(1, waits.size()).clear();
        Thread.sleep(1000);
        HeapOfWaits.bytesByClass().forEach((name, bytes) -> standing.merge(name, -bytes, Long::sum));
        HeapOfWaits.report(standing, count - 1);
    }

    @FunctionalInterface
    private interface Waiting {
        void await() throws Exception;
    }

    private static void thread(Waiting waiting, CountDownLatch ended) {
        Thread thread = new Thread(() -> {
            try {
                waiting.await();
            } catch (Exception failed) {
                System.out.println("failed: " + failed);
            }
            ended.countDown();
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void waiter(String task) {
        try (EcsWaiter waiter = EcsWaiter.builder()
                .client(clients.ecs())
                .overrideConfiguration(override -> override.maxAttempts(10_000)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(clock.realTime(WAITER_PAUSE))))
                .build()) {
            waiter.waitUntilTasksStopped(
                    request -> request.cluster(WebshopSeed.CLUSTER).tasks(task));
        }
    }

    /** In real time only. */
    private void cli(String task) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                        "aws",
                        "--endpoint-url",
                        simulator.endpoint().toString(),
                        "ecs",
                        "wait",
                        "tasks-stopped",
                        "--cluster",
                        WebshopSeed.CLUSTER,
                        "--tasks",
                        task)
                .inheritIO();
        process.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        SimulatedServices.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        SimulatedServices.SECRET_KEY,
                        "AWS_DEFAULT_REGION",
                        "us-east-1"));
        int code = process.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("exit code " + code);
        }
    }

    /** Threads that were not there before, without the simulator's. */
    private int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("simulator")
                        && !thread.getName().startsWith("HTTP-Dispatcher"))
                .count();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        clients.close();
        simulator.close();
    }
}
