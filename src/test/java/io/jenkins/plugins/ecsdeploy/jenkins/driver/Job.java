package io.jenkins.plugins.ecsdeploy.jenkins.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/** A job of a Jenkins, by its full name. */
public record Job(JenkinsClient jenkins, String name) {

    private static final Duration QUEUE = Duration.ofMinutes(1);

    /** {@code job/team/job/deploy/}. */
    static String path(String name) {
        return "job/" + name.replace("/", "/job/") + "/";
    }

    public String path() {
        return path(name);
    }

    /** Starts the next build, and waits until it is there. */
    public Build start() throws InterruptedException {
        int number = jenkins.json(path() + "api/json?tree=nextBuildNumber")
                .get("nextBuildNumber")
                .asInt();
        JenkinsClient.expect(jenkins.postForm(path() + "build?delay=0sec", Map.of()), path() + "build");
        Eventually.within(QUEUE, name + " #" + number + " has started", () -> {
            JsonNode last =
                    jenkins.json(path() + "api/json?tree=lastBuild[number]").get("lastBuild");
            return last != null && last.path("number").asInt() >= number;
        });
        return new Build(jenkins, path() + number + "/");
    }

    public Build run() throws InterruptedException {
        return start().waitForEnd();
    }

    public String configXml() {
        return JenkinsClient.expect(jenkins.get(path() + "config.xml"), "config.xml")
                .body();
    }
}
