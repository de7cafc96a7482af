package io.jenkins.plugins.ecsdeploy.jenkins;

import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The lines that steps have written into a log, without what differs from run to run: times, ids, ports, and how fast the
 * machine was. By kind, because two pollers may read a service and its deployment in another order: the order of events is
 * ECS' own, that of a deployment's stages too, but not which comes first of an event and a stage.
 */
record StepLines(Map<String, List<String>> byKind) {

    private static final Pattern STEP = Pattern.compile("\\[("
            + String.join(
                    "|",
                    StepNames.ECR_PUSH,
                    StepNames.REGISTER_TASK_DEFINITION,
                    StepNames.UPDATE_SERVICE,
                    StepNames.AWAIT_STEADY,
                    StepNames.CONTINUE_DEPLOYMENT)
            + ")\\] .*");
    private static final Pattern LAYER = Pattern.compile("\\[ecrPush\\]   sha256:.*");
    private static final Pattern PROGRESS_OF_PUSH = Pattern.compile("\\[ecrPush\\]   \\[[#-]+\\] .*");
    /** Whose credentials they are is Jenkins' matter. */
    private static final Pattern WHOSE = Pattern.compile("\\[\\w+\\] AWS: .*");

    private static final Pattern EVENT = Pattern.compile("\\[awaitSteady\\] TIME \\(.*");
    private static final Pattern MOMENT = Pattern.compile("\\[awaitSteady\\] TIME .*");

    private static final Map<String, String> VARYING = new LinkedHashMap<>();

    static {
        VARYING.put("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "INSTANT");
        VARYING.put("\\b\\d\\d:\\d\\d:\\d\\d\\b", "TIME");
        VARYING.put("127\\.0\\.0\\.1:\\d+", "REGISTRY");
        VARYING.put(" in [\\d.]+ s \\([\\d.]+ k?M?B/s\\)", " in SECONDS");
        VARYING.put("ecs-svc/\\d+", "ecs-svc/N");
        VARYING.put("ecs-pause-\\w+", "ecs-pause-ID");
        VARYING.put("\\b[0-9a-f]{16}\\b|\\b[0-9a-f]{32}\\b", "ID");
        VARYING.put("i-[0-9a-f]+|eni-[0-9a-f]+|\\b10\\.0\\.\\d+\\.\\d+\\b", "PLACE");
        VARYING.put("\\(of (?:rehearsal|\\S+ #\\d+)\\)", "(of BUILD)");
    }

    static StepLines of(List<String> log) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (String kind : List.of("layers", "events", "moments", "the rest")) {
            kinds.put(kind, new ArrayList<>());
        }
        log.stream()
                .filter(line ->
                        STEP.matcher(line).matches() && !WHOSE.matcher(line).matches())
                .map(StepLines::withoutWhatVaries)
                .filter(line -> !PROGRESS_OF_PUSH.matcher(line).matches())
                .forEach(line -> kinds.get(kind(line)).add(line));
        kinds.get("layers").sort(null); // several are sent at once
        return new StepLines(kinds);
    }

    private static String kind(String line) {
        if (LAYER.matcher(line).matches()) {
            return "layers";
        }
        if (EVENT.matcher(line).matches()) {
            return "events";
        }
        return MOMENT.matcher(line).matches() ? "moments" : "the rest";
    }

    private static String withoutWhatVaries(String line) {
        String text = line;
        for (Map.Entry<String, String> varying : VARYING.entrySet()) {
            text = text.replaceAll(varying.getKey(), varying.getValue());
        }
        return text;
    }

    /** As a reader compares it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byKind.forEach((kind, lines) ->
                text.append(kind).append(":\n").append(String.join("\n", lines)).append('\n'));
        return text.toString();
    }
}
