package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs commands, and measures them with GNU time. */
final class Shell {

    private static final int MEGABYTE = 1000 * 1000;

    private Shell() {}

    static boolean has(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** @throws IOException with the command's output, if it fails */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    /** Wall and CPU time and peak resident memory of a command and its children. */
    static Measured measure(String... command) throws IOException, InterruptedException {
        Path report = Files.createTempFile("time", ".txt");
        List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-o", report.toString(), "-f", "%U %S %M"));
        timed.addAll(List.of(command));
        long begun = System.nanoTime();
        run(timed.toArray(String[]::new));
        double wall = (System.nanoTime() - begun) / 1e9;
        String[] words = Files.readString(report).strip().split("\\s+");
        Files.delete(report);
        return new Measured(
                wall,
                Double.parseDouble(words[0]) + Double.parseDouble(words[1]),
                Double.parseDouble(words[2]) * 1024 / MEGABYTE,
                0);
    }
}
