package io.jenkins.plugins.ecsdeploy.pushbench;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a task's start waits for: containerd pulls the same image as gzip and as zstd from a registry on loopback and unpacks
 * it (docs/benchmarks.md). As root, with containerd, docker-registry and skopeo. {@code -Dpush.rounds=5},
 * {@code -Dpush.images=large,real}.
 */
public final class UnpackBenchmark {

    private static final long LAYER_BYTES = 37_500_000;
    private static final int TRIES = 200;

    private final Path folder;
    private final Process containerd;
    private final ProcessUse use;

    private UnpackBenchmark(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Path configuration = Files.writeString(
                folder.resolve("config.toml"), "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n");
        containerd = new ProcessBuilder(
                        "containerd",
                        "--config",
                        configuration.toString(),
                        "--address",
                        folder.resolve("sock").toString(),
                        "--root",
                        folder.resolve("root").toString(),
                        "--state",
                        folder.resolve("state").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        use = new ProcessUse(containerd.pid());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("unpack-bench");
        try {
            int rounds = Integer.getInteger("push.rounds", 5);
            String images = System.getProperty("push.images", "large,real");
            if (images.contains("large")) {
                measure(BenchImage.make(scratch, "large", 8, LAYER_BYTES), "300 MB, 8 layers", rounds, scratch);
            }
            if (images.contains("real")) {
                measure(
                        BenchImage.ofThisMachine(scratch, "real", 8, LAYER_BYTES),
                        "300 MB of an operating system and a JDK, 8 layers",
                        rounds,
                        scratch);
            }
        } finally {
            Shell.run("rm", "-rf", scratch.toString());
        }
    }

    /** The two take turns. */
    private static void measure(BenchImage image, String title, int rounds, Path scratch)
            throws IOException, InterruptedException {
        Map<Compression, List<Measured>> fetched = new LinkedHashMap<>();
        Map<Compression, List<Measured>> unpacked = new LinkedHashMap<>();
        Map<Compression, Double> sizes = new LinkedHashMap<>();
        UnpackBenchmark containerd = new UnpackBenchmark(scratch.resolve("containerd-" + image.name));
        try {
            containerd.awaitAnswer();
            for (int round = 0; round < rounds; round++) {
                for (Compression compression : Compression.values()) {
                    try (LoopbackRegistry registry = new LoopbackRegistry(scratch)) {
                        try (Contender push = OurPush.archive(compression, true)) {
                            push.push(image, 1, registry);
                        }
                        sizes.put(compression, registry.storedMb());
                        String name = registry.authority + "/bench:v1";
                        fetched.computeIfAbsent(compression, key -> new ArrayList<>())
                                .add(containerd.timed(
                                        "content", "fetch", "--plain-http", "--platform", "linux/amd64", name));
                        unpacked.computeIfAbsent(compression, key -> new ArrayList<>())
                                .add(containerd.timed(
                                        "images", "pull", "--plain-http", "--platform", "linux/amd64", name));
                        containerd.ctr("images", "rm", "--sync", name);
                    }
                }
            }
        } finally {
            containerd.stop();
        }
        System.out.printf(
                Locale.ROOT,
                "%n%s, median of %d%n%n| | stored MB | download s | unpack s | unpack CPU s |%n|---|---|---|---|---|%n",
                title,
                rounds);
        unpacked.forEach((compression, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.2f | %.2f | %.2f |%n",
                compression.word(),
                sizes.get(compression),
                Measured.median(fetched.get(compression)).wallSeconds(),
                Measured.median(all).wallSeconds(),
                Measured.median(all).cpuSeconds()));
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            try {
                ctr("version");
                return;
            } catch (IOException notYet) {
                if (i == TRIES) {
                    throw notYet;
                }
                Thread.sleep(50);
            }
        }
    }

    /** With what containerd does for it. */
    private Measured timed(String... arguments) throws IOException, InterruptedException {
        double cpuBefore = use.cpuSeconds();
        long begun = System.nanoTime();
        ctr(arguments);
        Measured measured =
                new Measured((System.nanoTime() - begun) / 1e9, use.cpuSeconds() - cpuBefore, use.peakMemoryMb(), 0);
        System.out.println(String.join(" ", arguments) + ": " + measured);
        return measured;
    }

    private void ctr(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("ctr", "--address", folder.resolve("sock").toString()));
        command.addAll(List.of(arguments));
        Shell.run(command.toArray(String[]::new));
    }

    private void stop() {
        containerd.destroy();
        containerd.onExit().join();
    }
}
