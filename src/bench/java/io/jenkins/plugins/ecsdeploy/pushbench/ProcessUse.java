package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resources used by a running process, from Linux' /proc. */
final class ProcessUse {

    private static final double TICKS_PER_SECOND = 100;

    private final Path proc;

    ProcessUse(long pid) {
        proc = Path.of("/proc", Long.toString(pid));
    }

    /** proc(5): utime and stime are the 14th and 15th field of stat. The second one, in brackets, may contain spaces. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(proc.resolve("stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / TICKS_PER_SECOND;
    }

    /** Starts measuring the peak again. */
    void resetPeak() throws IOException {
        Files.writeString(proc.resolve("clear_refs"), "5");
    }

    double peakMemoryMb() throws IOException {
        for (String line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith("VmHWM:")) {
                return Double.parseDouble(line.replaceAll("\\D+", "")) * 1024 / 1e6;
            }
        }
        return 0;
    }
}
