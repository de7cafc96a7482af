package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/**
 * Finds who uses the revisions of a family in a cluster: services and their deployments, task sets (CodeDeploy and
 * external controllers), what a deployment could be rolled back to, running tasks. Each call asks for as many as the API allows.
 */
final class RevisionUsesReader {

    private final EcsClient ecs;

    RevisionUsesReader(AwsClients clients) {
        ecs = clients.ecs();
    }

    void read(String cluster, String family, RevisionUses uses) {
        List<String> deployments = new ArrayList<>();
        for (List<String> arns : chunks(services(cluster), Limits.SERVICES_PER_DESCRIBE)) {
            List<Service> described = AwsCall.run(
                            "ecs:DescribeServices",
                            "the services of cluster " + cluster,
                            () -> ecs.describeServices(DescribeServicesRequest.builder()
                                    .cluster(cluster)
                                    .services(arns)
                                    .build()))
                    .services();
            for (Service one : described) {
                Service service = Deployments.withTaskDefinition(one);
                if (service(service, cluster, uses)) {
                    deployments.addAll(relevantDeployments(service, cluster));
                }
            }
        }
        serviceDeployments(deployments, cluster, uses);
        tasks(cluster, family, uses);
    }

    /** @return whether the service uses any revision of the family and ECS itself deploys it */
    private boolean service(Service service, String cluster, RevisionUses uses) {
        String name = "service " + service.serviceName() + " in cluster " + cluster;
        List<String> used = new ArrayList<>();
        used.add(service.taskDefinition());
        uses.add(service.taskDefinition(), name + " uses it");
        service.deployments().forEach(deployment -> {
            used.add(deployment.taskDefinition());
            uses.add(deployment.taskDefinition(), "deployment " + deployment.id() + " of " + name + " runs it");
        });
        service.taskSets().forEach(set -> {
            used.add(set.taskDefinition());
            uses.add(set.taskDefinition(), "task set " + set.id() + " of " + name + " runs it");
        });
        boolean ecsDeploys = service.deploymentController() == null
                || service.deploymentController().type() == DeploymentControllerType.ECS;
        return ecsDeploys && used.stream().filter(Objects::nonNull).anyMatch(uses::isOfFamily);
    }

    /** Those in progress, and the last one that succeeded: a rollback returns to what it replaced. */
    private List<String> relevantDeployments(Service service, String cluster) {
        List<ServiceDeploymentBrief> listed = AwsCall.run(
                        "ecs:ListServiceDeployments",
                        "service " + service.serviceName() + " in cluster " + cluster,
                        () -> ecs.listServiceDeployments(ListServiceDeploymentsRequest.builder()
                                .cluster(cluster)
                                .service(service.serviceArn())
                                .maxResults(Limits.PAGE)
                                .build()))
                .serviceDeployments();
        Stream<ServiceDeploymentBrief> inProgress =
                listed.stream().filter(deployment -> !Statuses.hasEnded(deployment.statusAsString()));
        Stream<ServiceDeploymentBrief> lastGood = listed.stream()
                .filter(deployment -> deployment.status() == ServiceDeploymentStatus.SUCCESSFUL)
                .max(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .stream();
        return Stream.concat(inProgress, lastGood)
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .toList();
    }

    private void serviceDeployments(List<String> arns, String cluster, RevisionUses uses) {
        Map<String, String> useByRevision = new LinkedHashMap<>();
        for (List<String> some : chunks(arns, Limits.SERVICE_DEPLOYMENTS_PER_DESCRIBE)) {
            AwsCall.run(
                            "ecs:DescribeServiceDeployments",
                            "the deployments of cluster " + cluster,
                            () -> ecs.describeServiceDeployments(DescribeServiceDeploymentsRequest.builder()
                                    .serviceDeploymentArns(some)
                                    .build()))
                    .serviceDeployments()
                    .forEach(deployment -> revisions(deployment)
                            .forEach(revision -> useByRevision.putIfAbsent(
                                    revision,
                                    "a deployment of service " + Arn.name(deployment.serviceArn())
                                            + " in cluster " + cluster
                                            + " deploys it or can be rolled back to it")));
        }
        for (List<String> some : chunks(List.copyOf(useByRevision.keySet()), Limits.SERVICE_REVISIONS_PER_DESCRIBE)) {
            AwsCall.run(
                            "ecs:DescribeServiceRevisions",
                            "the service revisions of cluster " + cluster,
                            () -> ecs.describeServiceRevisions(DescribeServiceRevisionsRequest.builder()
                                    .serviceRevisionArns(some)
                                    .build()))
                    .serviceRevisions()
                    .forEach(revision ->
                            uses.add(revision.taskDefinition(), useByRevision.get(revision.serviceRevisionArn())));
        }
    }

    private static Stream<String> revisions(ServiceDeployment deployment) {
        List<String> revisions = new ArrayList<>();
        deployment.sourceServiceRevisions().stream()
                .map(ServiceRevisionSummary::arn)
                .forEach(revisions::add);
        if (deployment.targetServiceRevision() != null) {
            revisions.add(deployment.targetServiceRevision().arn());
        }
        if (deployment.rollback() != null) {
            revisions.add(deployment.rollback().serviceRevisionArn());
        }
        return revisions.stream().filter(Objects::nonNull);
    }

    private List<String> services(String cluster) {
        return AwsCall.run(
                "ecs:ListServices",
                "cluster " + cluster,
                () -> ecs
                        .listServicesPaginator(ListServicesRequest.builder()
                                .cluster(cluster)
                                .maxResults(Limits.PAGE)
                                .build())
                        .serviceArns()
                        .stream()
                        .toList());
    }

    /** Tasks that run or are starting, of services and standalone ones. */
    private void tasks(String cluster, String family, RevisionUses uses) {
        List<String> arns = AwsCall.run(
                "ecs:ListTasks",
                "family " + family + " in cluster " + cluster,
                () -> ecs
                        .listTasksPaginator(ListTasksRequest.builder()
                                .cluster(cluster)
                                .family(family)
                                .build())
                        .taskArns()
                        .stream()
                        .toList());
        for (List<String> some : chunks(arns, Limits.TASKS_PER_DESCRIBE)) {
            AwsCall.run(
                            "ecs:DescribeTasks",
                            "the tasks of family " + family + " in cluster " + cluster,
                            () -> ecs.describeTasks(DescribeTasksRequest.builder()
                                    .cluster(cluster)
                                    .tasks(some)
                                    .build()))
                    .tasks()
                    .forEach(task -> uses.add(
                            task.taskDefinitionArn(),
                            "task " + Arn.name(task.taskArn()) + " in cluster " + cluster + " runs it"));
        }
    }

    private static <T> List<List<T>> chunks(List<T> items, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int i = 0; i < items.size(); i += size) {
            chunks.add(items.subList(i, Math.min(items.size(), i + size)));
        }
        return chunks;
    }
}
