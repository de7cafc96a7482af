package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The task definitions of a region. */
public final class TaskDefinitions {

    private final Map<String, List<TaskDefinition>> families = new TreeMap<>();

    int nextRevision(String family) {
        return families.getOrDefault(family, List.of()).size() + 1;
    }

    void add(TaskDefinition definition) {
        families.computeIfAbsent(definition.family(), family -> new ArrayList<>())
                .add(definition);
    }

    /**
     * @param reference {@code family} (its newest active revision), {@code family:revision} or the ARN of either
     */
    public Optional<TaskDefinition> find(String reference) {
        String name = EcsArns.resource(reference, "task-definition");
        int colon = name.indexOf(':');
        List<TaskDefinition> revisions = families.getOrDefault(colon < 0 ? name : name.substring(0, colon), List.of());
        return colon < 0
                ? revisions.stream().filter(TaskDefinition::active).max(Comparator.comparing(TaskDefinition::revision))
                : revisions.stream()
                        .filter(definition -> definition.familyAndRevision().equals(name))
                        .findFirst();
    }

    /** All revisions, by family and ascending revision. */
    List<TaskDefinition> all() {
        return families.values().stream().flatMap(List::stream).toList();
    }
}
