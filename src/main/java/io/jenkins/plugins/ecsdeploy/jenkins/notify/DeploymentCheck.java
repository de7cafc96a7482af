package io.jenkins.plugins.ecsdeploy.jenkins.notify;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.report.TimeText;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.time.Instant;
import java.util.List;

/**
 * A deployment as a check of the commit that was built: title in plain text, the rest in Markdown, in which the texts of a
 * deployment stay texts.
 *
 * @param conclusion a word of {@code ChecksConclusion}; NONE while it is in progress
 * @param summary never empty: GitHub requires one
 * @param text the cause of a failure; may be empty
 */
record DeploymentCheck(String conclusion, String title, String summary, String text) {

    private static final String MARKDOWN = "\\`*_{}[]<>()#+!|@~&";

    /** The same for each deployment of a service, so that the newest replaces the others. */
    static String name(RecordedService service) {
        return "Amazon ECS: " + service.service() + " in " + service.cluster();
    }

    static DeploymentCheck of(DeploymentEvent.Started started) {
        String revision = Arn.name(started.taskDefinition());
        return new DeploymentCheck(
                "NONE", "Deploying" + (revision.isEmpty() ? "" : " " + revision), "The deployment is in progress.", "");
    }

    static DeploymentCheck of(DeploymentEvent.Paused paused) {
        Instant expiresAt = paused.expiresAt();
        String until = expiresAt == null ? "" : " until " + TimeText.day(expiresAt);
        return new DeploymentCheck(
                "NONE", "Paused at " + paused.stage(), "The deployment waits for an answer" + until + ".", "");
    }

    static DeploymentCheck of(DeploymentEvent.Ended ended) {
        return new DeploymentCheck(
                conclusion(ended.outcome()),
                ended.outcome(),
                ended.reason().isEmpty() ? "The deployment has ended." : escaped(ended.reason()),
                block(ended.cause()));
    }

    private static String conclusion(String outcome) {
        return switch (outcome) {
            case "SUCCEEDED", "UNCHANGED", "REACHED" -> "SUCCESS";
            case "PAUSED" -> "NONE"; // it has not ended
            case "SUPERSEDED" -> "CANCELED";
            case "TIMED_OUT" -> "TIME_OUT";
            case "UNKNOWN" -> "NEUTRAL";
            default -> "FAILURE";
        };
    }

    boolean hasEnded() {
        return !"NONE".equals(conclusion);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (MARKDOWN.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c);
        });
        return escaped.toString();
    }

    /** As code, in a fence that is longer than any in it. */
    private static String block(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        String text = String.join("\n", lines);
        StringBuilder fence = new StringBuilder("```");
        while (text.contains(fence)) {
            fence.append('`');
        }
        return fence + "\n" + text + "\n" + fence;
    }
}
