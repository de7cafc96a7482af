package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What each step really called on the simulated AWS, as the permissions that these calls need. */
final class StepCalls {

    /** Of one step. */
    interface Run<T> {
        T run() throws InterruptedException;
    }

    private record Call(String operation, String body) {}

    private final Simulator simulator;
    private final EcsClient ecs;
    private final List<Call> recorded = new ArrayList<>();
    private final Map<String, Set<Permission>> needed = new TreeMap<>();

    StepCalls(Webshop webshop) {
        this(webshop.simulator, webshop.clients.ecs());
    }

    StepCalls(Simulator simulator, EcsClient ecs) {
        this.simulator = simulator;
        this.ecs = ecs;
    }

    /** @return what the step came to */
    <T> T in(String step, Run<T> run) throws InterruptedException {
        int requests = simulator.registry().activity().requests().size();
        simulator.observe((operation, body) -> {
            synchronized (recorded) {
                recorded.add(new Call(operation, body));
            }
        });
        try {
            return run.run();
        } finally {
            simulator.observe((operation, body) -> {});
            Set<Permission> permissions = needed.computeIfAbsent(step, unused -> new LinkedHashSet<>());
            CallPermissions calls = new CallPermissions(this::roles);
            recorded.forEach(call -> permissions.addAll(calls.of(call.operation(), call.body())));
            recorded.clear();
            simulator.registry().activity().requests().stream()
                    .skip(requests)
                    .forEach(request -> permissions.addAll(CallPermissions.ofRegistry(request)));
        }
    }

    Set<Permission> all() {
        return needed.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Map<String, Set<String>> actions() {
        Map<String, Set<String>> actions = new TreeMap<>();
        needed.forEach((step, permissions) -> actions.put(
                step, permissions.stream().map(Permission::action).collect(Collectors.toCollection(TreeSet::new))));
        return actions;
    }

    private List<String> roles(String taskDefinition) {
        TaskDefinition definition = ecs.describeTaskDefinition(request -> request.taskDefinition(taskDefinition))
                .taskDefinition();
        return Stream.of(definition.executionRoleArn(), definition.taskRoleArn())
                .filter(role -> role != null)
                .toList();
    }
}
