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

/** Registers rendered task definitions, each content once: where the newest active revision is equal, it is used. */
public final class TaskDefinitionRegistrar {

    private final EcsClient ecs;

    public TaskDefinitionRegistrar(AwsClients clients) {
        ecs = clients.ecs();
    }

    /**
     * Makes sure that there is a revision with this content.
     *
     * @param rendered checked against {@link TaskDefinitionSchemas#fromSdk()}
     */
    public RegisteredTaskDefinition register(RenderedTaskDefinition rendered) {
        Optional<TaskDefinition> newest = newestActive(rendered.family());
        List<Difference> changes = newest.map(
                        revision -> TaskDefinitionComparison.between(SdkJson.toJson(revision), rendered.json())
                                .differences())
                .orElse(List.of());
        if (newest.isPresent() && changes.isEmpty()) {
            return describe(newest.get(), false, changes);
        }
        RegisterTaskDefinitionRequest request = SdkJson.fill(RegisterTaskDefinitionRequest.builder(), rendered.json())
                .build();
        TaskDefinition registered = AwsCall.run(
                        "ecs:RegisterTaskDefinition",
                        "family " + rendered.family(),
                        () -> ecs.registerTaskDefinition(request))
                .taskDefinition();
        return describe(registered, true, changes);
    }

    /** DescribeTaskDefinition with a family alone answers its latest ACTIVE revision (API reference). */
    private Optional<TaskDefinition> newestActive(String family) {
        try {
            return Optional.of(AwsCall.run(
                            "ecs:DescribeTaskDefinition",
                            "family " + family,
                            () -> ecs.describeTaskDefinition(DescribeTaskDefinitionRequest.builder()
                                    .taskDefinition(family)
                                    .build()))
                    .taskDefinition());
        } catch (AwsCallException failed) {
            if ("ClientException".equals(failed.errorCode())) { // "Unable to describe task definition.": there is none
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static RegisteredTaskDefinition describe(
            TaskDefinition revision, boolean registered, List<Difference> changes) {
        return new RegisteredTaskDefinition(
                revision.taskDefinitionArn(), revision.family(), revision.revision(), registered, changes);
    }
}
