package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Finds out whether a service runs where layers compressed with zstd can't be unpacked: Docker before 23
 * (amazon-ecs-agent#4179, docs.docker.com/engine/release-notes/23.0), Fargate before platform version 1.4.0, which came with
 * containerd. A warning is a help: what can't be read, or may not, is not known.
 */
public final class ZstdRuntimes {

    /** As many as DescribeContainerInstances takes (API reference). */
    private static final int MAX_INSTANCES = 100;

    private static final int FIRST_DOCKER = 23;
    private static final Pattern DOCKER_VERSION = Pattern.compile("(?:DockerVersion: )?(\\d+)\\..*");
    private static final Pattern OLD_FARGATE = Pattern.compile("1\\.[0-3]\\..*");

    private final EcsClient ecs;
    private final ServiceReader services;

    public ZstdRuntimes(AwsClients clients) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
    }

    /** @return for the log; empty if the service runs such images, or that is not known */
    public Optional<String> warning(ServiceRef ref) {
        try {
            Service service = services.read(ref);
            return isFargate(service) ? fargate(ref, service) : ec2(ref);
        } catch (AwsCallException unknown) {
            return Optional.empty();
        }
    }

    private static boolean isFargate(Service service) {
        return service.launchType() == LaunchType.FARGATE
                || service.capacityProviderStrategy().stream()
                        .map(CapacityProviderStrategyItem::capacityProvider)
                        .anyMatch(provider -> provider.startsWith("FARGATE"));
    }

    private static Optional<String> fargate(ServiceRef ref, Service service) {
        String version = String.valueOf(service.platformVersion());
        return OLD_FARGATE.matcher(version).matches()
                ? Optional.of(warning(
                        ref,
                        "runs on Fargate platform version " + version,
                        "Change the service's platform version to LATEST, or push with compression: 'gzip'."))
                : Optional.empty();
    }

    private Optional<String> ec2(ServiceRef ref) {
        List<String> arns = AwsCall.run(
                        "ecs:ListContainerInstances",
                        "cluster " + ref.cluster(),
                        () -> ecs.listContainerInstances(ListContainerInstancesRequest.builder()
                                .cluster(ref.cluster())
                                .status(ContainerInstanceStatus.ACTIVE)
                                .maxResults(MAX_INSTANCES)
                                .build()))
                .containerInstanceArns();
        if (arns.isEmpty()) {
            return Optional.empty();
        }
        List<ContainerInstance> instances = AwsCall.run(
                        "ecs:DescribeContainerInstances",
                        "cluster " + ref.cluster(),
                        () -> ecs.describeContainerInstances(DescribeContainerInstancesRequest.builder()
                                .cluster(ref.cluster())
                                .containerInstances(arns)
                                .build()))
                .containerInstances();
        List<ContainerInstance> old =
                instances.stream().filter(ZstdRuntimes::isOld).toList();
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(warning(
                        ref,
                        "may run on " + old.size() + " of " + instances.size() + " instances of its cluster with "
                                + old.get(0).versionInfo().dockerVersion(),
                        "Update Docker to 23 or newer there, or push with compression: 'gzip'."));
    }

    private static boolean isOld(ContainerInstance instance) {
        String version = instance.versionInfo() == null
                ? ""
                : String.valueOf(instance.versionInfo().dockerVersion());
        Matcher docker = DOCKER_VERSION.matcher(version);
        return docker.matches() && Integer.parseInt(docker.group(1)) < FIRST_DOCKER;
    }

    private static String warning(ServiceRef ref, String where, String advice) {
        return "Warning: service " + ref.service() + " " + where
                + ", which can't unpack layers compressed with zstd: its tasks would fail to start (invalid tar header). "
                + advice;
    }
}
