package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/** Reads a service's service deployments, where one is to be acted on. */
public final class ServiceDeployments {

    /** The statuses of the API's ServiceDeploymentStatus after which nothing follows. */
    private static final Set<String> ENDED = Set.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    private static final List<String> GOING_ON =
            List.of("PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS");

    /** API reference of ListServiceDeployments: up to 100, 20 where none is named. A service's history is long. */
    private static final int PAGE = 100;

    private final EcsClient ecs;

    public ServiceDeployments(AwsClients clients) {
        ecs = clients.ecs();
    }

    /** @return empty where ECS does not list it (yet) */
    public Optional<ServiceDeployment> find(ServiceRef service, DeploymentId id) {
        List<ServiceDeploymentBrief> found = new ArrayList<>();
        pages(service, List.of(), page -> {
            page.stream()
                    .filter(brief -> id.brings(brief.targetServiceRevisionArn()))
                    .findFirst()
                    .ifPresent(found::add);
            return found.isEmpty();
        });
        return found.stream()
                .findFirst()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .flatMap(this::describe);
    }

    /** Those that have not ended, newest first. */
    public List<ServiceDeployment> goingOn(ServiceRef service) {
        return list(service, GOING_ON).stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .flatMap(arn -> describe(arn).stream())
                .filter(deployment -> !hasEnded(deployment))
                .toList();
    }

    /** The last that brought what it was to bring. */
    public Optional<ServiceDeploymentBrief> lastSuccessful(ServiceRef service) {
        return list(service, List.of("SUCCESSFUL")).stream()
                .filter(brief -> brief.createdAt() != null && brief.targetServiceRevisionArn() != null)
                .max(Comparator.comparing(ServiceDeploymentBrief::createdAt));
    }

    public Optional<ServiceDeployment> describe(String arn) {
        return AwsCall.run(
                        "ecs:DescribeServiceDeployments",
                        arn,
                        () -> ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(arn)))
                .serviceDeployments()
                .stream()
                .findFirst();
    }

    public static boolean hasEnded(ServiceDeployment deployment) {
        return ENDED.contains(deployment.statusAsString());
    }

    private List<ServiceDeploymentBrief> list(ServiceRef service, List<String> statuses) {
        List<ServiceDeploymentBrief> found = new ArrayList<>();
        pages(service, statuses, page -> {
            found.addAll(page);
            return true;
        });
        return found;
    }

    /** @param goOn is given page after page, newest first, and says whether the next one is wanted */
    private void pages(ServiceRef service, List<String> statuses, Predicate<List<ServiceDeploymentBrief>> goOn) {
        ListServiceDeploymentsRequest.Builder request = ListServiceDeploymentsRequest.builder()
                .cluster(service.cluster())
                .service(service.service())
                .maxResults(PAGE);
        if (!statuses.isEmpty()) {
            request.statusWithStrings(statuses);
        }
        String nextToken = null;
        do {
            ListServiceDeploymentsRequest page = request.nextToken(nextToken).build();
            ListServiceDeploymentsResponse answer = AwsCall.run(
                    "ecs:ListServiceDeployments", service.toString(), () -> ecs.listServiceDeployments(page));
            nextToken = goOn.test(answer.serviceDeployments()) ? answer.nextToken() : null;
        } while (nextToken != null);
    }
}
