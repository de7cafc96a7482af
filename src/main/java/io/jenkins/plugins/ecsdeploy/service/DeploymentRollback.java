package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** Stops a deployment that goes on and has ECS roll it back. Only ever on somebody's explicit word. */
public final class DeploymentRollback {

    private final EcsClient ecs;

    public DeploymentRollback(AwsClients clients) {
        ecs = clients.ecs();
    }

    /** Asks ECS for it; the rollback itself takes its time. */
    public void request(String serviceDeploymentArn) {
        AwsCall.run(
                "ecs:StopServiceDeployment",
                serviceDeploymentArn,
                () -> ecs.stopServiceDeployment(StopServiceDeploymentRequest.builder()
                        .serviceDeploymentArn(serviceDeploymentArn)
                        .stopType(StopServiceDeploymentStopType.ROLLBACK)
                        .build()));
    }
}
