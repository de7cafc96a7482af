package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** An empty docker-registry for one series of pushes, on a port that no client has seen before. */
final class LoopbackRegistry implements AutoCloseable {

    private static final int TRIES = 200;

    private final Path folder;
    private final Process process;
    final String authority;

    LoopbackRegistry(Path scratch) throws IOException, InterruptedException {
        folder = Files.createTempDirectory(scratch, "registry");
        authority = "127.0.0.1:" + freePort();
        Path configuration =
                Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: %s, maxthreads: 100}}
                http: {addr: "%s"}
                """.formatted(folder.resolve("storage"), authority));
        process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitAnswer();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try {
                HttpURLConnection connection = (HttpURLConnection)
                        URI.create("http://" + authority + "/v2/").toURL().openConnection();
                if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException("docker-registry did not start: " + Files.readString(folder.resolve("log")));
    }

    double storedMb() throws IOException {
        Path blobs = folder.resolve("storage/docker/registry/v2/blobs");
        if (!Files.isDirectory(blobs)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(blobs)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / 1e6;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
            Shell.run("rm", "-rf", folder.toString());
        } catch (InterruptedException aborted) {
            Thread.currentThread().interrupt();
        }
    }
}
