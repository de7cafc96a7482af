package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.docker.FakeEngine;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in for an agent's tools and for the network: programs at the front of the node's PATH, each of which says in the
 * log that it is one; a Docker Engine that has the image of the commit; and a web server that gets every request that curl
 * sends, whatever load balancer it is for.
 */
public final class StandIns implements AutoCloseable {

    private static final int LAYER_BYTES = 32 * 1024;

    private final RealJenkins jenkins;
    private final Path folder;
    private final HttpServer web;
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private FakeEngine engine;

    public StandIns(RealJenkins jenkins) throws IOException {
        this.jenkins = jenkins;
        folder = Files.createTempDirectory("jenkins-it-stand-ins-");
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = ("{\"path\": \"" + path + "\", \"status\": \"ok\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
        Files.writeString(
                folder.resolve(".curlrc"),
                "noproxy = \"*\"\nconnect-to = \"::127.0.0.1:"
                        + web.getAddress().getPort() + "\"\n");
    }

    /** What the web server answers to a path from now on; 200 if nothing is said. */
    public StandIns answers(String path, int status) {
        statuses.put(path, status);
        return this;
    }

    /** A program of that name, as a shell script. */
    public StandIns program(String name, String script) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\necho \"(stand-in for " + name + ": $*)\" >&2\n" + script + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("can't make " + program + " a program");
        }
        return this;
    }

    /** A file that a program of {@link #program} finds as {@code $STAND_INS/NAME}. */
    public StandIns file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    /** What {@code docker build} of the next builds makes: another image for each number. */
    public StandIns image(int number) throws IOException {
        close(engine);
        byte[] layer = TestImages.layer(number, LAYER_BYTES);
        engine = new FakeEngine(
                Digest.sha256(TestImages.config(layer)).toString(),
                List.of(Digest.sha256(layer).toString()),
                TestImages.tar(TestImages.dockerArchiveFiles("webshop:1", layer)));
        return program("docker", "");
    }

    /** Gives all of it to Jenkins' own node, under the labels of the examples. */
    public void install() {
        String variables = Stream.concat(
                        Map.of(
                                "PATH+STANDINS",
                                folder.toString(),
                                "STAND_INS",
                                folder.toString(),
                                "CURL_HOME",
                                folder.toString())
                                .entrySet()
                                .stream(),
                        engine == null ? Stream.empty() : engine.environment().entrySet().stream())
                .map(one -> "new hudson.slaves.EnvironmentVariablesNodeProperty.Entry('" + one.getKey() + "', '"
                        + one.getValue() + "')")
                .collect(Collectors.joining(", "));
        jenkins.client()
                .script("def node = jenkins.model.Jenkins.get()\n"
                        + "node.labelString = 'docker linux'\n"
                        + "node.nodeProperties.replaceBy([new hudson.slaves.EnvironmentVariablesNodeProperty(["
                        + variables
                        + "])])");
    }

    private static void close(FakeEngine engine) {
        if (engine != null) {
            engine.close();
        }
    }

    @Override
    public void close() throws IOException {
        close(engine);
        web.stop(0);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
