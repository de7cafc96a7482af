package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** Reads and stops deployments of CodeDeploy. */
public final class CodeDeployControl {

    private final AwsClients clients;

    public CodeDeployControl(AwsClients clients) {
        this.clients = clients;
    }

    public DeploymentInfo read(DeploymentId deployment) {
        return AwsCall.run(
                "codedeploy:GetDeployment",
                "deployment " + deployment,
                () -> clients.codeDeploy()
                        .getDeployment(request -> request.deploymentId(deployment.value()))
                        .deploymentInfo());
    }

    public boolean isInProgress(DeploymentId deployment) {
        return !Statuses.hasEnded(read(deployment).statusAsString());
    }

    /** Stops a deployment. CodeDeploy then rolls back to the earlier task set, in a deployment of its own. */
    public void stop(DeploymentId deployment) {
        AwsCall.run(
                "codedeploy:StopDeployment",
                "deployment " + deployment,
                () -> clients.codeDeploy()
                        .stopDeployment(request ->
                                request.deploymentId(deployment.value()).autoRollbackEnabled(true)));
    }
}
