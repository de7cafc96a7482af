package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;

/** CodeDeploy's gate: a deployment that is Ready waits for the word before it moves production traffic. */
public final class CodeDeployGate {

    private static final String READY = "Ready";

    private final AwsClients clients;

    public CodeDeployGate(AwsClients clients) {
        this.clients = clients;
    }

    boolean isOpen(DeploymentId deployment) {
        return read(deployment).status() == DeploymentStatus.READY;
    }

    /** Whether it has not ended. */
    public boolean goesOn(DeploymentId deployment) {
        return !Statuses.hasEnded(read(deployment).statusAsString());
    }

    Gates.Answered answer(DeploymentId deployment, GateAction action) {
        DeploymentInfo now = read(deployment);
        if (now.status() != DeploymentStatus.READY) {
            throw new ServiceRefusedException(
                    "CodeDeploy's deployment " + deployment + " does not wait for an answer: it"
                            + " is " + now.statusAsString()
                            + (now.errorInformation() == null
                                    ? ""
                                    : " (" + now.errorInformation().codeAsString() + ": "
                                            + now.errorInformation().message() + ")")
                            + ". Only one that is Ready does, where the deployment group's deploymentReadyOption is"
                            + " STOP_DEPLOYMENT; awaitSteady(until: 'paused') waits for it.");
        }
        if (action == GateAction.ROLLBACK) {
            stop(deployment);
        } else {
            AwsCall.run(
                    "codedeploy:ContinueDeployment",
                    "deployment " + deployment,
                    () -> clients.codeDeploy()
                            .continueDeployment(request -> request.deploymentId(deployment.value())
                                    .deploymentWaitType(DeploymentWaitType.READY_WAIT)));
        }
        return new Gates.Answered(deployment.value(), READY, DeploymentWaitType.READY_WAIT.toString(), action);
    }

    /** Stops the deployment and has CodeDeploy go back to the earlier task set, which is a deployment of its own. */
    public StopDeploymentResponse stop(DeploymentId deployment) {
        return AwsCall.run(
                "codedeploy:StopDeployment",
                "deployment " + deployment,
                () -> clients.codeDeploy()
                        .stopDeployment(request ->
                                request.deploymentId(deployment.value()).autoRollbackEnabled(true)));
    }

    public DeploymentInfo read(DeploymentId deployment) {
        return AwsCall.run(
                "codedeploy:GetDeployment",
                "deployment " + deployment,
                () -> clients.codeDeploy()
                        .getDeployment(request -> request.deploymentId(deployment.value()))
                        .deploymentInfo());
    }
}
