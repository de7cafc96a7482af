package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/**
 * Finds the ARN of a service deployment. UpdateService does not answer it (containers-roadmap #2709), and
 * {@code currentServiceDeployment} may be stale (ecspresso #945), so the deployment is known by its target revision.
 */
final class DeploymentFinder {

    private static final int PAGE_SIZE = 100;

    /** The list is asked from this much before the deployment's own creation time: both are ECS's clock. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final EcsClient ecs;

    DeploymentFinder(AwsClients clients) {
        ecs = clients.ecs();
    }

    /** @return empty while ECS does not list it yet, which takes a moment after the update */
    Optional<String> find(ServiceRef service, DeploymentId deployment, Optional<Instant> createdAt) {
        ListServiceDeploymentsRequest.Builder request = ListServiceDeploymentsRequest.builder()
                .cluster(service.cluster())
                .service(service.service())
                .maxResults(PAGE_SIZE);
        createdAt.ifPresent(instant -> request.createdAt(
                CreatedAt.builder().after(instant.minus(SLACK)).build()));
        String nextToken = null;
        do {
            ListServiceDeploymentsRequest page = request.nextToken(nextToken).build();
            ListServiceDeploymentsResponse answer = AwsCall.run(
                    "ecs:ListServiceDeployments", service.toString(), () -> ecs.listServiceDeployments(page));
            Optional<String> found = answer.serviceDeployments().stream()
                    .filter(brief -> deployment.brings(brief.targetServiceRevisionArn()))
                    .map(ServiceDeploymentBrief::serviceDeploymentArn)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            nextToken = answer.nextToken();
        } while (nextToken != null);
        return Optional.empty();
    }
}
