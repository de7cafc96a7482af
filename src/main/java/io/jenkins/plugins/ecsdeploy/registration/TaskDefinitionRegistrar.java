package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.taskdef.compare.TaskDefinitionComparison;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Registers rendered task definitions, each content once: if the revision that the service runs, or the newest active one,
 * is equal, it is reused.
 */
public final class TaskDefinitionRegistrar {

    /** How many revisions other clients may register while an answer is lost. */
    private static final int MOST_SINCE = 10;

    private final TaskDefinitionReader definitions;
    private final RegistrationSender sender;

    /** @param sleeper between two tries of a registration whose answer was lost */
    public TaskDefinitionRegistrar(AwsClients clients, Sleeper sleeper) {
        this(clients, sleeper, new SplittableRandom());
    }

    public TaskDefinitionRegistrar(AwsClients clients, Sleeper sleeper, RandomGenerator random) {
        definitions = new TaskDefinitionReader(clients);
        sender = new RegistrationSender(clients, sleeper, random);
    }

    /**
     * Finds out what registering would do, without doing it. If a service will run the definition, it is compared with what
     * that service runs now: the newest revision may be one that never worked.
     *
     * @param rendered checked against {@link TaskDefinitionSchemas#fromSdk()}
     * @param running ARN of the revision that the service runs; empty if it is for no service
     * @return a plan with the changes from what the service runs, else from the newest active revision
     */
    public TaskDefinitionPlan plan(RenderedTaskDefinition rendered, Optional<String> running) {
        Optional<TaskDefinition> runs = running.flatMap(definitions::find);
        Optional<List<Difference>> changes = runs.map(revision -> differences(revision, rendered));
        Optional<String> comparedWith = runs.map(revision -> shortName(revision)
                + (isActive(revision)
                        ? ", which the service runs"
                        : ", which the service runs although it is deregistered"));
        if (changes.isPresent() && changes.get().isEmpty() && isActive(runs.get())) {
            return new TaskDefinitionPlan(
                    rendered, runs, comparedWith, runs.get().revision(), List.of());
        }
        Optional<TaskDefinition> newest = definitions.find(rendered.family());
        List<Difference> changesOfNewest =
                newest.map(revision -> differences(revision, rendered)).orElse(List.of());
        return new TaskDefinitionPlan(
                rendered,
                newest.filter(revision -> changesOfNewest.isEmpty()),
                comparedWith.or(() ->
                        newest.map(revision -> shortName(revision) + ", the newest active revision of the family")),
                newest.map(TaskDefinition::revision).orElse(0),
                changes.orElse(changesOfNewest));
    }

    /**
     * Ensures that there is a revision with the plan's content.
     *
     * @throws ServiceRefusedException if other clients keep registering revisions of the family
     */
    public RegisteredTaskDefinition register(TaskDefinitionPlan plan) throws InterruptedException {
        Optional<RegisteredTaskDefinition> reused = plan.reused();
        return reused.isPresent() ? reused.get() : sender.send(plan, () -> equalSince(plan));
    }

    /** Among the revisions since the plan was made: another client may have registered one after ours. */
    private Optional<TaskDefinition> equalSince(TaskDefinitionPlan plan) {
        Optional<TaskDefinition> newest = definitions.find(plan.rendered().family());
        int revision = newest.map(TaskDefinition::revision).orElse(0);
        int last = Math.max(plan.newestRevision(), revision - MOST_SINCE);
        Optional<TaskDefinition> candidate = newest;
        while (revision > last && candidate.filter(one -> isUsable(one, plan)).isEmpty()) {
            revision--;
            candidate =
                    revision > last ? definitions.find(plan.rendered().family() + ":" + revision) : Optional.empty();
        }
        return candidate.filter(one -> isUsable(one, plan));
    }

    private static boolean isUsable(TaskDefinition revision, TaskDefinitionPlan plan) {
        return isActive(revision) && differences(revision, plan.rendered()).isEmpty();
    }

    private static List<Difference> differences(TaskDefinition revision, RenderedTaskDefinition rendered) {
        return TaskDefinitionComparison.between(
                        SdkJson.toJson(revision), RoleArns.completed(rendered.json(), revision.taskDefinitionArn()))
                .differences();
    }

    private static boolean isActive(TaskDefinition revision) {
        return revision.status() == TaskDefinitionStatus.ACTIVE;
    }

    private static String shortName(TaskDefinition revision) {
        return revision.family() + ":" + revision.revision();
    }
}
