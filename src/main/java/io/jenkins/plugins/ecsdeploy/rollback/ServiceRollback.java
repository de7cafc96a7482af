package io.jenkins.plugins.ecsdeploy.rollback;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployFinder;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceDeploymentReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.codedeploy.CodeDeployControl;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/**
 * Rolls a service back to its previous task definition. A deployment in progress is stopped, and ECS or CodeDeploy rolls it
 * back; if it has ended, the previous task definition is deployed. Only on an explicit request. Whether the rollback succeeded
 * is for the wait to say.
 */
public final class ServiceRollback {

    private static final int MAX_POLLS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Sends an update that was prepared. */
    @FunctionalInterface
    public interface UpdateSender {

        UpdatedService send(PreparedUpdate prepared) throws InterruptedException;
    }

    private final Sleeper sleeper;
    private final ServiceReader services;
    private final ServiceDeploymentReader deployments;
    private final DeploymentRollback stop;
    private final CodeDeployControl codeDeploy;
    private final CodeDeployFinder finder;
    private final ServiceUpdater updater;
    private final LaterRelease later;

    /** @param sleeper between two polls, and two tries of an update whose answer was lost */
    public ServiceRollback(AwsClients clients, Sleeper sleeper) {
        this.sleeper = sleeper;
        services = new ServiceReader(clients);
        deployments = new ServiceDeploymentReader(clients);
        stop = new DeploymentRollback(clients, sleeper);
        codeDeploy = new CodeDeployControl(clients, sleeper);
        finder = new CodeDeployFinder(clients);
        updater = new ServiceUpdater(clients, sleeper);
        later = new LaterRelease(clients, codeDeploy);
    }

    /**
     * Requests the rollback, which then takes a while.
     *
     * @param sender sends the update, if there is one to send
     * @return the deployment to follow: the one that was stopped and ends rolled back, or the one that deploys the previous
     *     task definition; empty if the service already runs that
     * @throws ServiceRefusedException if it is unknown what to roll back, or to what, or if another update has replaced this
     *     build's release
     */
    public UpdatedService rollBack(RollbackRequest request, UpdateSender sender) throws InterruptedException {
        Service service = services.read(request.service());
        later.refuse(request, service);
        if (later.of(request, service).isEmpty()) {
            Optional<UpdatedService> stopped = stopInProgress(request, service);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        String target = request.target()
                .orElseThrow(() -> new ServiceRefusedException("The previous task definition of the "
                        + request.service()
                        + " is unknown, because this build has not updated it, and no deployment is in"
                        + " progress. Name the taskDefinition to roll back to."));
        PreparedUpdate back =
                updater.prepare(ServiceUpdate.of(request.service()).taskDefinition(target));
        later.refuse(request, services.read(request.service())); // to prepare takes a while
        return sender.send(back);
    }

    /**
     * Stops a deployment, so that ECS or CodeDeploy rolls it back. If ECS does not list it yet, waits some seconds for it.
     *
     * @return whether it was still in progress
     * @throws ServiceRefusedException if another update has replaced it; that one is not touched
     */
    public boolean stop(ServiceRef service, DeploymentId deployment) throws InterruptedException {
        RollbackRequest request =
                new RollbackRequest(service, Optional.of(deployment), Optional.empty(), Optional.empty());
        return stopInProgress(request, services.read(service)).isPresent();
    }

    /**
     * Deploys the previous task definition after a deployment that failed and was not rolled back.
     *
     * @return what to follow: the deployment that was started, or one that already deploys the same; empty if the failed
     *     one is of this task definition itself
     * @throws ServiceRefusedException if another update has replaced it; that one is not touched
     */
    public Optional<DeploymentId> redeploy(ServiceRef ref, Optional<DeploymentId> failed, String taskDefinition)
            throws InterruptedException {
        Service service = services.read(ref);
        Optional<DeploymentId> nativeOne = failed.filter(id -> !id.isCodeDeploy());
        Optional<Deployment> later = nativeOne.flatMap(id -> later(ref, service, id));
        if (later.isEmpty()) {
            ServiceUpdate update = ServiceUpdate.of(ref).taskDefinition(taskDefinition);
            // After a rollback that failed, ECS has set the service to it, but does not run it.
            boolean isSetBack = nativeOne.isPresent() && !nativeOne.equals(Deployments.primary(service));
            UpdatedService back = nativeOne.isEmpty()
                    ? updater.update(update)
                    : updater.update(
                            update.forceNewDeployment(isSetBack), now -> refuseReplaced(ref, now, nativeOne.get()));
            return back.deployment();
        }
        if (!Arn.isNameOf(taskDefinition, service.taskDefinition())) {
            throw replaced(ref, later.get(), service);
        }
        return later.map(Deployment::id).map(DeploymentId::new);
    }

    private void refuseReplaced(ServiceRef ref, Service now, DeploymentId failed) {
        Optional<Deployment> later = later(ref, now, failed);
        if (later.isPresent()) {
            throw replaced(ref, later.get(), now);
        }
    }

    private static ServiceRefusedException replaced(ServiceRef ref, Deployment later, Service service) {
        return new ServiceRefusedException("Another update has replaced the failed deployment of the " + ref
                + ": deployment " + later.id() + " of " + Arn.name(service.taskDefinition()) + ". It was not touched.");
    }

    /**
     * The deployment of a later update. A rollback by ECS makes an earlier deployment PRIMARY again, under its own id:
     * that one is no update. If it is unknown when the failed one was created, any other PRIMARY may be another update's.
     */
    private Optional<Deployment> later(ServiceRef ref, Service service, DeploymentId failed) {
        Optional<Deployment> other =
                Deployments.primaryEntry(service).filter(primary -> !failed.equals(new DeploymentId(primary.id())));
        if (other.isEmpty()) {
            return other;
        }
        Optional<Instant> failedBegan = Deployments.entry(service, failed)
                .map(Deployment::createdAt)
                .or(() -> deployments.find(ref, failed).map(ServiceDeployment::createdAt));
        return other.filter(primary -> failedBegan
                .map(began -> primary.createdAt() == null || primary.createdAt().isAfter(began))
                .orElse(true));
    }

    /** @return empty if nothing is in progress that is to be stopped */
    private Optional<UpdatedService> stopInProgress(RollbackRequest request, Service service)
            throws InterruptedException {
        if (Deployments.areByCodeDeploy(service)) {
            Optional<DeploymentId> current = request.own()
                    .filter(own -> own.isCodeDeploy() && request.named().isEmpty())
                    .or(() -> finder.inProgress(request.service(), service))
                    .filter(codeDeploy::isInProgress);
            current.ifPresent(id -> {
                refuseOthers(request, id);
                refuseAnother(request, service, id);
            });
            return current.isPresent()
                    ? Optional.of(stopCodeDeploy(request, service, current.get()))
                    : Optional.empty();
        }
        return request.named().isEmpty() ? stopNative(request, service) : Optional.empty();
    }

    /** CodeDeploy allows one deployment at a time, and rolls a stopped one back to its previous task definition only. */
    private static void refuseAnother(RollbackRequest request, Service service, DeploymentId id) {
        Optional<String> before = service.taskSets().stream()
                .min(Comparator.comparing(TaskSet::createdAt))
                .map(TaskSet::taskDefinition);
        if (request.named().isPresent()
                && before.filter(arn -> Arn.isNameOf(request.named().get(), arn))
                        .isEmpty()) {
            throw new ServiceRefusedException("CodeDeploy's deployment " + id + " is in progress, and CodeDeploy"
                    + " allows one deployment of the " + request.service()
                    + " at a time. Without taskDefinition, rollbackService stops it and rolls back to "
                    + before.map(Arn::name).orElse("the previous task definition")
                    + "; name another one after that has ended.");
        }
    }

    private Optional<UpdatedService> stopNative(RollbackRequest request, Service service) throws InterruptedException {
        Optional<ServiceDeployment> found = inProgress(request, service);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DeploymentId id = id(found.get());
        refuseOthers(request, id);
        String change;
        if (isRolledBack(found.get())) {
            change = "deployment " + id + " is already being rolled back";
        } else {
            stop.request(found.get().serviceDeploymentArn());
            change = "deployment " + id + " was stopped, and ECS rolls it back"
                    + request.previous().map(arn -> " to " + Arn.name(arn)).orElse(" to the previous task definition");
        }
        return Optional.of(result(request, id, service.taskDefinition(), change));
    }

    /** ECS lists a new deployment a moment late; waiting for it avoids taking an older one for it. */
    private Optional<ServiceDeployment> inProgress(RollbackRequest request, Service service)
            throws InterruptedException {
        Optional<DeploymentId> primary = Deployments.primaryInProgress(service);
        for (int poll = 1; ; poll++) {
            List<ServiceDeployment> listed = deployments.inProgress(request.service());
            Optional<ServiceDeployment> current = listed.stream()
                    .filter(one ->
                            isRolledBack(one) || primary.filter(id(one)::equals).isPresent())
                    .findFirst();
            if (current.isPresent() || primary.isEmpty()) {
                return current.or(() -> listed.stream().findFirst());
            }
            refuseOthers(request, primary.get());
            if (poll == MAX_POLLS) {
                throw new ServiceRefusedException("ECS does not list the deployment " + primary.get() + " of the "
                        + request.service() + " yet, so it can't be stopped. Try again in a few seconds.");
            }
            sleeper.sleep(PAUSE);
        }
    }

    private static boolean isRolledBack(ServiceDeployment deployment) {
        return String.valueOf(deployment.statusAsString()).startsWith("ROLLBACK_");
    }

    private static void refuseOthers(RollbackRequest request, DeploymentId id) {
        if (!request.force() && request.own().filter(own -> !own.equals(id)).isPresent()) {
            throw new ServiceRefusedException("The " + request.service()
                    + " is being deployed by another update than this"
                    + " build's: deployment " + id + ". It was not touched. To replace it anyway, add force: true"
                    + " to rollbackService.");
        }
    }

    private UpdatedService stopCodeDeploy(RollbackRequest request, Service service, DeploymentId id)
            throws InterruptedException {
        codeDeploy.stop(id);
        return result(
                request,
                id,
                service.taskDefinition(),
                "CodeDeploy's deployment " + id
                        + " was stopped, and CodeDeploy rolls back to the previous task definition");
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

    /** If ECS names no target revision, the id is that of no deployment. */
    private static DeploymentId id(ServiceDeployment deployment) {
        return Optional.ofNullable(deployment.targetServiceRevision())
                .flatMap(revision -> DeploymentId.bringing(revision.arn()))
                .orElseGet(() -> new DeploymentId("ecs-svc/"));
    }
}
