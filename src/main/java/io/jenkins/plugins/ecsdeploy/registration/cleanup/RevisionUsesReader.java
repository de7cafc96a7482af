package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * external controllers), what a deployment could be rolled back to, running tasks. Calls are as large as the API allows.
 */
final class RevisionUsesReader {

    private static final int SERVICES_PER_CALL = 10;
    private static final int DEPLOYMENTS_LISTED = 100;
    private static final int DEPLOYMENTS_PER_CALL = 20;
    private static final int REVISIONS_PER_CALL = 20;
    private static final int TASKS_PER_CALL = 100;

    private static final Set<ServiceDeploymentStatus> ENDED = EnumSet.of(
            ServiceDeploymentStatus.SUCCESSFUL,
            ServiceDeploymentStatus.STOPPED,
            ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL,
            ServiceDeploymentStatus.ROLLBACK_FAILED);

    private final EcsClient ecs;

    RevisionUsesReader(AwsClients clients) {
        ecs = clients.ecs();
    }

    void read(String cluster, String family, RevisionUses uses) {
        List<String> deployments = new ArrayList<>();
        for (List<String> arns : chunks(services(cluster), SERVICES_PER_CALL)) {
            List<Service> described = AwsCall.run(
                            "ecs:DescribeServices",
                            "the services of cluster " + cluster,
                            () -> ecs.describeServices(DescribeServicesRequest.builder()
                                    .cluster(cluster)
                                    .services(arns)
                                    .build()))
                    .services();
            for (Service service : described) {
                if (service(service, cluster, uses)) {
                    deployments.addAll(deploymentsThatCount(service, cluster));
                }
            }
        }
        serviceDeployments(deployments, cluster, uses);
        tasks(cluster, family, uses);
    }

    /** Whether the service uses any revision of the family and its deployments are ECS's own. */
    private boolean service(Service service, String cluster, RevisionUses uses) {
        String name = "service " + service.serviceName() + " in cluster " + cluster;
        List<String> used = new ArrayList<>();
        used.add(service.taskDefinition());
        uses(service.taskDefinition(), name + " is set to it", uses);
        service.deployments().forEach(deployment -> {
            used.add(deployment.taskDefinition());
            uses(deployment.taskDefinition(), "deployment " + deployment.id() + " of " + name + " runs it", uses);
        });
        service.taskSets().forEach(set -> {
            used.add(set.taskDefinition());
            uses(set.taskDefinition(), "task set " + set.id() + " of " + name + " runs it", uses);
        });
        boolean ecsDeploys = service.deploymentController() == null
                || service.deploymentController().type() == DeploymentControllerType.ECS;
        return ecsDeploys && used.stream().filter(Objects::nonNull).anyMatch(uses::isOfFamily);
    }

    private static void uses(String taskDefinition, String use, RevisionUses uses) {
        if (taskDefinition != null) {
            uses.add(taskDefinition, use);
        }
    }

    /** Those that go on, and the last one that succeeded: what ran before it is what a rollback goes back to. */
    private List<String> deploymentsThatCount(Service service, String cluster) {
        List<ServiceDeploymentBrief> listed = AwsCall.run(
                        "ecs:ListServiceDeployments",
                        "service " + service.serviceName() + " in cluster " + cluster,
                        () -> ecs.listServiceDeployments(ListServiceDeploymentsRequest.builder()
                                .cluster(cluster)
                                .service(service.serviceArn())
                                .maxResults(DEPLOYMENTS_LISTED)
                                .build()))
                .serviceDeployments();
        Stream<ServiceDeploymentBrief> goingOn =
                listed.stream().filter(deployment -> !ENDED.contains(deployment.status()));
        Stream<ServiceDeploymentBrief> lastGood = listed.stream()
                .filter(deployment -> deployment.status() == ServiceDeploymentStatus.SUCCESSFUL)
                .max(Comparator.comparing(ServiceDeploymentBrief::createdAt))
                .stream();
        return Stream.concat(goingOn, lastGood)
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .toList();
    }

    private void serviceDeployments(List<String> arns, String cluster, RevisionUses uses) {
        Map<String, String> useByRevision = new LinkedHashMap<>();
        for (List<String> some : chunks(arns, DEPLOYMENTS_PER_CALL)) {
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
                                    "a deployment of service " + RevisionUses.shortName(deployment.serviceArn())
                                            + " in cluster " + cluster
                                            + " goes to it or can be rolled back to it")));
        }
        for (List<String> some : chunks(List.copyOf(useByRevision.keySet()), REVISIONS_PER_CALL)) {
            AwsCall.run(
                            "ecs:DescribeServiceRevisions",
                            "the service revisions of cluster " + cluster,
                            () -> ecs.describeServiceRevisions(DescribeServiceRevisionsRequest.builder()
                                    .serviceRevisionArns(some)
                                    .build()))
                    .serviceRevisions()
                    .forEach(revision ->
                            uses(revision.taskDefinition(), useByRevision.get(revision.serviceRevisionArn()), uses));
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
                                .maxResults(100)
                                .build())
                        .serviceArns()
                        .stream()
                        .toList());
    }

    /** Tasks that ECS keeps running or is starting, of services and on their own. */
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
        for (List<String> some : chunks(arns, TASKS_PER_CALL)) {
            AwsCall.run(
                            "ecs:DescribeTasks",
                            "the tasks of family " + family + " in cluster " + cluster,
                            () -> ecs.describeTasks(DescribeTasksRequest.builder()
                                    .cluster(cluster)
                                    .tasks(some)
                                    .build()))
                    .tasks()
                    .forEach(task -> uses(
                            task.taskDefinitionArn(),
                            "task " + RevisionUses.shortName(task.taskArn()) + " in cluster " + cluster + " runs it",
                            uses));
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
