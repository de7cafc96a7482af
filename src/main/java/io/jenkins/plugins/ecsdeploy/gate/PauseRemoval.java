package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import io.jenkins.plugins.ecsdeploy.update.PauseHooks;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/**
 * Takes a PAUSE hook of ours out of a service again, once the deployment that it was for has ended: it would pause
 * everybody's later ones. An UpdateService with nothing but deploymentConfiguration, which starts no deployment.
 */
public final class PauseRemoval {

    private static final Duration MAY_STILL_ARRIVE = Duration.ofMinutes(10);

    /** What came of it. */
    public enum Result {
        REMOVED,
        /** Nothing to do: it never got there, or somebody took it out. */
        NOT_THERE,
        /** Not yet: the deployment goes on. */
        GOES_ON;

        /**
         * Whether it need not be looked at again. An answer right after the update may be from before it, and an update
         * that was cut off may still arrive at ECS: so a hook that isn't there counts only after a while.
         *
         * @param age since the hook was about to be sent
         */
        public boolean isSettled(Duration age) {
            return this == REMOVED || this == NOT_THERE && age.compareTo(MAY_STILL_ARRIVE) > 0;
        }
    }

    private final EcsClient ecs;
    private final ServiceReader services;
    private final ServiceDeploymentReader deployments;

    public PauseRemoval(AwsClients clients) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        deployments = new ServiceDeploymentReader(clients);
    }

    /** @param deployment empty where it is not known whether the update went through: then none may go on */
    public Result remove(ServiceRef ref, Optional<DeploymentId> deployment, AddedPause pause) {
        Service service = services.read(ref);
        if (!"ACTIVE".equals(service.status()) || service.deploymentConfiguration() == null) {
            return Result.NOT_THERE;
        }
        DeploymentConfiguration current = service.deploymentConfiguration();
        DeploymentConfiguration without = PauseHooks.without(current, pause);
        if (without.equals(current)) {
            return deployment.isPresent() && goesOn(ref, service, deployment) ? Result.GOES_ON : Result.NOT_THERE;
        }
        if (goesOn(ref, service, deployment)) {
            return Result.GOES_ON;
        }
        AwsCall.run(
                "ecs:UpdateService",
                ref.toString(),
                () -> ecs.updateService(request ->
                        request.cluster(ref.cluster()).service(ref.service()).deploymentConfiguration(without)));
        return Result.REMOVED;
    }

    private boolean goesOn(ServiceRef ref, Service service, Optional<DeploymentId> deployment) {
        if (deployment.isEmpty()) {
            return Deployments.primaryInProgress(service).isPresent()
                    || !deployments.inProgress(ref).isEmpty();
        }
        Optional<ServiceDeployment> found = deployments.find(ref, deployment.get());
        return found.map(one -> !Statuses.hasEnded(one.statusAsString()))
                .orElseGet(() -> Deployments.primary(service).equals(deployment)); // not listed yet
    }
}
