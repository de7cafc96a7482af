package io.jenkins.plugins.ecsdeploy.taskdef;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The two contenders of {@link TemplateBenchmark} taking turns in one thread, in processor time: a ratio that a busy machine
 * changes little. Half of the time is warm-up.
 */
public final class TemplateTurns {

    private static final Duration A_SIZE = Duration.ofSeconds(20);
    private static final double NANOS_A_MILLI = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Long> template = new ArrayList<>();
    private final List<Long> jackson = new ArrayList<>();
    private final Blackhole result = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    private TemplateTurns() {}

    public static void main(String[] arguments) throws IOException {
        StringBuilder table = new StringBuilder("| size | template | Jackson | ratio |\n|---|---|---|---|\n");
        for (int kilobytes : new int[] {60, 160, 320, 640}) {
            table.append(new TemplateTurns().row(kilobytes));
        }
        System.out.println("\nMilliseconds of processor time, medians:\n\n" + table);
    }

    private String row(int kilobytes) throws IOException {
        TemplateBenchmark benchmark = new TemplateBenchmark();
        benchmark.kilobytes = kilobytes;
        benchmark.write();
        long end = System.nanoTime() + A_SIZE.toNanos();
        while (System.nanoTime() < end) {
            long begin = threads.getCurrentThreadCpuTime();
            result.consume(benchmark.template());
            long between = threads.getCurrentThreadCpuTime();
            result.consume(benchmark.jackson());
            template.add(between - begin);
            jackson.add(threads.getCurrentThreadCpuTime() - between);
        }
        double ours = medianOfSecondHalf(template);
        double theirs = medianOfSecondHalf(jackson);
        return String.format(Locale.ROOT, "| %d KB | %.3f | %.3f | %.2f |%n", kilobytes, ours, theirs, ours / theirs);
    }

    private static double medianOfSecondHalf(List<Long> nanos) {
        List<Long> warm = new ArrayList<>(nanos.subList(nanos.size() / 2, nanos.size()));
        Collections.sort(warm);
        return warm.get(warm.size() / 2) / NANOS_A_MILLI;
    }
}
