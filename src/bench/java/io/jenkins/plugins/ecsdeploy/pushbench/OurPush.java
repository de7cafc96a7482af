package io.jenkins.plugins.ecsdeploy.pushbench;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.image.Compression;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * This project's push, in a JVM with a heap of 64 MB: one that stays warm, as a permanent agent's, or a new one for each push,
 * as on an agent that lives for one build. Its start is not measured: the agent runs before it pushes.
 */
final class OurPush implements Contender {

    private static final String HEAP = "-Xmx64m";

    /** What is pushed. */
    interface Source {
        String of(BenchImage image, int version);
    }

    private final String name;
    private final Source source;
    private final Compression compression;
    private final boolean warm;

    @CheckForNull
    private final BenchEngine engine;

    @CheckForNull
    private Agent agent;

    private OurPush(
            String name, Source source, Compression compression, boolean warm, @CheckForNull BenchEngine engine) {
        this.name = "ecrPush " + name + (compression == Compression.ZSTD ? ", zstd" : "") + (warm ? "" : ", new JVM");
        this.source = source;
        this.compression = compression;
        this.warm = warm;
        this.engine = engine;
    }

    static OurPush archive(Compression compression, boolean warm) {
        return new OurPush(
                "docker-archive", (image, version) -> image.archive(version).toString(), compression, warm, null);
    }

    static OurPush layout() {
        return new OurPush(
                "OCI layout", (image, version) -> image.layout(version).toString(), Compression.GZIP, true, null);
    }

    static OurPush image(BenchEngine engine, Compression compression, boolean warm) {
        return new OurPush(
                "image", (image, version) -> engine.host + " " + image.tag(version), compression, warm, engine);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(BenchImage image) throws IOException, InterruptedException {
        if (engine != null) {
            engine.load(image);
        }
    }

    /** Nothing is kept between pushes but what the JVM has loaded and compiled. */
    @Override
    public void forget() {}

    boolean isWarm() {
        return warm;
    }

    @Override
    public Measured push(BenchImage image, int version, LoopbackRegistry registry)
            throws IOException, InterruptedException {
        if (agent == null || !warm) {
            close();
            agent = new Agent();
        }
        Agent running = agent;
        String order = "http://" + registry.authority + " v" + version + " " + compression.word() + " "
                + source.of(image, version);
        return engine == null ? running.push(name, order) : engine.with(() -> running.push(name, order));
    }

    @Override
    public void close() {
        if (agent != null) {
            agent.process.destroy();
        }
    }

    /** A JVM that waits for orders. */
    private static final class Agent {

        private final Process process;
        private final BufferedReader answers;
        private final BufferedWriter orders;

        Agent() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "-cp",
                            classPath(),
                            AgentProcess.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            orders = process.outputWriter(StandardCharsets.UTF_8);
        }

        Measured push(String name, String order) throws IOException {
            orders.write(order + "\n");
            orders.flush();
            String answer = answers.readLine();
            if (answer == null || !answer.startsWith("OK ")) {
                throw new IOException(name + ": " + answer);
            }
            String[] words = answer.split(" ");
            return new Measured(
                    Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]), 0);
        }

        /** Of this class's loader: with {@code exec:java} the property {@code java.class.path} is Maven's own. */
        private static String classPath() {
            if (!(OurPush.class.getClassLoader() instanceof URLClassLoader loader)) {
                return System.getProperty("java.class.path");
            }
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
