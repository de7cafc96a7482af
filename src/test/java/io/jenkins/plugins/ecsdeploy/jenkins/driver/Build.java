package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One build of a job. */
public record Build(JenkinsClient jenkins, String path) {

    private static final Duration END = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    public Build waitForEnd() throws InterruptedException {
        try {
            Eventually.within(END, path + " has ended", () -> !isRunning());
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "\n" + console(), late);
        }
        return keepLog();
    }

    /** Keeps the log for readers of the results: {@code target/jenkins-it/JOB-NUMBER.log}. */
    private Build keepLog() {
        String name = path.replace("job/", "").replaceFirst("/$", "").replace('/', '-');
        try {
            Path folder = Files.createDirectories(Path.of("target", "jenkins-it"));
            Files.writeString(folder.resolve(name + ".log"), console());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its page, with a slash at the end. */
    public String path() {
        return path;
    }

    /** Waits until the log has this text. */
    public Build waitForLine(String text) throws InterruptedException {
        Eventually.within(END, "\"" + text + "\" in the log of " + path, () -> {
            boolean there = console().contains(text);
            if (!there && !json().get("building").asBoolean() && !console().contains(text)) {
                throw new IllegalStateException("The build has ended without \"" + text + "\":\n" + console());
            }
            return there;
        });
        return this;
    }

    public boolean isRunning() {
        return json().get("building").asBoolean();
    }

    /** {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code ABORTED}. */
    public String result() {
        return json().get("result").asText();
    }

    public String console() {
        return JenkinsClient.expect(jenkins.get(path + "consoleText"), path + "consoleText")
                .body();
    }

    /** Stops it, as a person does with the red cross. */
    public void stop() {
        jenkins.postForm(path + "stop", Map.of());
    }

    /** Kills it, as a person does if a stop has no effect: no step of it is told. */
    public void kill() {
        jenkins.postForm(path + "kill", Map.of());
    }

    /** A value that the script has shown with {@code echo "RETURNED name json"}. */
    public JsonNode returned(String name) {
        String mark = "RETURNED " + name + " ";
        String line = console()
                .lines()
                .filter(candidate -> candidate.startsWith(mark))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no \"" + mark + "\" in\n" + console()));
        try {
            return JSON.readTree(line.substring(mark.length()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private JsonNode json() {
        return jenkins.json(path + "api/json?tree=building,result");
    }
}
