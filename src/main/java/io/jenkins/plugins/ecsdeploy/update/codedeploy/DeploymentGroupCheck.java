package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployGroup;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyOption;

/** Checks that a deployment group deploys the service, and finds out how it does. */
final class DeploymentGroupCheck {

    private final AwsClients clients;

    DeploymentGroupCheck(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * @param rollbackEvents for which events the group rolls back by itself; empty too if it could not be read
     * @param notices what the reader of the log should know
     */
    record Checked(Set<String> rollbackEvents, List<String> notices) {}

    /** @throws ServiceRefusedException if there is no such group, or it deploys another service */
    Checked check(ServiceRef service, CodeDeployGroup group) {
        DeploymentGroupInfo found;
        try {
            found = read(group);
        } catch (AwsCallException failed) {
            if (failed.errorCode().endsWith("DoesNotExistException")) {
                throw new ServiceRefusedException("CodeDeploy has no " + group + " for the " + service
                        + ". Name them: codeDeploy(application: …, deploymentGroup: …).");
            }
            if (failed.kind() != AwsCallException.Kind.ACCESS_DENIED) {
                throw failed;
            }
            return new Checked(
                    Set.of(),
                    List.of("Could not check that the deployment group deploys this service: " + failed.getMessage()));
        }
        if (found.ecsServices().stream()
                .noneMatch(one -> isNamed(service.cluster(), one.clusterName())
                        && isNamed(service.service(), one.serviceName()))) {
            throw new ServiceRefusedException("The " + group + " deploys "
                    + found.ecsServices().stream()
                            .map(one -> one.clusterName() + "/" + one.serviceName())
                            .toList()
                    + ", not the " + service + ". Name the group that does: codeDeploy(application: …, deploymentGroup:"
                    + " …).");
        }
        return new Checked(rollbackEvents(found), pause(found).stream().toList());
    }

    private DeploymentGroupInfo read(CodeDeployGroup group) {
        return AwsCall.get(
                "codedeploy:GetDeploymentGroup",
                group.toString(),
                () -> clients.codeDeploy()
                        .getDeploymentGroup(request ->
                                request.applicationName(group.application()).deploymentGroupName(group.name())),
                "deploymentGroupInfo",
                answer -> Optional.ofNullable(answer.deploymentGroupInfo()));
    }

    private static boolean isNamed(String nameOrArn, @CheckForNull String found) {
        return found != null && Arn.name(found).equals(Arn.name(nameOrArn));
    }

    private static Set<String> rollbackEvents(DeploymentGroupInfo group) {
        return group.autoRollbackConfiguration() != null
                        && Boolean.TRUE.equals(group.autoRollbackConfiguration().enabled())
                ? new LinkedHashSet<>(group.autoRollbackConfiguration().eventsAsStrings())
                : Set.of();
    }

    private static Optional<String> pause(DeploymentGroupInfo group) {
        DeploymentReadyOption ready = group.blueGreenDeploymentConfiguration() == null
                ? null
                : group.blueGreenDeploymentConfiguration().deploymentReadyOption();
        return ready != null && ready.actionOnTimeout() == DeploymentReadyAction.STOP_DEPLOYMENT
                ? Optional.of("CodeDeploy waits up to " + ready.waitTimeInMinutes()
                        + " min for continueDeployment before it shifts production traffic, and then stops the"
                        + " deployment")
                : Optional.empty();
    }
}
