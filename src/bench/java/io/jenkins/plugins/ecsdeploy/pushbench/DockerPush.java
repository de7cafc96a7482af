package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docker push} with an engine of its own. The engine is measured, because it does the work. */
final class DockerPush implements Contender {

    private static final int TRIES = 120;

    private final String host;
    private final Process engine;
    private final ProcessUse use;

    DockerPush(Path scratch) throws IOException, InterruptedException {
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

    @Override
    public String name() {
        return "docker push";
    }

    @Override
    public void prepare(BenchImage image) throws IOException, InterruptedException {
        for (int version = 1; version <= 2; version++) {
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

    /** Its cache is by the registry's address, which is new in each series. */
    @Override
    public void forget() {}

    @Override
    public Measured push(BenchImage image, int version, LoopbackRegistry registry)
            throws IOException, InterruptedException {
        String target = registry.authority + "/bench:v" + version;
        Shell.run("docker", "--host", host, "tag", image.tag(version), target);
        use.resetPeak();
        double cpuBefore = use.cpuSeconds();
        long begun = System.nanoTime();
        Shell.run("docker", "--host", host, "push", "--quiet", target);
        return new Measured((System.nanoTime() - begun) / 1e9, use.cpuSeconds() - cpuBefore, use.peakMemoryMb(), 0);
    }

    @Override
    public void close() {
        engine.destroy();
        engine.onExit().join();
    }
}
