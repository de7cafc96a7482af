package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.ServiceReader;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
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
        UpdateServiceRequest.Builder builder = UpdateServiceRequest.builder()
                .cluster(update.service().cluster())
                .service(update.service().service());
        List<String> changes = fill(builder, update, before);
        if (changes.isEmpty()) {
            return new UpdatedService(
                    update.service(), Optional.empty(), before.taskDefinition(), before.taskDefinition(), changes);
        }
        UpdateServiceRequest request = builder.build();
        Service after = send(request, update.service(), before);
        Optional<DeploymentId> deployment = startsDeployment(request)
                ? primary(after).filter(started -> !primary(before).equals(Optional.of(started)))
                : Optional.empty();
        return new UpdatedService(
                update.service(), deployment, before.taskDefinition(), after.taskDefinition(), changes);
    }

    /** Where the answer was lost, the service is looked at: the update may have gone through all the same. */
    private Service send(UpdateServiceRequest request, ServiceRef ref, Service before) {
        try {
            return AwsCall.run("ecs:UpdateService", ref.toString(), () -> ecs.updateService(request))
                    .service();
        } catch (AwsCallException failed) {
            if (!failed.isTransient()) {
                throw failed;
            }
            Service now = services.read(ref);
            boolean wentThrough = startsDeployment(request)
                    ? !primary(now).equals(primary(before))
                    : Objects.equals(now.desiredCount(), request.desiredCount());
            if (!wentThrough) {
                throw failed;
            }
            return now;
        }
    }

    /** API reference of UpdateService: of what is sent here, only these two start a deployment. */
    private static boolean startsDeployment(UpdateServiceRequest request) {
        return request.taskDefinition() != null || Boolean.TRUE.equals(request.forceNewDeployment());
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
            if (!wanted.isSetIn(current)) {
                DeploymentConfiguration laidOver = wanted.over(current);
                request.deploymentConfiguration(laidOver);
                changes.add("deployment strategy " + describe(current) + " -> " + describe(laidOver));
            }
        });
        force(request, update, before, changes);
        return changes;
    }

    /**
     * Forced where that was asked for, or where the service is stuck on the failed deployment of what is asked for. The
     * SDK may send it twice when an answer is lost; the last deployment is the one that is answered and followed.
     */
    private static void force(
            UpdateServiceRequest.Builder request, ServiceUpdate update, Service before, List<String> changes) {
        boolean retry = changes.isEmpty() && update.taskDefinition().isPresent() && hasFailed(before);
        if (update.forceNewDeployment() || retry) {
            request.forceNewDeployment(true);
            changes.add(
                    retry
                            ? "a new deployment, because the last one of " + shortName(before.taskDefinition())
                                    + " failed"
                            : "a new deployment, forced");
        }
    }

    private static boolean hasFailed(Service service) {
        return service.deployments().stream()
                .anyMatch(deployment -> "PRIMARY".equals(deployment.status())
                        && deployment.rolloutState() == DeploymentRolloutState.FAILED);
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
