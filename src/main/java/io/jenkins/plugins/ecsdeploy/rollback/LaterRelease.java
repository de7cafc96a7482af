package io.jenkins.plugins.ecsdeploy.rollback;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.codedeploy.CodeDeployControl;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Finds the release with which another update has replaced this build's: a rollback of this build would undo that one. After a
 * rollback by ECS or CodeDeploy an older release is live again, which is nobody's later one.
 */
final class LaterRelease {

    /**
     * What is live or being deployed.
     *
     * @param id of its deployment
     */
    record Release(
            DeploymentId id,
            String taskDefinition,
            @CheckForNull Instant createdAt) {

        boolean isOlderThan(Instant time) {
            return createdAt != null && createdAt.isBefore(time);
        }

        boolean runs(String name) {
            return Arn.isNameOf(name, taskDefinition);
        }
    }

    private final ServiceDeploymentReader deployments;
    private final CodeDeployControl codeDeploy;

    LaterRelease(AwsClients clients, CodeDeployControl codeDeploy) {
        deployments = new ServiceDeploymentReader(clients);
        this.codeDeploy = codeDeploy;
    }

    /** @return empty if this build's own release is live, or one from before it, or if this build has not updated the service */
    Optional<Release> of(RollbackRequest request, Service service) {
        if (request.previous().isEmpty() && request.own().isEmpty()) {
            return Optional.empty();
        }
        return live(service)
                .filter(live -> request.own()
                        .map(own -> !live.id().equals(own)
                                && createdAt(request.service(), own, service)
                                        .filter(live::isOlderThan)
                                        .isEmpty())
                        .orElseGet(() -> request.named().isEmpty()
                                && !live.runs(request.previous().get())));
    }

    /** @throws ServiceRefusedException naming the other release */
    void refuse(RollbackRequest request, Service service) {
        Optional<Release> other = request.force() ? Optional.empty() : of(request, service);
        Optional<String> target = request.target();
        if (other.isPresent() && target.filter(other.get()::runs).isEmpty()) {
            throw new ServiceRefusedException("Another update has replaced the release of this build: deployment "
                    + other.get().id() + " of " + Arn.name(other.get().taskDefinition()) + " is what the "
                    + request.service() + " is set to. It was not touched. To roll back"
                    + target.map(name -> " to " + Arn.name(name)).orElse("") + " anyway, add force: true.");
        }
    }

    private static Optional<Release> live(Service service) {
        return Stream.concat(
                        service.deployments().stream().flatMap(LaterRelease::primary),
                        service.taskSets().stream().flatMap(LaterRelease::primary))
                .findFirst();
    }

    private static Stream<Release> primary(Deployment deployment) {
        return "PRIMARY".equals(deployment.status())
                ? Stream.of(new Release(
                        new DeploymentId(deployment.id()), deployment.taskDefinition(), deployment.createdAt()))
                : Stream.empty();
    }

    /** CodeDeploy's; the first task set of a service is from before its first deployment. */
    private static Stream<Release> primary(TaskSet set) {
        return "PRIMARY".equals(set.status()) && set.externalId() != null
                ? Stream.of(new Release(new DeploymentId(set.externalId()), set.taskDefinition(), set.createdAt()))
                : Stream.empty();
    }

    private Optional<Instant> createdAt(ServiceRef ref, DeploymentId own, Service service) {
        if (own.isCodeDeploy()) {
            return Optional.of(codeDeploy.read(own).createTime());
        }
        return service.deployments().stream()
                .filter(deployment -> own.value().equals(deployment.id()))
                .findFirst()
                .map(Deployment::createdAt)
                .or(() -> deployments.find(ref, own).map(ServiceDeployment::createdAt));
    }
}
