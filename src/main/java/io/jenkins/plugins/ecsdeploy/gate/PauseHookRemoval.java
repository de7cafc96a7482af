package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Removes a PAUSE hook of ours from a service, once the deployment that it was for has ended: it would pause everybody's later
 * deployments. It takes an UpdateService with nothing but the lifecycle hooks, which starts no deployment.
 */
public final class PauseHookRemoval {

    private static final int MAX_POLLS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(2);
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
    private final Sleeper sleeper;

    /** @param sleeper between two polls for a deployment that another update has started meanwhile */
    public PauseHookRemoval(AwsClients clients, Sleeper sleeper) {
        this.sleeper = sleeper;
        ecs = clients.ecs();
        services = new ServiceReader(clients);
        deployments = new ServiceDeploymentReader(clients);
    }

    /**
     * Sends the lifecycle hooks as they are at that moment, without ours, and nothing else.
     *
     * @param deployment empty if it is unknown whether the update was carried out: then none may be in progress
     * @throws ServiceRefusedException if the service's other hooks have members that this would remove
     */
    public Result remove(ServiceRef ref, Optional<DeploymentId> deployment, AddedPause pause) {
        Service service = services.read(ref);
        if (!has(service, pause)) {
            return isActive(service) && deployment.isPresent() && isInProgress(ref, service, deployment)
                    ? Result.IN_PROGRESS
                    : Result.NOT_THERE;
        }
        if (isInProgress(ref, service, deployment)) {
            return Result.IN_PROGRESS;
        }
        DescribedService now = services.describe(ref); // the look-ups take a while
        if (!has(now.service(), pause)) {
            return Result.NOT_THERE;
        }
        List<DeploymentLifecycleHook> others = PauseHooks.without(now.service().deploymentConfiguration(), pause)
                .lifecycleHooks();
        UpdateServiceRequest request = request(ref, others);
        UnknownMemberCheck.of(ref, now, request);
        Service after = send(ref, request);
        putBack(ref, others, now.service(), after);
        return Result.REMOVED;
    }

    /** If another update came between our read and our write, its hooks are those that its deployment has. */
    private void putBack(ServiceRef ref, List<DeploymentLifecycleHook> sent, Service before, Service after) {
        Optional<DeploymentId> primary = Deployments.primary(after);
        if (primary.equals(Deployments.primary(before))) {
            return;
        }
        List<DeploymentLifecycleHook> hooks = new ArrayList<>(sent);
        primary.flatMap(id -> listed(ref, id))
                .map(ServiceDeployment::deploymentConfiguration)
                .ifPresent(its -> its.lifecycleHooks().stream()
                        .filter(hook -> !before.deploymentConfiguration()
                                .lifecycleHooks()
                                .contains(hook))
                        .forEach(hooks::add));
        if (hooks.size() > sent.size()) {
            send(ref, request(ref, hooks));
        }
    }

    /** ECS lists a new deployment a moment late. */
    private Optional<ServiceDeployment> listed(ServiceRef ref, DeploymentId id) {
        try {
            for (int poll = 1; poll < MAX_POLLS; poll++) {
                Optional<ServiceDeployment> found = deployments.find(ref, id);
                if (found.isPresent()) {
                    return found;
                }
                sleeper.sleep(PAUSE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static UpdateServiceRequest request(ServiceRef ref, List<DeploymentLifecycleHook> hooks) {
        return UpdateServiceRequest.builder()
                .cluster(ref.cluster())
                .service(ref.service())
                .deploymentConfiguration(configuration -> configuration.lifecycleHooks(hooks))
                .overrideConfiguration(SendOnce::withoutSdkRetries) // whoever retries reads again first
                .build();
    }

    private Service send(ServiceRef ref, UpdateServiceRequest request) {
        return AwsCall.run("ecs:UpdateService", ref.toString(), () -> ecs.updateService(request))
                .service();
    }

    private static boolean isActive(Service service) {
        return "ACTIVE".equals(service.status()) && service.deploymentConfiguration() != null;
    }

    private static boolean has(Service service, AddedPause pause) {
        return isActive(service)
                && !PauseHooks.without(service.deploymentConfiguration(), pause)
                        .equals(service.deploymentConfiguration());
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
