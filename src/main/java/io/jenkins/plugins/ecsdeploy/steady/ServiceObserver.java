package io.jenkins.plugins.ecsdeploy.steady;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.Service;

/** Looks at one service and the deployment that is followed: two calls a look, three until the deployment is found. */
final class ServiceObserver {

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

    /** @param followed the deployment to look at in detail */
    Observation observe(Optional<DeploymentId> followed) {
        Service found = services.read(service);
        if (deploymentArn.isEmpty() && followed.isPresent()) {
            deploymentArn = finder.find(service, followed.get(), createdAt(found, followed.get()));
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
                deploymentArn.flatMap(this::describe),
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
