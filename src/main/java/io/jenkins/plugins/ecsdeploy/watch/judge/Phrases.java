package io.jenkins.plugins.ecsdeploy.watch.judge;

import java.time.Duration;

/** Small words that several sentences need. */
public final class Phrases {

    private Phrases() {}

    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
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
