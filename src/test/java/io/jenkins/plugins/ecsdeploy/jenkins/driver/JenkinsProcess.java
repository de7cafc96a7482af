package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Jenkins controller in a process of its own, on a loopback port, with a home of its own that is deleted when it is closed.
 * Our plugin is installed beside the plugins it is given.
 */
public final class JenkinsProcess implements AutoCloseable {

    /** Scripts, Jenkinsfiles and settings that the tests give a Jenkins. */
    static final String RESOURCES = "/io/jenkins/plugins/ecsdeploy/jenkins/";

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Path war;
    private final Path home;
    private final int port;
    private final List<String> options;
    private Process process;

    /**
     * Makes the home; {@link #start} starts it.
     *
     * @param plugins a folder of .jpi or .hpi
     * @param without short names of plugins of that folder to leave out
     * @param ours our .hpi
     * @param options more options of the Java machine
     */
    JenkinsProcess(Path war, Path plugins, List<String> without, Path ours, List<String> options) throws IOException {
        this.war = war;
        this.options = List.copyOf(options);
        home = Files.createTempDirectory("jenkins-it-");
        port = freePort();
        Path installed = Files.createDirectories(home.resolve("plugins"));
        Files.createDirectories(home.resolve("tmp"));
        try (Stream<Path> files = Files.list(plugins)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".+\\.[jh]pi") && !without.contains(name.replaceFirst("\\.[jh]pi$", ""))) {
                    Files.createSymbolicLink(installed.resolve(name), file.toAbsolutePath());
                }
            }
        }
        Files.copy(ours, installed.resolve("ecs-deploy.jpi"));
        resource("security.groovy", home.resolve("init.groovy.d/security.groovy"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void resource(String name, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (InputStream in = JenkinsProcess.class.getResourceAsStream(RESOURCES + name)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Its home, also before it is started. */
    public Path home() {
        return home;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Starts it, and waits until it is up. */
    public JenkinsProcess start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + home.resolve("tmp"),
                "-Djenkins.install.runSetupWizard=false",
                "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.model.DownloadService.never=true",
                "-Dhudson.model.UsageStatistics.disabled=true"));
        command.addAll(options);
        command.addAll(List.of(
                "-jar", war.toString(), "--httpListenAddress=127.0.0.1", "--httpPort=" + port, "--enable-future-java"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JENKINS_HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile()));
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // even if a test run is interrupted
        Eventually.within(START, "Jenkins is up", this::isUp);
        return this;
    }

    private boolean isUp() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Jenkins has ended:\n" + log());
        }
        return new JenkinsClient(url()).answers();
    }

    /** Asks the process to end, as a service manager does (SIGTERM), and waits for it. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Jenkins doesn't end when asked to");
        }
    }

    /** Ends the process at once (SIGKILL): it can't write anything more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
    }

    /** The controller's log, of all its starts. */
    public String log() {
        try {
            return Files.readString(logFile().toPath(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private File logFile() {
        return home.resolve("jenkins.log").toFile();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
