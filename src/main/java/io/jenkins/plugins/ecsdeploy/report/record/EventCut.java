package io.jenkins.plugins.ecsdeploy.report.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shortens an event to what a record keeps of it, and marks what was left out. */
final class EventCut {

    private static final int TEXT = 2_000;
    private static final int LINES = 120;
    private static final int LINE = 400;
    private static final String MARK = "…";

    private EventCut() {}

    static DeploymentEvent cut(DeploymentEvent event) {
        if (event instanceof DeploymentEvent.Started started) {
            return new DeploymentEvent.Started(
                    started.at(),
                    text(started.cluster()),
                    text(started.service()),
                    text(started.region()),
                    text(started.deployment()),
                    text(started.previousTaskDefinition()),
                    text(started.taskDefinition()),
                    text(started.strategy()),
                    images(started.images()),
                    lines(started.definitionChanges()),
                    lines(started.serviceChanges()),
                    lines(started.startedBy()),
                    text(started.target()));
        }
        if (event instanceof DeploymentEvent.Ended ended) {
            return new DeploymentEvent.Ended(
                    ended.at(), ended.outcome(), text(ended.reason()), lines(ended.cause()), ended.durationSeconds());
        }
        if (event instanceof DeploymentEvent.Paused paused) {
            return new DeploymentEvent.Paused(
                    paused.at(),
                    line(paused.stage()),
                    line(paused.hookId()),
                    paused.expiresAt(),
                    line(paused.onExpiry()),
                    text(paused.testEndpoint()));
        }
        if (event instanceof DeploymentEvent.Answered answered) {
            return new DeploymentEvent.Answered(
                    answered.at(),
                    line(answered.stage()),
                    line(answered.action()),
                    line(answered.by()),
                    text(answered.build()));
        }
        if (event instanceof DeploymentEvent.Targets targets) {
            return new DeploymentEvent.Targets(
                    targets.at(), targets.healthy(), targets.checked(), line(targets.trouble()));
        }
        if (event instanceof DeploymentEvent.Reported reported) {
            return new DeploymentEvent.Reported(reported.at(), text(reported.message()));
        }
        return event;
    }

    private static Map<String, String> images(Map<String, String> images) {
        Map<String, String> cut = new LinkedHashMap<>();
        images.entrySet().stream()
                .limit(10) // containers of a task definition (quota)
                .forEach(image -> cut.put(line(image.getKey()), line(image.getValue())));
        return cut;
    }

    private static List<String> lines(List<String> lines) {
        List<String> cut = new ArrayList<>();
        lines.stream().limit(LINES).map(EventCut::line).forEach(cut::add);
        if (lines.size() > LINES) {
            cut.add(MARK + " " + (lines.size() - LINES) + " more lines");
        }
        return cut;
    }

    private static String line(String line) {
        return cut(line, LINE);
    }

    private static String text(String text) {
        return cut(text, TEXT);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + MARK;
    }
}
