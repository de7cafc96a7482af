package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Excerpt;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A container of the task is essential, none that is essential is waited for to end, and containers don't wait for each
 * other. API reference, ContainerDefinition, essential, and ContainerDependency, condition.
 */
final class DependencyCheck implements DefinitionCheck {

    private static final Set<String> ENDS = Set.of("SUCCESS", "COMPLETE");
    private static final String ESSENTIAL = "essential";
    private static final String TARGET = "containerName";
    private static final String CONDITION = "condition";

    private final Findings findings;

    DependencyCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        Map<String, RenderedObject> containers = new LinkedHashMap<>();
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (!(container instanceof RenderedObject object)
                    || container.path(ESSENTIAL).isNull()) {
                return; // a fault that is reported already hides what this container is
            }
            containers.put(container.path(TaskDefinitionFields.NAME).asText(), object);
        }
        if (!containers.isEmpty() && containers.values().stream().noneMatch(DependencyCheck::isEssential)) {
            findings.fault(
                    rendered,
                    TaskDefinitionFields.CONTAINERS,
                    "no container is essential, and ECS requires one: remove \"essential\": false from the main one");
        }
        containers.values().forEach(container -> ends(container, containers));
        cycle(containers);
    }

    private static boolean isEssential(JsonNode container) {
        return container.path(ESSENTIAL).asBoolean(true);
    }

    /** "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container" (boto3 issue 2436). */
    private void ends(RenderedObject container, Map<String, RenderedObject> containers) {
        for (JsonNode dependency : container.path("dependsOn")) {
            RenderedObject target = containers.get(dependency.path(TARGET).asText());
            if (dependency instanceof RenderedObject object
                    && target != null
                    && ENDS.contains(dependency.path(CONDITION).asText())
                    && isEssential(target)) {
                String byDefault = target.has(ESSENTIAL) ? "" : " by default";
                findings.fault(
                        object,
                        CONDITION,
                        "the end of container " + object.written(TARGET) + " can't be waited for: it is essential"
                                + byDefault + ", so the task ends with it; set \"essential\": false there");
            }
        }
    }

    /** Only these would be left if containers started one after another; the agent never starts them. */
    private void cycle(Map<String, RenderedObject> containers) {
        Map<String, List<String>> waitsFor = new LinkedHashMap<>();
        containers.forEach((name, container) -> waitsFor.put(name, targets(name, container, containers)));
        removeStartable(waitsFor);
        if (waitsFor.isEmpty()) {
            return;
        }
        Set<String> path = new LinkedHashSet<>();
        String next = containers.keySet().stream()
                .filter(waitsFor::containsKey)
                .findFirst()
                .orElseThrow();
        while (path.add(next)) {
            next = waitsFor.get(next).stream()
                    .filter(waitsFor::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        StringBuilder shown = new StringBuilder();
        boolean inRound = false;
        for (String name : path) {
            inRound |= name.equals(next);
            if (inRound) {
                shown.append(written(containers, name)).append(" waits for ");
            }
        }
        shown.append(written(containers, next));
        findings.fault(
                containers.get(next), "dependsOn", "none of these can start: " + Excerpt.of(shown.toString(), 300));
    }

    private static String written(Map<String, RenderedObject> containers, String name) {
        return containers.get(name).written(TaskDefinitionFields.NAME);
    }

    private static List<String> targets(String name, JsonNode container, Map<String, RenderedObject> containers) {
        List<String> targets = new ArrayList<>();
        for (JsonNode dependency : container.path("dependsOn")) {
            String target = dependency.path(TARGET).asText();
            if (containers.containsKey(target) && !target.equals(name)) {
                targets.add(target);
            }
        }
        return targets;
    }

    /** Removes those that wait for nothing that is left, again and again. */
    private static void removeStartable(Map<String, List<String>> waitsFor) {
        Map<String, List<String>> waiters = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        Deque<String> startable = new ArrayDeque<>();
        waitsFor.forEach((name, targets) -> {
            targets.forEach(target ->
                    waiters.computeIfAbsent(target, any -> new ArrayList<>()).add(name));
            open.put(name, targets.size());
            if (targets.isEmpty()) {
                startable.add(name);
            }
        });
        while (!startable.isEmpty()) {
            String started = startable.remove();
            waitsFor.remove(started);
            for (String waiter : waiters.getOrDefault(started, List.of())) {
                if (open.merge(waiter, -1, Integer::sum) == 0) {
                    startable.add(waiter);
                }
            }
        }
    }
}
