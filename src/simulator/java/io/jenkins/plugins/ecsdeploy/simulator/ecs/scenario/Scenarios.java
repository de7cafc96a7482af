package io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which scenario new deployments get; those in progress keep theirs. The most specific one counts: image, then task
 * definition, then service. Thread-safe.
 */
public final class Scenarios {

    private record ForImage(String part, Scenario scenario) {}

    private final Map<String, Scenario> services = new ConcurrentHashMap<>();
    private final Map<String, Scenario> taskDefinitions = new ConcurrentHashMap<>();
    private final Set<String> failingRollbacks = ConcurrentHashMap.newKeySet();
    private final Map<String, List<String>> logLines = new ConcurrentHashMap<>();
    private final Map<String, HookResult> hookFunctions = new ConcurrentHashMap<>();
    private final List<String> injectedContainers = new CopyOnWriteArrayList<>();
    private final List<String> taskRefusals = new CopyOnWriteArrayList<>();
    private volatile boolean revisionsNumberedOtherwise;
    private final List<ForImage> images = new CopyOnWriteArrayList<>();

    public Scenarios forService(String cluster, String service, Scenario scenario) {
        services.put(cluster + "/" + service, scenario);
        return this;
    }

    /** @param taskDefinition {@code family} or {@code family:revision} */
    public Scenarios forTaskDefinition(String taskDefinition, Scenario scenario) {
        taskDefinitions.put(taskDefinition, scenario);
        return this;
    }

    /** @param part of an image reference */
    public Scenarios forImage(String part, Scenario scenario) {
        images.add(0, new ForImage(part, scenario));
        return this;
    }

    /** What the function of an AWS_LAMBDA lifecycle hook answers; SUCCEEDED by default. */
    public Scenarios hookFunction(String functionArn, HookResult result) {
        hookFunctions.put(functionArn, result);
        return this;
    }

    /** What containers of this name write to their log when they start (awslogs driver with a stream prefix). */
    public Scenarios logs(String containerName, String... lines) {
        logLines.put(containerName, List.of(lines));
        return this;
    }

    public List<String> logLines(String containerName) {
        return logLines.getOrDefault(containerName, List.of(containerName + " is starting"));
    }

    /** New one-off tasks have this container too, which the platform adds and no task definition names. */
    public Scenarios injectedContainer(String name) {
        injectedContainers.add(name);
        return this;
    }

    public List<String> injectedContainers() {
        return List.copyOf(injectedContainers);
    }

    /** The next tasks of RunTask, one for each reason, are among the {@code failures}: {@code RESOURCE:MEMORY}, {@code AGENT}. */
    public Scenarios refuseTasks(String... reasons) {
        taskRefusals.addAll(List.of(reasons));
        return this;
    }

    /** Takes the reason for which the next task of RunTask is not started; empty if it is. */
    public Optional<String> takeTaskRefusal() {
        return taskRefusals.isEmpty() ? Optional.empty() : Optional.of(taskRefusals.remove(0));
    }

    /** New rollbacks of the service end with ROLLBACK_FAILED. */
    public Scenarios rollbackFails(String cluster, String service) {
        failingRollbacks.add(cluster + "/" + service);
        return this;
    }

    /** New service revisions have another number than their deployment: AWS documents no connection. */
    public Scenarios revisionsNumberedOtherwise() {
        revisionsNumberedOtherwise = true;
        return this;
    }

    public boolean areRevisionsNumberedOtherwise() {
        return revisionsNumberedOtherwise;
    }

    /** Whether a test wants rollbacks of the service to fail. */
    public boolean doesRollbackFail(String cluster, String service) {
        return failingRollbacks.contains(cluster + "/" + service);
    }

    /** What a hook's function answers. */
    public HookResult hookResult(String functionArn) {
        return hookFunctions.getOrDefault(functionArn, HookResult.SUCCEEDED);
    }

    public Scenario of(String cluster, String service, TaskDefinition definition) {
        List<String> named = new ArrayList<>();
        definition
                .containers()
                .forEach(container -> named.add(container.path("image").asText()));
        for (ForImage entry : images) {
            if (named.stream().anyMatch(image -> image.contains(entry.part()))) {
                return entry.scenario();
            }
        }
        Scenario otherwise = services.getOrDefault(cluster + "/" + service, Scenario.HEALTHY);
        return taskDefinitions.getOrDefault(
                definition.familyAndRevision(), taskDefinitions.getOrDefault(definition.family(), otherwise));
    }
}
