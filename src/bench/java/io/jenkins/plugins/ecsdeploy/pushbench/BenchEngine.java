package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Docker Engine for the benchmark alone. What it does for a push is measured too. */
final class BenchEngine implements AutoCloseable {

    private static final int TRIES = 120;

    final String host;
    private final Process engine;
    private final ProcessUse use;

    BenchEngine(Path scratch) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(scratch.resolve("docker"));
        host = "unix://" + folder.resolve("docker.sock");
        engine = new ProcessBuilder(
                        "dockerd",
                        "--host",
                        host,
                        "--data-root",
                        folder.resolve("data").toString(),
                        "--exec-root",
                        folder.resolve("exec").toString(),
                        "--pidfile",
                        folder.resolve("pid").toString(),
                        "--iptables=false",
                        "--ip-masq=false",
                        "--bridge=none")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        use = new ProcessUse(engine.pid());
        awaitAnswer();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            try {
                Shell.run("docker", "--host", host, "version");
                return;
            } catch (IOException notYet) {
                if (i == TRIES) {
                    throw notYet;
                }
                Thread.sleep(500);
            }
        }
    }

    /** Both versions, as a build would leave them. */
    void load(BenchImage image) throws IOException, InterruptedException {
        for (int version = 1; version <= 2; version++) {
            if (Shell.run("docker", "--host", host, "images", "--quiet", image.tag(version))
                    .isBlank()) {
                Shell.run(
                        "docker",
                        "--host",
                        host,
                        "load",
                        "--quiet",
                        "--input",
                        image.archive(version).toString());
            }
        }
    }

    /** A push that asks something of the engine. */
    interface Push {
        Measured run() throws IOException, InterruptedException;
    }

    /** Adds what the engine did meanwhile; the peak is the sum of both. */
    Measured with(Push push) throws IOException, InterruptedException {
        use.resetPeak();
        double cpuBefore = use.cpuSeconds();
        Measured measured = push.run();
        return new Measured(
                measured.wallSeconds(),
                measured.cpuSeconds() + use.cpuSeconds() - cpuBefore,
                measured.peakMemoryMb() + use.peakMemoryMb(),
                0);
    }

    @Override
    public void close() {
        engine.destroy();
        engine.onExit().join();
    }
}
