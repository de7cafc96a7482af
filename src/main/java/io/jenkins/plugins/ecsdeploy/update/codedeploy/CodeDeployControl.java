package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;

/** Reads, continues and stops deployments of CodeDeploy. */
public final class CodeDeployControl {

    private static final Backoff BACKOFF = Backoff.linear(5, Duration.ofSeconds(2));

    private final AwsClients clients;
    private final SendOnce sending;

    /** @param sleeper between two tries of a call whose answer was lost */
    public CodeDeployControl(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        sending = new SendOnce(sleeper, BACKOFF);
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
    public void stop(DeploymentId deployment) throws InterruptedException {
        sending.send(
                () -> AwsCall.run(
                                "codedeploy:StopDeployment",
                                "deployment " + deployment,
                                () -> clients.codeDeploy()
                                        .stopDeployment(request -> request.deploymentId(deployment.value())
                                                .autoRollbackEnabled(true)
                                                .overrideConfiguration(SendOnce::withoutSdkRetries)))
                        .statusAsString(),
                () -> Optional.of(read(deployment).statusAsString()).filter("Stopped"::equals),
                "Look at the deployment " + deployment + " in CodeDeploy.");
    }

    /** Lets a deployment that is Ready continue. */
    public void proceed(DeploymentId deployment) throws InterruptedException {
        sending.send(
                () -> AwsCall.run(
                                "codedeploy:ContinueDeployment",
                                "deployment " + deployment,
                                () -> clients.codeDeploy()
                                        .continueDeployment(request -> request.deploymentId(deployment.value())
                                                .deploymentWaitType(DeploymentWaitType.READY_WAIT)
                                                .overrideConfiguration(SendOnce::withoutSdkRetries)))
                        .toString(),
                () -> Optional.of(read(deployment).statusAsString())
                        .filter(status ->
                                Set.of("InProgress", "Baking", "Succeeded").contains(status)),
                "Look at the deployment " + deployment + " in CodeDeploy.");
    }
}
