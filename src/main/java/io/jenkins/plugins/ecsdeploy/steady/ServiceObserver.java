package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Looks at one service and the deployment that is followed: two calls a look. Until the deployment is found it takes one
 * more, and another at its end.
 */
final class ServiceObserver implements Followed.FirstLook {

    private final EcsClient ecs;
    private final ServiceReader services;
    private final DeploymentFinder finder;
    private final Clock clock;
    private final ServiceRef service;

    /** Kept between looks: it never changes for one deployment. */
    private Optional<String> deploymentArn = Optional.empty();

    ServiceObserver(AwsClients clients, Clock clock, ServiceRef service) {
        this.ecs = clients.ecs();
        this.services = new ServiceReader(clients);
        this.finder = new DeploymentFinder(clients);
        this.clock = clock;
        this.service = service;
    }

    @Override
    public Optional<DeploymentId> deploymentInProgress() {
        return SdkValues.deployments(services.read(service)).stream()
                .filter(deployment -> deployment.isPrimary() && "IN_PROGRESS".equals(deployment.rolloutState()))
                .map(DeploymentState::id)
                .findFirst();
    }

    /** @param followed the deployment to look at in detail */
    @Override
    public Observation observe(Optional<DeploymentId> followed) {
        Service found = services.read(service);
        if (deploymentArn.isEmpty() && followed.isPresent() && "ACTIVE".equals(found.status())) {
            deploymentArn = finder.find(service, followed.get(), createdAt(found, followed.get()));
        }
        Optional<ServiceDeploymentState> deployment =
                followed.isPresent() ? deploymentArn.flatMap(this::describe) : Optional.empty();
        if (deployment.filter(ServiceDeploymentState::hasEnded).isPresent()) {
            found = services.read(service); // as it is after the end, not as it was a moment before
        }
        return new Observation(
                clock.instant(),
                SdkValues.text(found.status()),
                SdkValues.strategy(found.deploymentConfiguration()),
                SdkValues.text(found.taskDefinition()),
                SdkValues.number(found.desiredCount()),
                SdkValues.number(found.runningCount()),
                SdkValues.number(found.pendingCount()),
                SdkValues.deployments(found),
                deployment,
                SdkValues.events(found));
    }

    private Optional<ServiceDeploymentState> describe(String arn) {
        return AwsCall.run(
                        "ecs:DescribeServiceDeployments",
                        service.toString(),
                        () -> ecs.describeServiceDeployments(DescribeServiceDeploymentsRequest.builder()
                                .serviceDeploymentArns(arn)
                                .build()))
                .serviceDeployments()
                .stream()
                .findFirst()
                .map(SdkValues::serviceDeployment);
    }

    private static Optional<Instant> createdAt(Service found, DeploymentId followed) {
        return SdkValues.deployments(found).stream()
                .filter(deployment -> deployment.id().equals(followed))
                .map(DeploymentState::createdAt)
                .findFirst();
    }
}
