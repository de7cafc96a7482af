package io.jenkins.plugins.ecsdeploy.waitbench;

import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Many waits for deployments on the simulated ECS: how late the ends are learned of, calls, threads, heap. Deployments
 * begin spread over time, as builds do, and each wait some seconds after its own. The ways to wait: {@code poller}, the
 * plugin's; {@code waiter}, the SDK's EcsWaiter, one thread each; {@code cli}, {@code aws ecs wait services-stable},
 * one process each; {@code heap} measures how much heap the poller's waits hold. Arguments: {@link WaitOptions#of};
 * docs/benchmarks.md has the commands.
 */
public final class WaitBenchmark {

    private static final Duration SAMPLE = Duration.ofSeconds(1);

    private static final String BUILDS = "builds";

    private final ScheduledExecutorService builds =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, BUILDS));
    private final WaitOptions options;
    private final SimulatedServices world;
    private final Map<String, Instant> learned = new ConcurrentHashMap<>();
    private final BakeTimeCalls quiet;
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private int mostThreads;

    private WaitBenchmark(WaitOptions options, SimulatedServices world) {
        this.options = options;
        this.world = world;
        quiet = new BakeTimeCalls(world);
    }

    public static void main(String[] arguments) throws Exception {
        WaitOptions options = WaitOptions.of(List.of(arguments));
        System.out.println(options);
        try (SimulatedServices world = new SimulatedServices(options)) {
            if (options.way().equals("heap")) {
                HeapOfWaits.measure(world, options);
            } else {
                new WaitBenchmark(options, world).run();
            }
        }
    }

    private void run() throws InterruptedException {
        Instant start = world.clock.instant();
        try (WaitContender way = way()) {
            deploy(way, start);
            while (learned.size() < options.count()) {
                world.pass(SAMPLE);
                mostThreads = Math.max(mostThreads, threads());
                if (samplesQuiet()) {
                    quiet.sample();
                }
            }
            report(start);
        } finally {
            builds.shutdownNow();
        }
    }

    /** Reading the stages of thousands would be most of the simulator's work. */
    private boolean samplesQuiet() {
        return options.bakeMinutes() > 0 && options.count() <= 1000;
    }

    private WaitContender way() {
        return switch (options.way()) {
            case "poller" -> new PollerWaits(world, options.requestsPerSecond());
            case "waiter" -> new SdkWaiterWaits(world);
            case "cli" -> new CliWaits(world);
            default -> throw new IllegalArgumentException(options.way());
        };
    }

    private void deploy(WaitContender way, Instant start) {
        for (int number = 0; number < options.count(); number++) {
            String service = world.services.get(number);
            Duration begin = options.beginOf(number);
            Duration waits = options.waitBegins(number);
            at(start.plus(begin), () -> {
                FleetSeed.Update update = world.simulator.fleet().update(service);
                at(
                        start.plus(begin).plus(waits),
                        () -> way.begin(update, () -> learned.put(update.service(), world.clock.instant())));
            });
        }
    }

    private void at(Instant time, Runnable what) {
        long nanos = world.clock
                .realTime(Duration.between(world.clock.instant(), time))
                .toNanos();
        builds.schedule(what, Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** Threads that were not there before, without the simulator's. */
    private int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !thread.getName().startsWith("simulator")
                        && !thread.getName().startsWith("HTTP-Dispatcher")
                        && !thread.getName().equals(BUILDS))
                .count();
    }

    private void report(Instant start) {
        Map<String, Long> calls = world.simulator.callCounts();
        long finding = calls.getOrDefault("ecs:ListServiceDeployments", 0L);
        long all = calls.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf(
                "%s, %d waits, %s: %d s; %d calls to poll, %d to find the deployments %s; %d threads%n",
                options.way(),
                options.count(),
                options.bakeMinutes() > 0 ? "blue/green" : "rolling",
                Duration.between(start, world.clock.instant()).toSeconds(),
                all - finding,
                finding,
                calls,
                mostThreads);
        System.out.println("learned late: " + late());
        if (samplesQuiet()) {
            System.out.println("quiet: " + quiet);
        }
    }

    private String late() {
        List<Double> late = new ArrayList<>();
        world.simulator
                .fleet()
                .ends()
                .forEach((service, end) ->
                        late.add(Duration.between(end, learned.get(service)).toMillis() / 1000.0));
        Collections.sort(late);
        return String.format(
                "median %.1f s, p95 %.1f s, most %.1f s",
                late.get(late.size() / 2), late.get((int) (late.size() * 0.95)), late.get(late.size() - 1));
    }
}
