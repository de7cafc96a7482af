package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployFinder;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;

/** Answers a paused deployment, whether ECS or CodeDeploy carries it out. */
public final class PausedDeployments {

    private final ServiceReader services;
    private final EcsPause ecs;
    private final CodeDeployPause codeDeploy;
    private final CodeDeployFinder finder;

    /** @param sleeper between two polls, and between two tries of an answer of which it is unknown whether it arrived */
    public PausedDeployments(AwsClients clients, Sleeper sleeper) {
        services = new ServiceReader(clients);
        ecs = new EcsPause(clients, sleeper);
        codeDeploy = new CodeDeployPause(clients, sleeper);
        finder = new CodeDeployFinder(clients);
    }

    public boolean isPaused(ServiceRef service, DeploymentId deployment) {
        return deployment.isCodeDeploy() ? codeDeploy.isPaused(deployment) : ecs.isPaused(service, deployment);
    }

    /**
     * Continues a paused deployment, or rolls it back.
     *
     * @param deployment empty: the deployment of the service that is in progress
     * @param hookId which hook, if several wait at once
     * @throws ServiceRefusedException if the deployment is not paused there, with what became of the pause
     */
    public GateAnswer answer(
            ServiceRef service, Optional<DeploymentId> deployment, Optional<String> hookId, GateAction action)
            throws InterruptedException {
        Optional<DeploymentId> byCodeDeploy =
                deployment.isPresent() ? deployment.filter(DeploymentId::isCodeDeploy) : byCodeDeploy(service);
        return byCodeDeploy.isPresent()
                ? codeDeploy.answer(byCodeDeploy.get(), action)
                : ecs.answer(service, deployment, hookId, action);
    }

    /** @return empty if ECS deploys the service itself */
    private Optional<DeploymentId> byCodeDeploy(ServiceRef ref) {
        Service service = services.read(ref);
        if (!Deployments.areByCodeDeploy(service)) {
            return Optional.empty();
        }
        return Optional.of(finder.inProgress(ref, service)
                .orElseThrow(() -> new ServiceRefusedException("CodeDeploy has no deployment of the " + ref
                        + " in progress, so there is no pause to answer.")));
    }
}
