package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * An update that was sent, or is about to be, and that has no answer yet: enough to find out later what it started.
 *
 * @param taskDefinition what it deploys: ARN or {@code family:revision}
 * @param known the ids of the deployments that the service had before
 * @param deploys whether it starts a deployment
 */
public record UnansweredUpdate(String taskDefinition, ArrayList<String> known, boolean deploys)
        implements Serializable {

    /** @param asked what the update names; empty: what the service is set to */
    public static UnansweredUpdate of(Optional<String> asked, Service before, boolean deploys) {
        return new UnansweredUpdate(
                asked.orElse(before.taskDefinition()),
                new ArrayList<>(ids(before).toList()),
                deploys);
    }

    /**
     * The deployment that it started, if it was carried out. A deployment that has begun since is ours only if it is of the
     * task definition that we asked for: it may be another update's. PRIMARY first; a later update may have replaced ours as
     * PRIMARY already.
     */
    public Optional<DeploymentId> startedIn(Service now) {
        return now.deployments().stream()
                .filter(one -> !known.contains(one.id()) && Arn.isNameOf(taskDefinition, one.taskDefinition()))
                .min(Comparator.comparing(one -> !"PRIMARY".equals(one.status())))
                .map(Deployment::id)
                .or(() -> taskSet(now))
                .map(DeploymentId::new);
    }

    private Optional<String> taskSet(Service now) {
        return now.taskSets().stream()
                .filter(set -> set.externalId() != null
                        && !known.contains(set.externalId())
                        && Arn.isNameOf(taskDefinition, set.taskDefinition()))
                .map(TaskSet::externalId)
                .findFirst();
    }

    private static Stream<String> ids(Service service) {
        return Stream.concat(
                service.deployments().stream().map(Deployment::id),
                service.taskSets().stream().flatMap(set -> Stream.ofNullable(set.externalId())));
    }
}
