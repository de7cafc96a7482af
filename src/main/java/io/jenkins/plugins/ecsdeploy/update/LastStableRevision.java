package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Finds the last stable revision of a service before an update: what a rollback deploys. The service's own entry names what
 * it was set to, which is another revision if the last deployment failed without a rollback or is still in progress.
 */
final class LastStableRevision {

    /**
     * @param taskDefinition its ARN
     * @param notice if it is unknown, and what the service was set to is taken for it
     */
    record Answer(String taskDefinition, Optional<String> notice) {

        /** What the service was set to. */
        static Answer asSet(Service service) {
            return new Answer(service.taskDefinition(), Optional.empty());
        }
    }

    private final EcsClient ecs;
    private final ServiceDeploymentReader deployments;

    LastStableRevision(AwsClients clients) {
        ecs = clients.ecs();
        deployments = new ServiceDeploymentReader(clients);
    }

    Answer before(ServiceRef ref, Service service) {
        if (hasSettled(service)) {
            return Answer.asSet(service);
        }
        String why;
        try {
            Optional<String> found = completed(service).or(() -> lastSuccessful(ref));
            if (found.isPresent()) {
                return new Answer(found.get(), Optional.empty());
            }
            why = "ECS lists no completed deployment.";
        } catch (AwsCallException unreadable) {
            if (unreadable.isInterruption()) {
                throw unreadable;
            }
            why = unreadable.getMessage();
        }
        String set = Arn.name(service.taskDefinition());
        return new Answer(
                service.taskDefinition(),
                Optional.of(
                        "The last deployment, of " + set + ", was not completed before this update, and the last stable"
                                + " revision is unknown. A rollback would deploy " + set + ": " + why));
    }

    /** ECS names no rollout state if it does not track the deployment: then nothing says otherwise. */
    private static boolean hasSettled(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .map(Deployment::rolloutState)
                .allMatch(state -> state == null || state == DeploymentRolloutState.COMPLETED);
    }

    /** ECS lists an earlier deployment as long as it has tasks. */
    private static Optional<String> completed(Service service) {
        return service.deployments().stream()
                .filter(deployment -> deployment.rolloutState() == DeploymentRolloutState.COMPLETED)
                .max(Comparator.comparing(Deployment::createdAt))
                .map(Deployment::taskDefinition);
    }

    private Optional<String> lastSuccessful(ServiceRef ref) {
        return deployments
                .lastSuccessful(ref)
                .flatMap(last -> AwsCall.run(
                                "ecs:DescribeServiceRevisions",
                                last.targetServiceRevisionArn(),
                                () -> ecs.describeServiceRevisions(
                                        request -> request.serviceRevisionArns(last.targetServiceRevisionArn())))
                        .serviceRevisions()
                        .stream()
                        .findFirst())
                .map(ServiceRevision::taskDefinition);
    }
}
