package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.SimulatorClock;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.backoff.FixedDelayBackoffStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.waiters.EcsWaiter;

/**
 * Many waits for rolling deployments on the simulated ECS, in real time: how late the end is learned of, calls, threads,
 * heap. The ways to wait: {@code poller}, the plugin's; {@code waiter}, the SDK's EcsWaiter, one thread each; {@code cli},
 * {@code aws ecs wait services-stable}, one process each.
 *
 * <p>Arguments: the way, how many, and for the poller the requests a second (5 by default).
 */
public final class WaitBenchmark implements AutoCloseable {

    private static final String CLUSTER = "many";

    private final Simulator simulator = Simulator.start(0, SimulatorClock.accelerated(1));
    private final AwsConnection connection = AwsConnection.to(
                    Region.US_EAST_1,
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
            .at(simulator.endpoint());
    private final AwsClients clients = new AwsClients(connection);
    private final Map<String, Instant> learned = new ConcurrentHashMap<>();
    private int threadsBefore;
    private int mostThreads;

    private WaitBenchmark() throws java.io.IOException {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        double perSecond = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 5;
        try (WaitBenchmark benchmark = new WaitBenchmark()) {
            benchmark.run(arguments[0], count, perSecond);
        }
    }

    private void run(String way, int count, double perSecond) throws Exception {
        makeServices(count);
        Map<String, DeploymentId> deployments = deploy(count);
        int callsBefore = simulator.operations().size();
        threadsBefore = Thread.activeCount();
        Instant start = Instant.now();
        switch (way) {
            case "poller" -> poller(deployments, perSecond);
            case "waiter" -> waiter(deployments.keySet().stream().toList());
            case "cli" -> cli(deployments.keySet().stream().toList());
            default -> throw new IllegalArgumentException(way);
        }
        report(way, count, start, callsBefore);
    }

    private void makeServices(int count) throws InterruptedException {
        clients.ecs().createCluster(request -> request.clusterName(CLUSTER));
        clients.ecs()
                .registerTaskDefinition(request -> request.family("worker")
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("worker")
                                .image("public.ecr.aws/x/worker:1")
                                .build()));
        for (int number = 0; number < count; number++) {
            String name = "worker-" + number;
            clients.ecs()
                    .createService(request -> request.cluster(CLUSTER)
                            .serviceName(name)
                            .taskDefinition("worker")
                            .desiredCount(1)
                            .launchType("FARGATE")
                            .networkConfiguration(network -> network.awsvpcConfiguration(
                                    vpc -> vpc.subnets("subnet-0aaa1111").securityGroups("sg-0ccc3333"))));
        }
        Thread.sleep(120_000); // until all of them are steady
    }

    private Map<String, DeploymentId> deploy(int count) {
        Map<String, DeploymentId> started = new ConcurrentHashMap<>();
        for (int number = 0; number < count; number++) {
            String name = "worker-" + number;
            started.put(
                    name,
                    new DeploymentId(clients.ecs()
                            .updateService(request ->
                                    request.cluster(CLUSTER).service(name).forceNewDeployment(true))
                            .service()
                            .deployments()
                            .get(0)
                            .id()));
        }
        return started;
    }

    private void poller(Map<String, DeploymentId> deployments, double perSecond) throws InterruptedException {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        ExecutorService workers = Executors.newCachedThreadPool();
        Poller poller = new Poller(
                Clock.systemUTC(),
                () -> PollSchedule.DEFAULT,
                () -> perSecond,
                workers,
                (delay, wake) -> timer.schedule(wake, delay.toMillis(), TimeUnit.MILLISECONDS),
                () -> ThreadLocalRandom.current().nextDouble());
        CountDownLatch open = new CountDownLatch(deployments.size());
        long heapBefore = usedHeap();
        deployments.forEach((service, id) -> poller.add(
                connection,
                new WatchRequest(new ServiceRef(CLUSTER, service), Optional.of(id), Duration.ofHours(2)),
                new WatchListener() {},
                end(service, open)));
        boolean measured = false;
        Instant start = Instant.now();
        while (!open.await(1, TimeUnit.SECONDS)) {
            mostThreads = Math.max(mostThreads, Thread.activeCount());
            if (!measured && Duration.between(start, Instant.now()).toSeconds() >= 40) {
                measured = true;
                System.out.printf(
                        "heap: %d bytes a wait, of %d still waiting after 40 s%n",
                        (usedHeap() - heapBefore) / deployments.size(), poller.size());
            }
        }
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private WaitEnd end(String service, CountDownLatch open) {
        return new WaitEnd() {
            @Override
            public void ended(WatchResult result) {
                learned.put(service, Instant.now());
                open.countDown();
            }

            @Override
            public void failed(RuntimeException why) {
                System.out.println(service + " failed: " + why);
                open.countDown();
            }
        };
    }

    /** With the pauses that it has by itself, 15 seconds, but for as long as it takes. */
    private void waiter(List<String> services) throws InterruptedException {
        try (EcsWaiter waiter = EcsWaiter.builder()
                .client(clients.ecs())
                .overrideConfiguration(override -> override.maxAttempts(1000)
                        .backoffStrategy(FixedDelayBackoffStrategy.create(Duration.ofSeconds(15))))
                .build()) {
            inThreads(
                    services,
                    service -> waiter.waitUntilServicesStable(
                            request -> request.cluster(CLUSTER).services(service)));
        }
    }

    private void cli(List<String> services) throws InterruptedException {
        inThreads(services, service -> {
            ProcessBuilder process = new ProcessBuilder(
                            "aws", "ecs", "wait", "services-stable", "--cluster", CLUSTER, "--services", service)
                    .inheritIO();
            process.environment()
                    .putAll(Map.of(
                            "AWS_ENDPOINT_URL", simulator.endpoint().toString(),
                            "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                            "AWS_SECRET_ACCESS_KEY", "not-a-secret",
                            "AWS_DEFAULT_REGION", "us-east-1"));
            process.command()
                    .addAll(1, List.of("--endpoint-url", simulator.endpoint().toString()));
            process.start().waitFor();
        });
    }

    private interface Waiting {

        void await(String service) throws Exception;
    }

    private void inThreads(List<String> services, Waiting waiting) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (String service : services) {
            Thread thread = new Thread(() -> {
                try {
                    waiting.await(service);
                    learned.put(service, Instant.now());
                } catch (Exception failed) {
                    System.out.println(service + " failed: " + failed);
                }
            });
            thread.start();
            threads.add(thread);
        }
        mostThreads = Thread.activeCount();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void report(String way, int count, Instant start, int callsBefore) {
        int callsAfter = simulator.operations().size();
        Map<String, Long> calls = simulator.operations().subList(callsBefore, callsAfter).stream()
                .collect(Collectors.groupingBy(operation -> operation, Collectors.counting()));
        List<Double> late = new ArrayList<>();
        learned.forEach((service, at) ->
                late.add(Duration.between(finishedAt(service), at).toMillis() / 1000.0));
        Collections.sort(late);
        System.out.printf(
                "%s, %d waits: ended %d in %d s; late median %.1f s, p95 %.1f s, most %.1f s; calls %d %s; threads %d%n",
                way,
                count,
                late.size(),
                Duration.between(start, Instant.now()).toSeconds(),
                late.get(late.size() / 2),
                late.get((int) (late.size() * 0.95)),
                late.get(late.size() - 1),
                callsAfter - callsBefore,
                calls,
                mostThreads - threadsBefore);
    }

    private Instant finishedAt(String service) {
        String arn = clients.ecs()
                .listServiceDeployments(request -> request.cluster(CLUSTER).service(service))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
        return clients.ecs()
                .describeServiceDeployments(request -> request.serviceDeploymentArns(arn))
                .serviceDeployments()
                .get(0)
                .finishedAt();
    }

    private static long usedHeap() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        clients.close();
        simulator.close();
    }
}
