package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Reads services, or says what is missing. */
public final class ServiceReader {

    /** API reference of DescribeServices: up to 10 of one cluster. */
    public static final int MOST = 10;

    private final EcsClient ecs;
    private final String region;

    public ServiceReader(AwsClients clients) {
        ecs = clients.ecs();
        region = clients.region();
    }

    /**
     * @return the service, whatever its status
     * @throws WatchException where there is no such cluster or service in the region
     */
    public Service read(ServiceRef ref) {
        return read(ref.cluster(), List.of(ref.service())).of(ref);
    }

    /**
     * What CodeDeploy is at. API reference of TaskSet: `startedBy` is CODE_DEPLOY, and `externalId` the deployment's id.
     * While there are two, the newer one is what is being deployed, until the traffic has moved as ACTIVE and then as
     * PRIMARY.
     */
    public static Optional<DeploymentId> codeDeployInProgress(Service service) {
        return service.taskSets().stream()
                .filter(set -> service.taskSets().size() > 1)
                .max(Comparator.comparing(
                        set -> Optional.ofNullable(set.createdAt()).orElse(Instant.EPOCH)))
                .filter(set -> "CODE_DEPLOY".equals(set.startedBy()))
                .map(TaskSet::externalId)
                .map(DeploymentId::new)
                .filter(DeploymentId::isCodeDeploy);
    }

    /**
     * Reads several at once.
     *
     * @param services up to {@value #MOST}
     * @throws WatchException where there is no such cluster in the region
     */
    public Answer read(String cluster, List<String> services) {
        String subject = services.size() == 1
                ? new ServiceRef(cluster, services.get(0)).toString()
                : services.size() + " services in cluster " + cluster;
        try {
            return new Answer(AwsCall.run(
                    "ecs:DescribeServices",
                    subject + " in " + region,
                    () -> ecs.describeServices(DescribeServicesRequest.builder()
                            .cluster(cluster)
                            .services(services)
                            .build())));
        } catch (AwsCallException failed) {
            if ("ClusterNotFoundException".equals(failed.errorCode())) {
                throw new WatchException(
                        "There is no ECS cluster \"" + cluster + "\" in region " + region
                                + ". Check the cluster's name and the region. " + failed.getMessage(),
                        failed);
            }
            throw failed;
        }
    }

    /** The services of one cluster that were asked for. */
    public final class Answer {

        private final DescribeServicesResponse answer;

        private Answer(DescribeServicesResponse answer) {
            this.answer = answer;
        }

        /** @throws WatchException where it is not there */
        public Service of(ServiceRef ref) {
            return answer.services().stream()
                    .filter(service -> ref.service().equals(service.serviceName())
                            || ref.service().equals(service.serviceArn()))
                    .findFirst()
                    .orElseThrow(() -> new WatchException("There is no service \"" + ref.service()
                            + "\" in cluster \"" + ref.cluster() + "\" in region " + region
                            + " (ecs:DescribeServices answered " + reason(ref)
                            + "). Check the service's name and the region."));
        }

        private String reason(ServiceRef ref) {
            return answer.failures().stream()
                    .filter(failure -> failure.arn() != null && failure.arn().endsWith("/" + ref.service()))
                    .map(Failure::reason)
                    .findFirst()
                    .orElseGet(() -> answer.failures().size() == 1
                            ? answer.failures().get(0).reason()
                            : "nothing");
        }
    }
}
