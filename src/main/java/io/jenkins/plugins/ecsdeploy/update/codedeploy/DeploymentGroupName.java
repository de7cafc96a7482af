package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** The deployment group that deploys a service, and the application that it belongs to. */
record DeploymentGroupName(String application, String name) {

    /**
     * What is named; else what deployed the service last; else {@code AppECS-CLUSTER-SERVICE} and
     * {@code DgpECS-CLUSTER-SERVICE}, the names that the console, the AWS CLI and GitHub's action use.
     */
    static DeploymentGroupName of(AwsClients clients, ServiceRef ref, Strategy.CodeDeploy named, Service service) {
        if (named.application().isPresent() && named.deploymentGroup().isPresent()) {
            return new DeploymentGroupName(
                    named.application().get(), named.deploymentGroup().get());
        }
        Optional<DeploymentGroupName> last = last(clients, service)
                .filter(one -> named.application().isEmpty()
                        || named.application().get().equals(one.application()));
        String suffix = "ECS-" + Arn.name(ref.cluster()) + "-" + Arn.name(ref.service());
        return new DeploymentGroupName(
                named.application()
                        .or(() -> last.map(DeploymentGroupName::application))
                        .orElse("App" + suffix),
                named.deploymentGroup()
                        .or(() -> last.map(DeploymentGroupName::name))
                        .orElse("Dgp" + suffix));
    }

    /** By the deployment that created a task set of the service (API reference of TaskSet, {@code externalId}). */
    private static Optional<DeploymentGroupName> last(AwsClients clients, Service service) {
        return service.taskSets().stream()
                .filter(set -> set.externalId() != null && new DeploymentId(set.externalId()).isCodeDeploy())
                .min(Comparator.comparing((TaskSet set) -> !"PRIMARY".equals(set.status())))
                .flatMap(set -> read(clients, new DeploymentId(set.externalId())));
    }

    private static Optional<DeploymentGroupName> read(AwsClients clients, DeploymentId deployment) {
        try {
            DeploymentInfo info = new CodeDeployControl(clients).read(deployment);
            return Optional.of(new DeploymentGroupName(info.applicationName(), info.deploymentGroupName()));
        } catch (AwsCallException unreadable) {
            if (unreadable.isInterruption()) {
                throw unreadable;
            }
            return Optional.empty();
        }
    }

    /** For sentences. */
    @Override
    public String toString() {
        return "deployment group " + name + " of application " + application;
    }
}
