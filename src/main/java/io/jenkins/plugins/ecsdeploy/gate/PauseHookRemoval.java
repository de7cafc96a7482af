package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.DescribedService;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.ecs.Statuses;
import io.jenkins.plugins.ecsdeploy.update.PauseHooks;
import io.jenkins.plugins.ecsdeploy.update.UnknownMemberCheck;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Removes a PAUSE hook of ours from a service, once the deployment that it was for has ended: it would pause everybody's later
 * deployments. It takes an UpdateService with nothing but the lifecycle hooks, which starts no deployment.
 */
public final class PauseHookRemoval {

    private static final Duration MAY_STILL_ARRIVE = Duration.ofMinutes(10);

    /** What came of it. */
    public enum Result {
        REMOVED,
        /** Nothing to do: it never got there, or somebody else removed it. */
        NOT_THERE,
        /** Not yet: the deployment is in progress. */
        IN_PROGRESS;

        /**
         * Whether this is final. An answer right after the update may be from before it, and an update that was cut off may
         * still arrive at ECS: so a missing hook counts only after a while.
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

    public PauseHookRemoval(AwsClients clients) {
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        deployments = new ServiceDeploymentReader(clients);
    }

    /**
     * @param deployment empty if it is unknown whether the update was carried out: then none may be in progress
     * @throws ServiceRefusedException if the service's other hooks have members that this would remove
     */
    public Result remove(ServiceRef ref, Optional<DeploymentId> deployment, AddedPause pause) {
        DescribedService described = services.describe(ref);
        Service service = described.service();
        if (!"ACTIVE".equals(service.status()) || service.deploymentConfiguration() == null) {
            return Result.NOT_THERE;
        }
        DeploymentConfiguration current = service.deploymentConfiguration();
        DeploymentConfiguration without = PauseHooks.without(current, pause);
        if (without.equals(current)) {
            return deployment.isPresent() && isInProgress(ref, service, deployment)
                    ? Result.IN_PROGRESS
                    : Result.NOT_THERE;
        }
        if (isInProgress(ref, service, deployment)) {
            return Result.IN_PROGRESS;
        }
        UpdateServiceRequest request = UpdateServiceRequest.builder()
                .cluster(ref.cluster())
                .service(ref.service())
                .deploymentConfiguration(configuration -> configuration.lifecycleHooks(without.lifecycleHooks()))
                .build();
        UnknownMemberCheck.of(ref, described, request);
        AwsCall.run("ecs:UpdateService", ref.toString(), () -> ecs.updateService(request));
        return Result.REMOVED;
    }

    private boolean isInProgress(ServiceRef ref, Service service, Optional<DeploymentId> deployment) {
        if (deployment.isEmpty()) {
            return Deployments.primaryInProgress(service).isPresent()
                    || !deployments.inProgress(ref).isEmpty();
        }
        return deployments
                .find(ref, deployment.get())
                .map(one -> !Statuses.hasEnded(one.statusAsString()))
                .orElseGet(() -> Deployments.primary(service).equals(deployment)); // not listed yet
    }
}
