package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;

/** Reads one service, or says what is missing. */
public final class ServiceReader {

    private final EcsClient ecs;
    private final String region;

    public ServiceReader(AwsClients clients) {
        ecs = clients.ecs();
        region = clients.region();
    }

    /**
     * @return the service, whatever its status
     * @throws SteadyException where there is no such cluster or service in the region
     */
    public Service read(ServiceRef ref) {
        DescribeServicesResponse answer;
        try {
            answer = AwsCall.run(
                    "ecs:DescribeServices",
                    ref + " in " + region,
                    () -> ecs.describeServices(DescribeServicesRequest.builder()
                            .cluster(ref.cluster())
                            .services(ref.service())
                            .build()));
        } catch (AwsCallException failed) {
            if ("ClusterNotFoundException".equals(failed.errorCode())) {
                throw new SteadyException(
                        "There is no ECS cluster \"" + ref.cluster() + "\" in region " + region
                                + ". Check the cluster's name and the region. " + failed.getMessage(),
                        failed);
            }
            throw failed;
        }
        if (answer.services().isEmpty()) {
            throw new SteadyException("There is no service \"" + ref.service() + "\" in cluster \"" + ref.cluster()
                    + "\" in region " + region
                    + " (ecs:DescribeServices answered "
                    + (answer.failures().isEmpty()
                            ? "nothing"
                            : answer.failures().get(0).reason())
                    + "). Check the service's name and the region.");
        }
        return answer.services().get(0);
    }
}
