package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Finds the deployment that an update has started, if the answer does not show it. Answers right after an update may be
 * from before it, so the service's own list and that of its service deployments are both read, several times.
 */
final class StartedDeployments {

    private static final int POLLS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** @param taskDefinition its ARN */
    record Started(DeploymentId id, String taskDefinition) {}

    private final EcsClient ecs;
    private final ServiceReader services;
    private final ServiceDeploymentReader deployments;
    private final Sleeper sleeper;

    StartedDeployments(AwsClients clients, Sleeper sleeper) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        deployments = new ServiceDeploymentReader(clients);
        this.sleeper = sleeper;
    }

    /** PRIMARY first; a later update may have replaced ours as PRIMARY already. */
    static Stream<Started> since(Service before, Service now) {
        return now.deployments().stream()
                .filter(one -> one.id() != null)
                .filter(one ->
                        Deployments.entry(before, new DeploymentId(one.id())).isEmpty())
                .sorted(Comparator.comparing(one -> !"PRIMARY".equals(one.status())))
                .map(one -> new Started(new DeploymentId(one.id()), one.taskDefinition()));
    }

    /**
     * Polls until it shows.
     *
     * @param taskDefinition that was asked for: one of another is another update's
     * @return empty if it has not shown after some seconds
     */
    Optional<Started> await(ServiceRef ref, Service before, String taskDefinition) throws InterruptedException {
        for (int poll = 1; ; poll++) {
            Optional<Started> found = find(ref, before, taskDefinition);
            if (found.isPresent() || poll == POLLS) {
                return found;
            }
            sleeper.sleep(PAUSE);
        }
    }

    /** Looks once. */
    Optional<Started> find(ServiceRef ref, Service before, String taskDefinition) {
        return since(before, services.read(ref))
                .filter(started -> Arn.isNameOf(taskDefinition, started.taskDefinition()))
                .findFirst()
                .or(() -> listed(ref, before, taskDefinition));
    }

    /** Without the permission to list them, the service's own list has to do. */
    private Optional<Started> listed(ServiceRef ref, Service before, String taskDefinition) {
        try {
            return deployments.inProgress(ref).stream()
                    .filter(one -> Statuses.isMovingForward(one.statusAsString()))
                    .flatMap(one -> started(one).stream())
                    .filter(one -> Deployments.entry(before, one.id()).isEmpty())
                    .filter(one -> Arn.isNameOf(taskDefinition, one.taskDefinition()))
                    .findFirst();
        } catch (AwsCallException failed) {
            if (failed.kind() == AwsCallException.Kind.ACCESS_DENIED) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private Optional<Started> started(ServiceDeployment deployment) {
        if (deployment.targetServiceRevision() == null) {
            return Optional.empty();
        }
        String arn = deployment.targetServiceRevision().arn();
        List<ServiceRevision> revisions = AwsCall.run(
                        "ecs:DescribeServiceRevisions",
                        arn,
                        () -> ecs.describeServiceRevisions(request -> request.serviceRevisionArns(arn)))
                .serviceRevisions();
        return DeploymentId.bringing(arn)
                .flatMap(id ->
                        revisions.stream().findFirst().map(revision -> new Started(id, revision.taskDefinition())));
    }
}
