package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/**
 * Finds the ARN of a service deployment. UpdateService does not return it (containers-roadmap #2709), and
 * {@code currentServiceDeployment} may be stale (ecspresso #945), so the deployment is identified by its target
 * revision.
 */
public final class DeploymentFinder {

    /** The list begins this long before the deployment's own creation time; both times are ECS' own. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    /** The service's own entry and the service deployment are created by one call, so their times differ by little. */
    private static final Duration SAME_CALL = Duration.ofSeconds(5);

    private final EcsClient ecs;
    private final Runnable onCall;

    /** @param onCall run before each call */
    public DeploymentFinder(EcsClient ecs, Runnable onCall) {
        this.ecs = ecs;
        this.onCall = onCall;
    }

    /** @return empty while ECS does not list it yet; that takes a moment after the update */
    public Optional<String> find(ServiceRef service, DeploymentId deployment, Optional<Instant> createdAt) {
        return list(service, createdAt.map(instant -> instant.minus(SLACK))).stream()
                .filter(brief -> deployment.brings(brief.targetServiceRevisionArn()))
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .findFirst();
    }

    /** The first one that was created after a deployment; empty if there is none. */
    public Optional<Observation.NextDeployment> findNext(ServiceRef service, Instant createdAt) {
        return list(service, Optional.of(createdAt)).stream()
                .filter(brief -> brief.createdAt() != null && brief.createdAt().isAfter(createdAt))
                .min(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .flatMap(brief -> DeploymentId.bringing(brief.targetServiceRevisionArn())
                        .map(id -> new Observation.NextDeployment(id, brief.createdAt())));
    }

    /** The one that ECS is rolling back; empty if there is none. */
    public Optional<String> findRollingBack(ServiceRef service) {
        onCall.run();
        return AwsCall.run(
                        "ecs:ListServiceDeployments",
                        service.toString(),
                        () -> ecs.listServiceDeployments(request -> request.cluster(service.cluster())
                                .service(service.service())
                                .status(
                                        ServiceDeploymentStatus.ROLLBACK_REQUESTED,
                                        ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS)))
                .serviceDeployments()
                .stream()
                .flatMap(brief -> Stream.ofNullable(brief.serviceDeploymentArn()))
                .findFirst();
    }

    /**
     * The fallback if no service deployment is listed with the deployment's number, should AWS ever change the
     * numbering: the first one that was created at the same time with the same task definition.
     *
     * @param own as the service itself lists it
     * @param all as the service lists them, to exclude those that belong to another deployment
     */
    public Optional<String> findByTaskDefinition(ServiceRef service, DeploymentState own, List<DeploymentState> all) {
        List<ServiceDeploymentBrief> candidates = list(
                        service, Optional.of(own.createdAt().minus(SAME_CALL)))
                .stream()
                .filter(brief -> brief.targetServiceRevisionArn() != null && brief.createdAt() != null)
                .filter(brief -> all.stream()
                        .map(DeploymentState::id)
                        .noneMatch(id -> id.brings(brief.targetServiceRevisionArn())))
                .sorted(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .limit(Limits.SERVICE_REVISIONS_PER_DESCRIBE)
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<String> same = revisions(service, candidates).stream()
                .filter(revision -> own.taskDefinition().equals(revision.taskDefinition()))
                .map(ServiceRevision::serviceRevisionArn)
                .toList();
        return candidates.stream()
                .filter(brief -> same.contains(brief.targetServiceRevisionArn()))
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .findFirst();
    }

    private List<ServiceRevision> revisions(ServiceRef service, List<ServiceDeploymentBrief> candidates) {
        onCall.run();
        List<String> arns = candidates.stream()
                .map(ServiceDeploymentBrief::targetServiceRevisionArn)
                .distinct()
                .toList();
        return AwsCall.run(
                        "ecs:DescribeServiceRevisions",
                        service.toString(),
                        () -> ecs.describeServiceRevisions(DescribeServiceRevisionsRequest.builder()
                                .serviceRevisionArns(arns)
                                .build()))
                .serviceRevisions();
    }

    private List<ServiceDeploymentBrief> list(ServiceRef service, Optional<Instant> after) {
        ListServiceDeploymentsRequest.Builder request = ListServiceDeploymentsRequest.builder()
                .cluster(service.cluster())
                .service(service.service())
                .maxResults(Limits.PAGE);
        after.ifPresent(
                instant -> request.createdAt(CreatedAt.builder().after(instant).build()));
        List<ServiceDeploymentBrief> listed = new ArrayList<>();
        String nextToken = null;
        do {
            ListServiceDeploymentsRequest page = request.nextToken(nextToken).build();
            onCall.run();
            ListServiceDeploymentsResponse answer = AwsCall.run(
                    "ecs:ListServiceDeployments", service.toString(), () -> ecs.listServiceDeployments(page));
            answer.serviceDeployments().stream()
                    .filter(brief -> brief.serviceDeploymentArn() != null)
                    .forEach(listed::add);
            nextToken = answer.nextToken();
        } while (nextToken != null);
        return listed;
    }
}
