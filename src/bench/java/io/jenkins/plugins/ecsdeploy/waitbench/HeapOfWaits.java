package io.jenkins.plugins.ecsdeploy.waitbench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How much heap the poller's waits hold during their deployments: the heap with all of them, less the heap after all
 * but one were cancelled. The simulator, the SDK's clients and the threads are there both times.
 */
final class HeapOfWaits {

    private static final Pattern CLASS = Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");
    private static final int CLASSES_SHOWN = 25;

    private HeapOfWaits() {}

    static void measure(SimulatedServices world, WaitOptions options) throws InterruptedException {
        try (PollerWaits poller = new PollerWaits(world, options.requestsPerSecond())) {
            world.simulator.fleet().updateAll().forEach(update -> poller.begin(update, () -> {}));
            while (poller.following() < options.count()) {
                Thread.sleep(200);
            }
            if (options.bakeMinutes() > 0) {
                untilAllBake(world, options.count());
            }
            Map<String, Long> standing = new HashMap<>();
            Map<String, Long> cancelled = new HashMap<>();
            int[] waits = new int[1];
            poller.atRest(() -> {
                waits[0] = poller.waiting();
                standing.putAll(bytesByClass());
            });
            if (waits[0] < options.count()) {
                throw new IllegalStateException("some had ended before all were found: slow the time down with speed=");
            }
            poller.cancelAllButOne();
            Thread.sleep(1000);
            poller.atRest(() -> cancelled.putAll(bytesByClass()));
            standing.forEach((name, bytes) -> cancelled.merge(name, -bytes, Long::sum));
            cancelled.replaceAll((name, less) -> -less);
            report(cancelled, waits[0] - 1);
        }
    }

    private static void untilAllBake(SimulatedServices world, int count) throws InterruptedException {
        while (world.simulator.fleet().stages().getOrDefault("BAKE_TIME", 0L) < count) {
            Thread.sleep(200);
        }
        world.pass(Duration.ofSeconds(90)); // each has seen it
    }

    static void report(Map<String, Long> bytes, int waits) {
        long all = bytes.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("%d waits: %d bytes of heap each%n", waits, all / waits);
        bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(CLASSES_SHOWN)
                .forEach(one -> System.out.printf("  %6.1f  %s%n", (double) one.getValue() / waits, one.getKey()));
    }

    /** Of live objects: the histogram runs a garbage collection first. */
    static Map<String, Long> bytesByClass() {
        try {
            System.gc();
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            Map<String, Long> bytes = new HashMap<>();
            histogram
                    .lines()
                    .map(CLASS::matcher)
                    .filter(Matcher::find)
                    .forEach(found -> bytes.merge(found.group(3), Long.valueOf(found.group(2)), Long::sum));
            return bytes;
        } catch (JMException notThisJvm) {
            throw new IllegalStateException(notThisJvm);
        }
    }
}
