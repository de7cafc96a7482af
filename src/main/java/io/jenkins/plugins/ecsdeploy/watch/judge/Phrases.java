package io.jenkins.plugins.ecsdeploy.watch.judge;

import java.time.Duration;

/** Phrases that several verdicts share. */
public final class Phrases {

    private Phrases() {}

    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /** For a service scaled to zero. */
    static String runsNoTask(String revision) {
        return revision + " is set, but runs no task: the desired count is 0, so nothing shows whether it works.";
    }

    static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + " seconds";
        }
        return seconds == 60 ? "1 minute" : seconds / 60 + " minutes";
    }
}
