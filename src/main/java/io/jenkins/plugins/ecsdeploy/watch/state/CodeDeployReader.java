package io.jenkins.plugins.ecsdeploy.watch.state;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.NoSuchResourceException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;

/** Reads deployments that CodeDeploy carries out, as many in a call as CodeDeploy allows. */
public final class CodeDeployReader {

    private static final Set<String> NOT_STARTED = Set.of("Created", "Queued");

    private final AwsClients clients;
    private final Runnable onCall;

    /** @param onCall run before each call */
    public CodeDeployReader(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /**
     * @param deployments each with the service that it deploys to
     * @return one that does not exist has a failure that says so
     */
    public Answers<DeploymentId, ServiceDeploymentState> read(Map<DeploymentId, ServiceRef> deployments) {
        return Answers.inBatches(
                deployments.keySet(), Limits.CODE_DEPLOY_DEPLOYMENTS_PER_GET, batch -> read(batch, deployments));
    }

    private Answers<DeploymentId, ServiceDeploymentState> read(
            List<DeploymentId> ids, Map<DeploymentId, ServiceRef> services) {
        Map<String, DeploymentInfo> found =
                describe(ids.stream().map(DeploymentId::value).toList());
        Map<String, DeploymentInfo> rollbacks = describe(found.values().stream()
                .flatMap(info -> CodeDeployMapper.rollbackId(info).stream())
                .toList());
        Answers<DeploymentId, ServiceDeploymentState> answers = new Answers<>();
        for (DeploymentId id : ids) {
            try {
                DeploymentInfo info = Optional.ofNullable(found.get(id.value()))
                        .orElseThrow(() -> new NoSuchResourceException("There is no deployment " + id
                                + " in CodeDeploy in region " + clients.region() + ". Check the id and the region."));
                Optional<DeploymentInfo> rollback =
                        CodeDeployMapper.rollbackId(info).flatMap(back -> Optional.ofNullable(rollbacks.get(back)));
                answers.found(id, CodeDeployMapper.deployment(info, target(services.get(id), info), rollback));
            } catch (AwsCallException | NoSuchResourceException failed) {
                answers.failed(id, failed);
            }
        }
        return answers;
    }

    private Map<String, DeploymentInfo> describe(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        onCall.run();
        return AwsCall.run(
                        "codedeploy:BatchGetDeployments",
                        String.join(", ", ids),
                        () -> clients.codeDeploy()
                                .batchGetDeployments(BatchGetDeploymentsRequest.builder()
                                        .deploymentIds(ids)
                                        .build()))
                .deploymentsInfo()
                .stream()
                .collect(Collectors.toMap(DeploymentInfo::deploymentId, Function.identity()));
    }

    /** Empty before the deployment has started, which takes CodeDeploy a moment. */
    private Optional<ECSTarget> target(ServiceRef service, DeploymentInfo info) {
        if (NOT_STARTED.contains(StateMapper.text(info.statusAsString()))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(target(service, info.deploymentId())).map(DeploymentTarget::ecsTarget);
        } catch (AwsCallException failed) {
            if ("DeploymentNotStartedException".equals(failed.errorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Its only target is {@code cluster:service}, by their short names (API reference of ECSTarget). */
    private DeploymentTarget target(ServiceRef service, String deploymentId) {
        String targetId = Arn.name(service.cluster()) + ":" + Arn.name(service.service());
        onCall.run();
        return AwsCall.run(
                        "codedeploy:GetDeploymentTarget",
                        deploymentId,
                        () -> clients.codeDeploy()
                                .getDeploymentTarget(GetDeploymentTargetRequest.builder()
                                        .deploymentId(deploymentId)
                                        .targetId(targetId)
                                        .build()))
                .deploymentTarget();
    }
}
