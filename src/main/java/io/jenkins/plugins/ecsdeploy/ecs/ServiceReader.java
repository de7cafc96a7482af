package io.jenkins.plugins.ecsdeploy.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.RawAnswer;
import io.jenkins.plugins.ecsdeploy.aws.UnknownMembers;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/** Reads services; an error says whether the cluster or the service does not exist. */
public final class ServiceReader {

    private final EcsClient ecs;
    private final String region;

    public ServiceReader(AwsClients clients) {
        ecs = clients.ecs();
        region = clients.region();
    }

    /**
     * @return the service, whatever its status
     * @throws NoSuchResourceException if there is no such cluster or service in the region
     */
    public Service read(ServiceRef ref) {
        return read(ref.cluster(), List.of(ref.service())).of(ref);
    }

    /**
     * Reads a service that is to be changed.
     *
     * @throws NoSuchResourceException if there is no such cluster or service in the region
     */
    public DescribedService describe(ServiceRef ref) {
        return describe(ref, false);
    }

    /** @param tags whether to read its tags too */
    public DescribedService describe(ServiceRef ref, boolean tags) {
        RawAnswer raw = new RawAnswer();
        Answer answer = read(ref.cluster(), List.of(ref.service()), tags, raw::keep);
        Service service = answer.of(ref);
        JsonNode json = raw.json().path("services").path(answer.indexOf(service));
        return new DescribedService(service, UnknownMembers.of(json, Service.builder()));
    }

    /**
     * Reads several at once.
     *
     * @param services up to {@link Limits#SERVICES_PER_DESCRIBE}
     * @throws NoSuchResourceException if there is no such cluster in the region
     */
    public Answer read(String cluster, List<String> services) {
        return read(cluster, services, false, override -> {});
    }

    private Answer read(
            String cluster,
            List<String> services,
            boolean tags,
            Consumer<AwsRequestOverrideConfiguration.Builder> override) {
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
                            .include(tags ? List.of(ServiceField.TAGS) : null)
                            .overrideConfiguration(override)
                            .build())));
        } catch (AwsCallException failed) {
            if ("ClusterNotFoundException".equals(failed.errorCode())) {
                throw new NoSuchResourceException(
                        "There is no ECS cluster \"" + cluster + "\" in region " + region
                                + ". Check the cluster's name and the region. " + failed.getMessage(),
                        failed);
            }
            throw failed;
        }
    }

    /** The requested services of one cluster. */
    public final class Answer {

        private final DescribeServicesResponse answer;

        private Answer(DescribeServicesResponse answer) {
            this.answer = answer;
        }

        /** @throws NoSuchResourceException if it does not exist */
        public Service of(ServiceRef ref) {
            return answer.services().stream()
                    .filter(service -> Arn.name(ref.service()).equals(service.serviceName()))
                    .findFirst()
                    .map(Deployments::withTaskDefinition)
                    .orElseThrow(() -> new NoSuchResourceException("There is no service \"" + ref.service()
                            + "\" in cluster \"" + ref.cluster() + "\" in region " + region
                            + " (ecs:DescribeServices answered " + reason(ref)
                            + "). Check the service's name and the region."));
        }

        private int indexOf(Service service) {
            return answer.services().stream().map(Service::serviceArn).toList().indexOf(service.serviceArn());
        }

        private String reason(ServiceRef ref) {
            return answer.failures().stream()
                    .filter(failure -> failure.arn() != null && failure.arn().endsWith("/" + Arn.name(ref.service())))
                    .map(Failure::reason)
                    .findFirst()
                    .orElseGet(() -> answer.failures().size() == 1
                            ? answer.failures().get(0).reason()
                            : "nothing");
        }
    }
}
