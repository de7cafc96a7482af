package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.codedeploy.CodeDeployControl;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;

/** CodeDeploy's pause: a deployment that is Ready waits for an answer before it shifts production traffic. */
final class CodeDeployPause {

    private static final String READY = "Ready";

    private final CodeDeployControl deployments;

    CodeDeployPause(AwsClients clients, Sleeper sleeper) {
        deployments = new CodeDeployControl(clients, sleeper);
    }

    boolean isPaused(DeploymentId deployment) {
        return deployments.read(deployment).status() == DeploymentStatus.READY;
    }

    /** @throws ServiceRefusedException if the deployment is not paused */
    GateAnswer answer(DeploymentId deployment, GateAction action) throws InterruptedException {
        DeploymentInfo now = deployments.read(deployment);
        if (now.status() != DeploymentStatus.READY) {
            throw new ServiceRefusedException("CodeDeploy's deployment " + deployment + " is not paused: it is "
                    + now.statusAsString()
                    + (now.errorInformation() == null
                            ? ""
                            : " (" + now.errorInformation().codeAsString() + ": "
                                    + now.errorInformation().message() + ")")
                    + ". CodeDeploy waits for an answer only in the status Ready, and only if the deployment group's"
                    + " deploymentReadyOption is STOP_DEPLOYMENT; awaitSteady(until: 'paused') waits for that.");
        }
        if (action == GateAction.ROLLBACK) {
            deployments.stop(deployment);
        } else {
            deployments.proceed(deployment);
        }
        return new GateAnswer(deployment.value(), READY, DeploymentWaitType.READY_WAIT.toString(), action);
    }
}
