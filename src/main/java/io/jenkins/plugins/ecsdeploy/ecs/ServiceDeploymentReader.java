package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/** Reads the service deployments of a service, to act on one. */
public final class ServiceDeploymentReader {

    private final EcsClient ecs;

    public ServiceDeploymentReader(AwsClients clients) {
        ecs = clients.ecs();
    }

    /** @return empty if ECS does not list it (yet) */
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

    /** Those in progress, newest first. */
    public List<ServiceDeployment> inProgress(ServiceRef service) {
        return list(service, Statuses.SERVICE_DEPLOYMENT_IN_PROGRESS).stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .flatMap(arn -> describe(arn).stream())
                .filter(deployment -> !Statuses.hasEnded(deployment.statusAsString()))
                .toList();
    }

    /** The latest that succeeded. */
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

    private List<ServiceDeploymentBrief> list(ServiceRef service, List<String> statuses) {
        List<ServiceDeploymentBrief> found = new ArrayList<>();
        pages(service, statuses, page -> {
            found.addAll(page);
            return true;
        });
        return found;
    }

    /** @param goOn is given page after page, newest first, and returns whether the next one is needed */
    private void pages(ServiceRef service, List<String> statuses, Predicate<List<ServiceDeploymentBrief>> goOn) {
        ListServiceDeploymentsRequest.Builder request = ListServiceDeploymentsRequest.builder()
                .cluster(service.cluster())
                .service(service.service())
                .maxResults(Limits.PAGE);
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
