package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.TaskDefinitionComparison;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Registers rendered task definitions, each content once: where the revision that the service runs, or the newest active
 * one, is equal, it is used.
 */
public final class TaskDefinitionRegistrar {

    private final EcsClient ecs;
    private final TaskDefinitionReader definitions;
    private final RegistrationRetries retries;

    public TaskDefinitionRegistrar(AwsClients clients) {
        this(clients, RegistrationRetries.standard());
    }

    public TaskDefinitionRegistrar(AwsClients clients, RegistrationRetries retries) {
        ecs = clients.ecs();
        definitions = new TaskDefinitionReader(clients);
        this.retries = retries;
    }

    /**
     * Looks what registering would come to, without doing it. Where a service is to run it, what that runs now is looked
     * at first: the newest revision may be one that never worked.
     *
     * @param rendered checked against {@link TaskDefinitionSchemas#fromSdk()}
     * @param running ARN of the revision that the service runs; empty where no service is meant
     * @return its changes are those against what the service runs, else against the newest active revision
     */
    public TaskDefinitionPlan plan(RenderedTaskDefinition rendered, Optional<String> running) {
        Optional<TaskDefinition> runs = running.flatMap(definitions::find);
        Optional<List<Difference>> changes = runs.map(revision -> differences(revision, rendered));
        Optional<String> comparedWith = runs.map(revision -> shortName(revision)
                + (isActive(revision)
                        ? ", which the service runs"
                        : ", which the service runs although it is deregistered"));
        if (changes.isPresent() && changes.get().isEmpty() && isActive(runs.get())) {
            return new TaskDefinitionPlan(rendered, runs, comparedWith, List.of());
        }
        Optional<TaskDefinition> newest = definitions.find(rendered.family());
        List<Difference> changesOfNewest =
                newest.map(revision -> differences(revision, rendered)).orElse(List.of());
        return new TaskDefinitionPlan(
                rendered,
                newest.filter(revision -> changesOfNewest.isEmpty()),
                comparedWith.or(() ->
                        newest.map(revision -> shortName(revision) + ", the newest active revision of the family")),
                changes.orElse(changesOfNewest));
    }

    /** {@link #plan Plans} and {@link #register(TaskDefinitionPlan) does} it. */
    public RegisteredTaskDefinition register(RenderedTaskDefinition rendered, Optional<String> running)
            throws InterruptedException {
        return register(plan(rendered, running));
    }

    /**
     * Makes sure that there is a revision with this content.
     *
     * @throws ServiceRefusedException where others keep registering revisions of the family all the time
     */
    public RegisteredTaskDefinition register(TaskDefinitionPlan plan) throws InterruptedException {
        Optional<RegisteredTaskDefinition> reused = plan.reused();
        if (reused.isPresent()) {
            return reused.get();
        }
        RegisterTaskDefinitionRequest request = SdkJson.fill(
                        RegisterTaskDefinitionRequest.builder(), plan.rendered().json())
                .build();
        String family = plan.rendered().family();
        return retries.run(
                family,
                () -> RegisteredTaskDefinition.of(send(request, family), true, plan.changes()),
                () -> newestIfEqual(plan));
    }

    private TaskDefinition send(RegisterTaskDefinitionRequest request, String family) {
        return AwsCall.run("ecs:RegisterTaskDefinition", "family " + family, () -> ecs.registerTaskDefinition(request))
                .taskDefinition();
    }

    /** What another build has registered in the meantime, or this one by a call whose answer was lost. */
    private Optional<RegisteredTaskDefinition> newestIfEqual(TaskDefinitionPlan plan) {
        return definitions
                .find(plan.rendered().family())
                .filter(revision -> differences(revision, plan.rendered()).isEmpty())
                .map(revision -> RegisteredTaskDefinition.of(revision, false, plan.changes()));
    }

    private static List<Difference> differences(TaskDefinition revision, RenderedTaskDefinition rendered) {
        return TaskDefinitionComparison.between(SdkJson.toJson(revision), rendered.json())
                .differences();
    }

    private static boolean isActive(TaskDefinition revision) {
        return revision.status() == TaskDefinitionStatus.ACTIVE;
    }

    private static String shortName(TaskDefinition revision) {
        return revision.family() + ":" + revision.revision();
    }
}
