package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SentOnce;
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
 * Sends CreateDeployment so that it takes effect once. The SDK's own try after a lost answer would be refused, because our
 * first deployment goes on by then; so it is looked for by its AppSpec before another try.
 */
final class CodeDeployCreate {

    private static final int MOST_TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final AwsClients clients;
    private final Sleeper sleeper;

    CodeDeployCreate(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        this.sleeper = sleeper;
    }

    /** @throws ServiceRefusedException where the deployment group has a deployment that isn't ours */
    DeploymentId create(ServiceRef service, CreateDeploymentRequest request) throws InterruptedException {
        CreateDeploymentRequest once =
                request.toBuilder().overrideConfiguration(SentOnce::configure).build();
        boolean mayHaveBegun = false;
        for (int attempt = 1; ; attempt++) {
            try {
                return new DeploymentId(AwsCall.run(
                        "codedeploy:CreateDeployment",
                        service.toString(),
                        () -> clients.codeDeploy().createDeployment(once).deploymentId()));
            } catch (AwsCallException failed) {
                boolean full = "DeploymentLimitExceededException".equals(failed.errorCode());
                if (!failed.isTransient() && !(full && mayHaveBegun)) {
                    throw full ? refused(request, failed) : failed;
                }
                if (!full) {
                    sleeper.sleep(FIRST_PAUSE.multipliedBy(attempt));
                    mayHaveBegun |= failed.kind() != AwsCallException.Kind.THROTTLED;
                }
                Optional<DeploymentId> ours = mayHaveBegun ? begun(request) : Optional.empty();
                if (ours.isPresent()) {
                    return ours.get();
                }
                if (full) {
                    throw refused(request, failed);
                }
                if (attempt == MOST_TRIES) {
                    throw failed;
                }
            }
        }
    }

    private static ServiceRefusedException refused(CreateDeploymentRequest request, AwsCallException failed) {
        return new ServiceRefusedException("The deployment group " + request.deploymentGroupName()
                + " is deploying already, and CodeDeploy takes one deployment at a time: " + failed.getMessage()
                + " Wait for that one, or stop it.");
    }

    /** What goes on in the group and was made from the same AppSpec: CodeDeploy tells its SHA-256, not its content. */
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

    private static String sha256(DeploymentInfo info) {
        return info.revision() == null || info.revision().appSpecContent() == null
                ? null
                : info.revision().appSpecContent().sha256();
    }
}
