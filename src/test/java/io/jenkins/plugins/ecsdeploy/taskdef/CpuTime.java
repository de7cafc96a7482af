package io.jenkins.plugins.ecsdeploy.taskdef;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The processor time that this thread needs for something: other load on the machine makes it hardly longer. */
public final class CpuTime {

    private CpuTime() {}

    /** Of one run. */
    public static Duration of(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    /** Of the fastest of several runs, so that compiling and collecting garbage count little. */
    public static Duration leastOf(int runs, Runnable work) {
        Duration least = of(work);
        for (int i = 1; i < runs; i++) {
            Duration next = of(work);
            least = next.compareTo(least) < 0 ? next : least;
        }
        return least;
    }
}
