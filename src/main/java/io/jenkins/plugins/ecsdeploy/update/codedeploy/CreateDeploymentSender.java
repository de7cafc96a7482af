package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.Backoff;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/**
 * Sends CreateDeployment so that it takes effect once. A second try after a lost answer would be refused, because the
 * deployment that the first one started is in progress by then; so it is looked up by its AppSpec.
 */
final class CreateDeploymentSender {

    private static final Backoff BACKOFF = Backoff.linear(5, Duration.ofSeconds(2));

    private final AwsClients clients;
    private final SendOnce sending;

    CreateDeploymentSender(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        sending = new SendOnce(sleeper, BACKOFF);
    }

    /** @throws ServiceRefusedException if the deployment group has a deployment that isn't ours */
    DeploymentId send(ServiceRef service, CreateDeploymentRequest request) throws InterruptedException {
        CreateDeploymentRequest once = request.toBuilder()
                .overrideConfiguration(SendOnce::withoutSdkRetries)
                .build();
        return sending.send(
                () -> create(service, once),
                () -> begun(request),
                "Look at the deployments of the deployment group " + request.deploymentGroupName()
                        + " in CodeDeploy before you run the build again.");
    }

    /** A group has one deployment at a time: if that is not ours, ours was not created by an earlier try either. */
    private DeploymentId create(ServiceRef service, CreateDeploymentRequest request) {
        try {
            return AwsCall.get(
                    "codedeploy:CreateDeployment",
                    service.toString(),
                    () -> clients.codeDeploy().createDeployment(request),
                    "deploymentId",
                    answer -> Optional.ofNullable(answer.deploymentId()).map(DeploymentId::new));
        } catch (AwsCallException failed) {
            if ("DeploymentLimitExceededException".equals(failed.errorCode())) {
                return begun(request).orElseThrow(() -> refused(request, failed));
            }
            throw failed;
        }
    }

    private static ServiceRefusedException refused(CreateDeploymentRequest request, AwsCallException failed) {
        return new ServiceRefusedException("The deployment group " + request.deploymentGroupName()
                + " already has a deployment in progress, and CodeDeploy allows one at a time: " + failed.getMessage()
                + " Wait until that one has ended, or stop it.");
    }

    /** The group's deployment in progress with the same AppSpec, of which CodeDeploy answers only the SHA-256. */
    private Optional<DeploymentId> begun(CreateDeploymentRequest request) {
        String group = "deployment group " + request.deploymentGroupName();
        List<String> running = AwsCall.run(
                "codedeploy:ListDeployments",
                group,
                () -> clients.codeDeploy()
                        .listDeployments(asked -> asked.applicationName(request.applicationName())
                                .deploymentGroupName(request.deploymentGroupName())
                                .includeOnlyStatuses(
                                        DeploymentStatus.CREATED,
                                        DeploymentStatus.QUEUED,
                                        DeploymentStatus.IN_PROGRESS,
                                        DeploymentStatus.READY))
                        .deployments());
        if (running.isEmpty()) {
            return Optional.empty();
        }
        String sha256 = request.revision().appSpecContent().sha256();
        return AwsCall.run(
                        "codedeploy:BatchGetDeployments",
                        group,
                        () -> clients.codeDeploy()
                                .batchGetDeployments(asked -> asked.deploymentIds(running))
                                .deploymentsInfo())
                .stream()
                .filter(info -> sha256.equals(sha256(info)))
                .findFirst()
                .map(DeploymentInfo::deploymentId)
                .map(DeploymentId::new);
    }

    @CheckForNull
    private static String sha256(DeploymentInfo info) {
        return info.revision() == null || info.revision().appSpecContent() == null
                ? null
                : info.revision().appSpecContent().sha256();
    }
}
