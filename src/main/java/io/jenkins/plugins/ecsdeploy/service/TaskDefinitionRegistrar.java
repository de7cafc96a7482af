package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.taskdef.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionComparison;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Registers rendered task definitions, each content once: where the revision that the service runs, or the newest active
 * one, is equal, it is used.
 */
public final class TaskDefinitionRegistrar {

    private final EcsClient ecs;

    public TaskDefinitionRegistrar(AwsClients clients) {
        ecs = clients.ecs();
    }

    /**
     * Makes sure that there is a revision with this content. Where a service is to run it, what that runs now is looked
     * at first: the newest revision may be one that never worked.
     *
     * @param rendered checked against {@link TaskDefinitionSchemas#fromSdk()}
     * @param running ARN of the revision that the service runs; empty where no service is meant
     * @return its {@code changes} are those against what the service runs, else against the newest active revision
     */
    public RegisteredTaskDefinition register(RenderedTaskDefinition rendered, Optional<String> running) {
        Optional<TaskDefinition> runs = running.filter(arn -> isOfFamily(arn, rendered.family()))
                .flatMap(this::describe)
                .filter(revision -> revision.status() == TaskDefinitionStatus.ACTIVE);
        Optional<List<Difference>> changes = runs.map(revision -> differences(revision, rendered));
        if (changes.isPresent() && changes.get().isEmpty()) {
            return registered(runs.get(), false, List.of());
        }
        Optional<TaskDefinition> newest = describe(rendered.family());
        List<Difference> changesOfNewest =
                newest.map(revision -> differences(revision, rendered)).orElse(List.of());
        if (newest.isPresent() && changesOfNewest.isEmpty()) {
            return registered(newest.get(), false, changes.orElse(List.of()));
        }
        return registered(register(rendered), true, changes.orElse(changesOfNewest));
    }

    private TaskDefinition register(RenderedTaskDefinition rendered) {
        RegisterTaskDefinitionRequest request = SdkJson.fill(RegisterTaskDefinitionRequest.builder(), rendered.json())
                .build();
        return AwsCall.run(
                        "ecs:RegisterTaskDefinition",
                        "family " + rendered.family(),
                        () -> ecs.registerTaskDefinition(request))
                .taskDefinition();
    }

    /** A family alone names its latest ACTIVE revision (API reference of DescribeTaskDefinition). */
    private Optional<TaskDefinition> describe(String name) {
        try {
            return Optional.of(AwsCall.run(
                            "ecs:DescribeTaskDefinition",
                            "task definition " + name,
                            () -> ecs.describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                                    .taskDefinition(name)
                                    .build()))
                    .taskDefinition());
        } catch (AwsCallException failed) {
            if ("ClientException".equals(failed.errorCode())
                    && failed.getMessage().contains("Unable to describe task definition")) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static boolean isOfFamily(String arn, String family) {
        return arn.contains("task-definition/" + family + ":");
    }

    private static List<Difference> differences(TaskDefinition revision, RenderedTaskDefinition rendered) {
        return TaskDefinitionComparison.between(SdkJson.toJson(revision), rendered.json())
                .differences();
    }

    private static RegisteredTaskDefinition registered(
            TaskDefinition revision, boolean registered, List<Difference> changes) {
        return new RegisteredTaskDefinition(
                revision.taskDefinitionArn(), revision.family(), revision.revision(), registered, changes);
    }
}
