package io.jenkins.plugins.ecsdeploy.watch.judge;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.time.Duration;

/** Small words that several sentences need. */
public final class Words {

    private Words() {}

    static String tasks(int count) {
        return count == 1 ? "1 task" : count + " tasks";
    }

    /** {@code family:revision} of a task definition's ARN. */
    public static String familyRevision(String taskDefinitionArn) {
        return Arn.name(taskDefinitionArn);
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
