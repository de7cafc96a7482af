package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.ServiceReader;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Changes a service: sends only what was named, and nothing where nothing differs. */
public final class ServiceUpdater {

    private final EcsClient ecs;
    private final ServiceReader services;

    public ServiceUpdater(AwsClients clients) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
    }

    /**
     * Looks whether the service can be updated like this, without changing it.
     *
     * @return ARN of the task definition that it runs now
     * @throws ServiceRefusedException naming what is in the way
     */
    public String check(ServiceRef service, Optional<Strategy> strategy) {
        Service found = services.read(service);
        check(service, found, strategy);
        return found.taskDefinition();
    }

    /**
     * Updates the service.
     *
     * @throws ServiceRefusedException naming what is in the way; nothing was sent then
     */
    public UpdatedService update(ServiceUpdate update) {
        Service before = services.read(update.service());
        check(update.service(), before, update.strategy());
        UpdateServiceRequest.Builder request = UpdateServiceRequest.builder()
                .cluster(update.service().cluster())
                .service(update.service().service());
        List<String> changes = fill(request, update, before);
        if (changes.isEmpty()) {
            return new UpdatedService(
                    update.service(), Optional.empty(), before.taskDefinition(), before.taskDefinition(), changes);
        }
        Service after = AwsCall.run(
                        "ecs:UpdateService", update.service().toString(), () -> ecs.updateService(request.build()))
                .service();
        Optional<DeploymentId> deployment =
                primary(after).filter(started -> !primary(before).equals(Optional.of(started)));
        return new UpdatedService(
                update.service(), deployment, before.taskDefinition(), after.taskDefinition(), changes);
    }

    private static List<String> fill(UpdateServiceRequest.Builder request, ServiceUpdate update, Service before) {
        List<String> changes = new ArrayList<>();
        update.taskDefinition()
                .filter(wanted -> !isSame(wanted, before.taskDefinition()))
                .ifPresent(wanted -> {
                    request.taskDefinition(wanted);
                    changes.add("task definition " + shortName(before.taskDefinition()) + " -> " + shortName(wanted));
                });
        update.desiredCount().ifPresent(wanted -> {
            if (wanted != before.desiredCount()) {
                request.desiredCount(wanted);
                changes.add("desired count " + before.desiredCount() + " -> " + wanted);
            }
        });
        update.strategy().ifPresent(wanted -> {
            DeploymentConfiguration current = before.deploymentConfiguration() == null
                    ? DeploymentConfiguration.builder().build()
                    : before.deploymentConfiguration();
            DeploymentConfiguration laidOver = wanted.over(current);
            if (!laidOver.equals(current)) {
                request.deploymentConfiguration(laidOver);
                changes.add("deployment strategy " + describe(current) + " -> " + describe(laidOver));
            }
        });
        if (update.forceNewDeployment()) {
            request.forceNewDeployment(true);
            changes.add("a new deployment, forced");
        }
        return changes;
    }

    private static void check(ServiceRef ref, Service service, Optional<Strategy> strategy) {
        if (!"ACTIVE".equals(service.status())) {
            throw new ServiceRefusedException("The " + ref + " is " + service.status()
                    + ", not ACTIVE: it was deleted. Create it again, or correct the name.");
        }
        if (service.deploymentController() != null
                && service.deploymentController().type() != DeploymentControllerType.ECS) {
            throw new ServiceRefusedException("The " + ref + " is deployed by the "
                    + service.deploymentController().typeAsString()
                    + " deployment controller. Only services under the ECS controller can be updated here; since July"
                    + " 2025 UpdateService can move a service from CODE_DEPLOY to ECS.");
        }
        strategy.ifPresent(wanted -> {
            List<String> missing = wanted.missingFrom(service);
            if (!missing.isEmpty()) {
                throw new ServiceRefusedException("The " + ref + " can't be deployed " + wanted.name()
                        + ": it lacks " + String.join(", ", missing)
                        + ". Give the service's load balancer a second target group, the listener rule that names both"
                        + " groups, and the role that lets ECS change the rule.");
            }
        });
    }

    private static Optional<DeploymentId> primary(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .findFirst()
                .map(Deployment::id)
                .map(DeploymentId::new);
    }

    /** An ARN and a {@code family:revision} may name the same revision. */
    private static boolean isSame(String wanted, String current) {
        return wanted.equals(current) || !wanted.startsWith("arn:") && wanted.equals(shortName(current));
    }

    private static String shortName(String taskDefinition) {
        return taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
    }

    private static String describe(DeploymentConfiguration configuration) {
        String strategy = configuration.strategyAsString() == null ? "ROLLING" : configuration.strategyAsString();
        return configuration.bakeTimeInMinutes() == null
                ? strategy
                : strategy + " with " + configuration.bakeTimeInMinutes() + " min of bake time";
    }
}
