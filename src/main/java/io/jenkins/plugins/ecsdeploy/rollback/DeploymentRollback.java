package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.update.codedeploy.CodeDeployControl;
import java.time.Duration;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/** Stops a deployment in progress and has ECS or CodeDeploy roll it back. Only on an explicit request. */
public final class DeploymentRollback {

    private static final Backoff BACKOFF = Backoff.linear(5, Duration.ofSeconds(2));

    private final EcsClient ecs;
    private final ServiceDeploymentReader deployments;
    private final CodeDeployControl codeDeploy;
    private final SendOnce sending;

    /** @param sleeper between two tries of a call whose answer was lost */
    public DeploymentRollback(AwsClients clients, Sleeper sleeper) {
        ecs = clients.ecs();
        deployments = new ServiceDeploymentReader(clients);
        codeDeploy = new CodeDeployControl(clients, sleeper);
        sending = new SendOnce(sleeper, BACKOFF);
    }

    /**
     * Requests the rollback, which then takes a while.
     *
     * @param deployment ARN of ECS' service deployment, or the id of CodeDeploy's
     */
    public void request(String deployment) throws InterruptedException {
        DeploymentId id = new DeploymentId(deployment);
        if (id.isCodeDeploy()) {
            codeDeploy.stop(id);
        } else {
            sending.send(
                    () -> AwsCall.run(
                                    "ecs:StopServiceDeployment",
                                    deployment,
                                    () -> ecs.stopServiceDeployment(request -> request.serviceDeploymentArn(deployment)
                                            .stopType(StopServiceDeploymentStopType.ROLLBACK)
                                            .overrideConfiguration(SendOnce::withoutSdkRetries)))
                            .serviceDeploymentArn(),
                    () -> deployments
                            .describe(deployment)
                            .map(ServiceDeployment::statusAsString)
                            .filter(status -> status.startsWith("ROLLBACK_") || status.startsWith("STOP")),
                    "Look at the service deployment " + deployment + " in ECS.");
        }
    }
}
