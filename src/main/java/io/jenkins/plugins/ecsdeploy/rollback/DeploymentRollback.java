package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.update.codedeploy.CodeDeployControl;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** Stops a deployment in progress and has ECS or CodeDeploy roll it back. Only on an explicit request. */
public final class DeploymentRollback {

    private final AwsClients clients;

    public DeploymentRollback(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Requests the rollback, which then takes a while.
     *
     * @param deployment ARN of ECS' service deployment, or the id of CodeDeploy's
     */
    public void request(String deployment) {
        DeploymentId id = new DeploymentId(deployment);
        if (id.isCodeDeploy()) {
            new CodeDeployControl(clients).stop(id);
        } else {
            AwsCall.run(
                    "ecs:StopServiceDeployment",
                    deployment,
                    () -> clients.ecs()
                            .stopServiceDeployment(request -> request.serviceDeploymentArn(deployment)
                                    .stopType(StopServiceDeploymentStopType.ROLLBACK)));
        }
    }
}
