package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** This project's push, in a JVM with a heap of 64 MB that stays warm, as an agent does. */
final class OurPush implements Contender {

    private static final String HEAP = "-Xmx64m";

    private final String source;
    private final BiFunction<BenchImage, Integer, Path> path;
    private final Process agent;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    OurPush(String source, BiFunction<BenchImage, Integer, Path> path) throws IOException {
        this.source = source;
        this.path = path;
        agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        classPath(),
                        AgentProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = agent.inputReader(StandardCharsets.UTF_8);
        orders = agent.outputWriter(StandardCharsets.UTF_8);
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

    @Override
    public String name() {
        return "ecrPush " + source;
    }

    @Override
    public void prepare(BenchImage image) {}

    /** Nothing is kept between pushes. */
    @Override
    public void forget() {}

    @Override
    public Measured push(BenchImage image, int version, LoopbackRegistry registry) throws IOException {
        orders.write(path.apply(image, version) + " http://" + registry.authority + " v" + version + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null || !answer.startsWith("OK ")) {
            throw new IOException(name() + ": " + answer);
        }
        String[] words = answer.split(" ");
        return new Measured(
                Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]), 0);
    }

    @Override
    public void close() {
        agent.destroy();
    }
}
