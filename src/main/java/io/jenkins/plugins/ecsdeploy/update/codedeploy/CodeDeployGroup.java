package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.CodeDeployGate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Which deployment group deploys a service. */
record CodeDeployGroup(String application, String group) {

    /**
     * What is named; else what deployed the service last; else {@code AppECS-CLUSTER-SERVICE} and
     * {@code DgpECS-CLUSTER-SERVICE}, as the console, awscli and GitHub's action call them.
     */
    static CodeDeployGroup of(AwsClients clients, ServiceRef ref, Strategy.CodeDeploy named, Service service) {
        if (named.application().isPresent() && named.deploymentGroup().isPresent()) {
            return new CodeDeployGroup(
                    named.application().get(), named.deploymentGroup().get());
        }
        Optional<CodeDeployGroup> last = last(clients, service)
                .filter(one -> named.application().isEmpty()
                        || named.application().get().equals(one.application()));
        String suffix = "ECS-" + shortName(ref.cluster()) + "-" + shortName(ref.service());
        return new CodeDeployGroup(
                named.application()
                        .or(() -> last.map(CodeDeployGroup::application))
                        .orElse("App" + suffix),
                named.deploymentGroup()
                        .or(() -> last.map(CodeDeployGroup::group))
                        .orElse("Dgp" + suffix));
    }

    /** By the deployment that made a task set of the service (API reference of TaskSet, {@code externalId}). */
    private static Optional<CodeDeployGroup> last(AwsClients clients, Service service) {
        return service.taskSets().stream()
                .filter(set -> set.externalId() != null && new DeploymentId(set.externalId()).isCodeDeploy())
                .min(Comparator.comparing((TaskSet set) -> !"PRIMARY".equals(set.status())))
                .flatMap(set -> read(clients, set.externalId()));
    }

    private static Optional<CodeDeployGroup> read(AwsClients clients, String deployment) {
        try {
            DeploymentInfo info = new CodeDeployGate(clients).read(new DeploymentId(deployment));
            return Optional.of(new CodeDeployGroup(info.applicationName(), info.deploymentGroupName()));
        } catch (AwsCallException unreadable) {
            return Optional.empty();
        }
    }

    static String shortName(String nameOrArn) {
        return Arn.name(nameOrArn);
    }
}
