package io.jenkins.plugins.ecsdeploy.ecs;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Finds what CodeDeploy is doing with a service, by its deployment group. The service's task sets show a deployment only
 * once it has created one, after the event BeforeInstall, which may take an hour, and still show one that failed long ago
 * (CodeDeploy user guide, "List of lifecycle event hooks for an Amazon ECS deployment").
 */
public final class CodeDeployFinder {

    private final AwsClients clients;
    private final Runnable onCall;

    public CodeDeployFinder(AwsClients clients) {
        this(clients, () -> {});
    }

    /** @param onCall run before each call */
    public CodeDeployFinder(AwsClients clients, Runnable onCall) {
        this.clients = clients;
        this.onCall = onCall;
    }

    /** The deployments that created the service's task sets, the PRIMARY's first (API reference of TaskSet). */
    public static List<DeploymentId> creators(Service service) {
        return service.taskSets().stream()
                .sorted(Comparator.comparing((TaskSet set) -> !"PRIMARY".equals(set.status())))
                .map(TaskSet::externalId)
                .filter(id -> id != null && new DeploymentId(id).isCodeDeploy())
                .map(DeploymentId::new)
                .toList();
    }

    /** The group that created a deployment; empty if it may not be read, or CodeDeploy no longer knows it. */
    public Optional<CodeDeployGroup> group(DeploymentId deployment) {
        try {
            DeploymentInfo info = read(deployment);
            return Optional.of(new CodeDeployGroup(info.applicationName(), info.deploymentGroupName()));
        } catch (AwsCallException unreadable) {
            if (unreadable.isInterruption() || unreadable.isRetryable()) {
                throw unreadable;
            }
            return Optional.empty();
        }
    }

    /** That of the service's task sets; else the one of the usual name. */
    public CodeDeployGroup group(ServiceRef ref, List<DeploymentId> creators) {
        return creators.stream()
                .flatMap(id -> group(id).stream())
                .findFirst()
                .orElseGet(() -> CodeDeployGroup.byConvention(ref));
    }

    /**
     * The group's deployment that has not ended; CodeDeploy allows one at a time. During a rollback, which is a deployment
     * of its own, it is the one that is rolled back.
     *
     * @throws AwsCallException also if there is no such group
     */
    public Optional<DeploymentId> inProgress(CodeDeployGroup group) {
        onCall.run();
        return AwsCall.run(
                        "codedeploy:ListDeployments",
                        group.toString(),
                        () -> clients.codeDeploy()
                                .listDeployments(asked -> asked.applicationName(group.application())
                                        .deploymentGroupName(group.name())
                                        .includeOnlyStatuses(
                                                DeploymentStatus.CREATED,
                                                DeploymentStatus.QUEUED,
                                                DeploymentStatus.IN_PROGRESS,
                                                DeploymentStatus.BAKING,
                                                DeploymentStatus.READY)))
                .deployments()
                .stream()
                .findFirst()
                .map(DeploymentId::new)
                .map(this::rolledBack);
    }

    /** The same of a service; by its task sets if its group may not be read, or is not known. */
    public Optional<DeploymentId> inProgress(ServiceRef ref, Service service) {
        try {
            return inProgress(group(ref, creators(service)));
        } catch (AwsCallException unreadable) {
            if (unreadable.isInterruption() || unreadable.isRetryable()) {
                throw unreadable;
            }
            return Deployments.codeDeployInProgress(service);
        }
    }

    private DeploymentId rolledBack(DeploymentId deployment) {
        DeploymentInfo info = read(deployment);
        return Optional.ofNullable(info.rollbackInfo())
                .map(rollback -> rollback.rollbackTriggeringDeploymentId())
                .filter(id -> !id.isEmpty())
                .map(DeploymentId::new)
                .orElse(deployment);
    }

    private DeploymentInfo read(DeploymentId deployment) {
        onCall.run();
        return AwsCall.run(
                "codedeploy:GetDeployment",
                "deployment " + deployment,
                () -> clients.codeDeploy()
                        .getDeployment(request -> request.deploymentId(deployment.value()))
                        .deploymentInfo());
    }
}
