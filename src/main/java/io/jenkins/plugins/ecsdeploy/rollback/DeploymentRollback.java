package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** Stops a deployment that goes on and has it rolled back, by who carries it out. Only ever on somebody's word. */
public final class DeploymentRollback {

    private final AwsClients clients;

    public DeploymentRollback(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Asks ECS or CodeDeploy for it; the rollback itself takes its time.
     *
     * @param deployment ARN of ECS's service deployment, or the id of CodeDeploy's
     */
    public void request(String deployment) {
        if (new DeploymentId(deployment).isCodeDeploy()) {
            AwsCall.run(
                    "codedeploy:StopDeployment",
                    deployment,
                    () -> clients.codeDeploy()
                            .stopDeployment(StopDeploymentRequest.builder()
                                    .deploymentId(deployment)
                                    .autoRollbackEnabled(true)
                                    .build()));
        } else {
            stopAtEcs(deployment);
        }
    }

    private void stopAtEcs(String serviceDeploymentArn) {
        AwsCall.run(
                "ecs:StopServiceDeployment",
                serviceDeploymentArn,
                () -> clients.ecs()
                        .stopServiceDeployment(StopServiceDeploymentRequest.builder()
                                .serviceDeploymentArn(serviceDeploymentArn)
                                .stopType(StopServiceDeploymentStopType.ROLLBACK)
                                .build()));
    }
}
