package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.gate.CodeDeployGate;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Takes a service back to what it ran before. A deployment that goes on is stopped, and ECS or CodeDeploy goes back by
 * itself; where it has ended, the earlier task definition is deployed. Only ever on somebody's explicit word. Whether the
 * service has come back is told by who follows the deployment ({@link io.jenkins.plugins.ecsdeploy.watch.WatchRequest#previousTaskDefinition}).
 */
public final class ServiceRollback {

    private static final int LOOKS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Sleeper sleeper;
    private final ServiceReader services;
    private final ServiceDeploymentReader deployments;
    private final DeploymentRollback stop;
    private final CodeDeployGate codeDeploy;
    private final ServiceUpdater updater;

    public ServiceRollback(AwsClients clients) {
        this(clients, Sleeper.SYSTEM);
    }

    /** @param sleeper between two looks, and two tries of an update whose answer was lost */
    public ServiceRollback(AwsClients clients, Sleeper sleeper) {
        this.sleeper = sleeper;
        services = new ServiceReader(clients);
        deployments = new ServiceDeploymentReader(clients);
        stop = new DeploymentRollback(clients);
        codeDeploy = new CodeDeployGate(clients);
        updater = new ServiceUpdater(clients, sleeper);
    }

    /**
     * Asks for it; the rollback itself takes its time.
     *
     * @return the deployment to follow: the one that is stopped and ends rolled back, or the one that brings the earlier
     *     task definition; empty where the service is back already
     * @throws ServiceRefusedException where it can't be known what to go back to, or from
     */
    public UpdatedService rollBack(RollbackRequest request) throws InterruptedException {
        Optional<UpdatedService> stopped = stopWhatGoesOn(request, services.read(request.service()));
        if (stopped.isPresent()) {
            return stopped.get();
        }
        String target = request.named()
                .or(request::previous)
                .orElseThrow(() -> new ServiceRefusedException("What the " + request.service()
                        + " ran before is not known, because this build has not updated it, and no deployment goes on:"
                        + " name the taskDefinition to go back to."));
        return updater.update(ServiceUpdate.of(request.service()).taskDefinition(target));
    }

    /**
     * Stops a deployment, so that ECS or CodeDeploy goes back. One that ECS does not list yet is waited for, some seconds.
     *
     * @return whether it went on still
     * @throws ServiceRefusedException where another update has taken its place; that one is left alone
     */
    public boolean stop(ServiceRef service, DeploymentId deployment) throws InterruptedException {
        RollbackRequest request =
                new RollbackRequest(service, Optional.of(deployment), Optional.empty(), Optional.empty());
        return stopWhatGoesOn(request, services.read(service)).isPresent();
    }

    /**
     * Deploys what ran before a deployment that failed and that nobody rolled back.
     *
     * @return what to follow: the deployment that was started, or one that brings the same already; empty where the failed
     *     one is of this task definition itself
     * @throws ServiceRefusedException where another update has taken over since; it is left alone
     */
    public Optional<DeploymentId> bringBack(ServiceRef ref, Optional<DeploymentId> failed, String taskDefinition)
            throws InterruptedException {
        Service service = services.read(ref);
        Optional<DeploymentId> primary = Deployments.primary(service);
        boolean others =
                failed.filter(id -> !id.isCodeDeploy()).isPresent() && primary.isPresent() && !primary.equals(failed);
        if (!others) {
            return updater.update(ServiceUpdate.of(ref).taskDefinition(taskDefinition))
                    .deployment();
        }
        if (!Arn.isNameOf(taskDefinition, service.taskDefinition())) {
            throw new ServiceRefusedException("Deployment " + primary.get() + " of "
                    + Arn.name(service.taskDefinition()) + " has taken over the " + ref
                    + " since, by another update. It was left alone.");
        }
        return primary;
    }

    /** @return empty where nothing goes on that is to be stopped */
    private Optional<UpdatedService> stopWhatGoesOn(RollbackRequest request, Service service)
            throws InterruptedException {
        if (ServiceUpdater.isUnderCodeDeploy(service)) {
            Optional<DeploymentId> current = request.own()
                    .filter(own -> own.isCodeDeploy() && request.named().isEmpty())
                    .or(() -> Deployments.codeDeployInProgress(service))
                    .filter(codeDeploy::goesOn);
            current.ifPresent(id -> refuseAnother(request, service, id));
            return current.map(id -> stopCodeDeploy(request, service, id));
        }
        return request.named().isEmpty() ? stopNative(request, service) : Optional.empty();
    }

    /** CodeDeploy takes one deployment at a time, and one that is stopped goes back to what ran before and nothing else. */
    private static void refuseAnother(RollbackRequest request, Service service, DeploymentId id) {
        Optional<String> before = service.taskSets().stream()
                .min(Comparator.comparing(TaskSet::createdAt))
                .map(TaskSet::taskDefinition);
        if (request.named().isPresent()
                && before.filter(arn -> Arn.isNameOf(request.named().get(), arn))
                        .isEmpty()) {
            throw new ServiceRefusedException("CodeDeploy's deployment " + id + " goes on, and CodeDeploy takes one"
                    + " deployment of the " + request.service()
                    + " at a time: rollbackService without taskDefinition goes"
                    + " back to "
                    + before.map(Arn::name).orElse("what ran before")
                    + "; name another once that has ended.");
        }
    }

    private Optional<UpdatedService> stopNative(RollbackRequest request, Service service) throws InterruptedException {
        Optional<ServiceDeployment> found = goingOn(request, service);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DeploymentId id = id(found.get());
        refuseOthers(request, id);
        String change;
        if (isRolledBack(found.get())) {
            change = "deployment " + id + " is being rolled back already";
        } else {
            stop.request(found.get().serviceDeploymentArn());
            change = "deployment " + id + " is stopped, and ECS goes back"
                    + request.previous().map(arn -> " to " + Arn.name(arn)).orElse(" to what ran before");
        }
        return Optional.of(result(request, id, service.taskDefinition(), change));
    }

    /** A new deployment is listed a moment late: it is waited for, so that not an older one is taken for it. */
    private Optional<ServiceDeployment> goingOn(RollbackRequest request, Service service) throws InterruptedException {
        Optional<DeploymentId> primary = Deployments.primaryInProgress(service);
        for (int look = 1; ; look++) {
            List<ServiceDeployment> going = deployments.inProgress(request.service());
            Optional<ServiceDeployment> current = going.stream()
                    .filter(one ->
                            isRolledBack(one) || primary.filter(id(one)::equals).isPresent())
                    .findFirst();
            if (current.isPresent() || primary.isEmpty()) {
                return current.or(() -> going.stream().findFirst());
            }
            refuseOthers(request, primary.get());
            if (look == LOOKS) {
                throw new ServiceRefusedException("ECS does not list the deployment " + primary.get() + " of the "
                        + request.service() + " yet, so it can't be stopped. Try again in a moment.");
            }
            sleeper.sleep(PAUSE);
        }
    }

    private static boolean isRolledBack(ServiceDeployment deployment) {
        return deployment.statusAsString().startsWith("ROLLBACK_");
    }

    private static void refuseOthers(RollbackRequest request, DeploymentId id) {
        if (request.own().filter(own -> !own.equals(id)).isPresent()) {
            throw new ServiceRefusedException(
                    "The " + request.service() + " is being deployed by another update than this"
                            + " build's: deployment " + id
                            + ". It was left alone; where it shall not be, name the taskDefinition"
                            + " to go back to.");
        }
    }

    private UpdatedService stopCodeDeploy(RollbackRequest request, Service service, DeploymentId id) {
        codeDeploy.stop(id);
        return result(
                request,
                id,
                service.taskDefinition(),
                "CodeDeploy's deployment " + id + " is stopped, and goes back to what ran before");
    }

    private static UpdatedService result(RollbackRequest request, DeploymentId id, String from, String change) {
        return new UpdatedService(
                request.service(),
                Optional.of(id),
                from,
                request.previous().orElse(from),
                List.of(change),
                List.of(),
                Optional.empty());
    }

    /** One whose revision is not told is nobody's. */
    private static DeploymentId id(ServiceDeployment deployment) {
        return Optional.ofNullable(deployment.targetServiceRevision())
                .flatMap(revision -> DeploymentId.bringing(revision.arn()))
                .orElseGet(() -> new DeploymentId("ecs-svc/"));
    }
}
