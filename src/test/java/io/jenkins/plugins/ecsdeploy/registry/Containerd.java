package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A containerd of its own, which pulls images and unpacks them. Linux, as root. */
final class Containerd implements AutoCloseable {

    private static final int TRIES = 100;

    private final Path folder;
    private final Process process;
    private final List<Path> mounts = new ArrayList<>();

    private Containerd(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static Containerd startOrSkip(Path folder) throws Exception {
        assumeTrue(isInstalled("containerd") && isInstalled("ctr"), "needs containerd and ctr");
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, for containerd");
        Files.createDirectories(folder);
        Path configuration = Files.writeString(
                folder.resolve("config.toml"), "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]\n");
        Process process = new ProcessBuilder(
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
        Containerd started = new Containerd(folder, process);
        for (int i = 0; !started.answers(); i++) {
            if (i == TRIES || !process.isAlive()) {
                started.close();
                throw new IOException("containerd did not start: " + Files.readString(folder.resolve("log")));
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return started;
    }

    private boolean answers() throws Exception {
        return ctr("version").waitFor() == 0;
    }

    /** Pulls an image from a registry of loopback; returns the folder where it is mounted, unpacked. */
    Path pullAndMount(String image) throws Exception {
        run("images", "pull", "--plain-http", "--platform", "linux/amd64", "--snapshotter", "native", image);
        Path mount = Files.createDirectories(folder.resolve("mount"));
        run("images", "mount", "--snapshotter", "native", "--platform", "linux/amd64", image, mount.toString());
        mounts.add(mount);
        return mount;
    }

    private void run(String... arguments) throws Exception {
        Process ctr = ctr(arguments);
        String output = new String(ctr.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ctr.waitFor()).as(output).isZero();
    }

    private Process ctr(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("ctr", "--address", folder.resolve("sock").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
    }

    @Override
    public void close() throws Exception {
        for (Path mount : mounts) {
            new ProcessBuilder("umount", mount.toString()).start().waitFor();
        }
        process.destroy();
        process.waitFor();
    }
}
