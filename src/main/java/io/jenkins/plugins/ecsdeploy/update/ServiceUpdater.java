package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.KnownMessage;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.codedeploy.CodeDeployStart;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Changes a service: sends only what was named, and nothing where nothing differs. */
public final class ServiceUpdater {

    private final ServiceReader services;
    private final UpdateSender sender;
    private final WiringPreflight wiring;
    private final CodeDeployStart codeDeploy;
    private final LastStableRevision whatServed;

    public ServiceUpdater(AwsClients clients) {
        this(clients, Sleeper.SYSTEM);
    }

    /** @param sleeper between two tries of an update whose answer was lost */
    public ServiceUpdater(AwsClients clients, Sleeper sleeper) {
        services = new ServiceReader(clients);
        sender = new UpdateSender(clients, sleeper);
        wiring = new WiringPreflight(clients);
        codeDeploy = new CodeDeployStart(clients, sleeper);
        whatServed = new LastStableRevision(clients);
    }

    /**
     * Looks what an update would do, without changing anything.
     *
     * @return as after {@link #update}, but for the deployment
     * @throws ServiceRefusedException naming what is in the way
     */
    public UpdatedService check(ServiceUpdate update) {
        Service before = services.read(update.service());
        if (isUnderCodeDeploy(before)) {
            return codeDeploy.check(update, before);
        }
        UpdatePlan plan = plan(update, before);
        return unchanged(update, before, plan);
    }

    /**
     * Updates the service.
     *
     * @throws ServiceRefusedException naming what is in the way; nothing was sent then
     */
    public UpdatedService update(ServiceUpdate update) throws InterruptedException {
        return update(update, pause -> {});
    }

    /**
     * Updates the service.
     *
     * @param beforePause is told of a PAUSE hook before it is sent: who is to take it out again has to know of it even
     *     where this process ends in between
     * @throws ServiceRefusedException naming what is in the way; nothing was sent then
     */
    public UpdatedService update(ServiceUpdate update, Consumer<AddedPause> beforePause) throws InterruptedException {
        Service before = services.read(update.service());
        if (isUnderCodeDeploy(before)) {
            return codeDeploy.run(update, before);
        }
        UpdatePlan plan = plan(update, before);
        if (plan.changes().isEmpty()) {
            return unchanged(update, before, plan);
        }
        LastStableRevision.Answer served = served(update, before, plan);
        plan.pause().ifPresent(beforePause);
        UpdateSender.Sent sent = send(plan, update.service(), before);
        return result(
                update.service(),
                served,
                sent.deployment()
                        .map(Deployment::taskDefinition)
                        .orElse(sent.service().taskDefinition()),
                plan,
                sent.deployment().map(Deployment::id).map(DeploymentId::new));
    }

    public static boolean isUnderCodeDeploy(Service service) {
        return "ACTIVE".equals(service.status())
                && service.deploymentController() != null
                && service.deploymentController().type() == DeploymentControllerType.CODE_DEPLOY;
    }

    private UpdatePlan plan(ServiceUpdate update, Service before) {
        check(update.service(), before);
        if (update.strategy().orElse(null) instanceof Strategy.CodeDeploy) {
            throw new ServiceRefusedException(
                    "The " + update.service() + " is under the ECS controller, so CodeDeploy can't"
                            + " deploy it. Name blueGreen(…), canary(…), linear(…), rolling(…) or no strategy.");
        }
        UpdatePlan plan = UpdatePlan.of(update, before, UUID.randomUUID().toString());
        if (update.loadBalancer().isEmpty() && update.strategy().isEmpty()) {
            return plan;
        }
        List<LoadBalancer> balancers =
                plan.request().hasLoadBalancers() ? plan.request().loadBalancers() : before.loadBalancers();
        boolean shifts = update.strategy()
                .map(named -> named instanceof Strategy.Native strategy && strategy.shiftsTraffic())
                .orElse(true);
        if (!shifts) {
            return plan;
        }
        List<String> notices = new ArrayList<>(plan.notices());
        notices.addAll(wiring.check(update.service(), balancers));
        return new UpdatePlan(plan.request(), plan.changes(), notices, plan.startsDeployment(), plan.pause());
    }

    /** The API reference says that hookDetails is not used for PAUSE hooks: should ECS refuse it there, it goes without. */
    private UpdateSender.Sent send(UpdatePlan plan, ServiceRef ref, Service before) throws InterruptedException {
        try {
            return sender.send(plan.request(), ref, before);
        } catch (AwsCallException refused) {
            if (plan.pause().isEmpty() || !refused.isRefusal() || !KnownMessage.HOOK_DETAILS_REFUSED.isIn(refused)) {
                throw refused;
            }
            UpdateServiceRequest unmarked = plan.request().toBuilder()
                    .deploymentConfiguration(PauseHooks.unmarked(plan.request().deploymentConfiguration()))
                    .build();
            return sender.send(unmarked, ref, before);
        }
    }

    private UpdatedService unchanged(ServiceUpdate update, Service service, UpdatePlan plan) {
        return result(
                update.service(), served(update, service, plan), service.taskDefinition(), plan, Optional.empty());
    }

    /** Asked for only where something may have to be brought back. */
    private LastStableRevision.Answer served(ServiceUpdate update, Service before, UpdatePlan plan) {
        return plan.startsDeployment() || update.taskDefinition().isPresent()
                ? whatServed.before(update.service(), before)
                : new LastStableRevision.Answer(before.taskDefinition(), Optional.empty());
    }

    private static UpdatedService result(
            ServiceRef ref,
            LastStableRevision.Answer served,
            String taskDefinition,
            UpdatePlan plan,
            Optional<DeploymentId> deployment) {
        List<String> notices = new ArrayList<>(plan.notices());
        served.notice().ifPresent(notices::add);
        return new UpdatedService(
                ref, deployment, served.taskDefinition(), taskDefinition, plan.changes(), notices, plan.pause());
    }

    private static void check(ServiceRef ref, Service service) {
        if (!"ACTIVE".equals(service.status())) {
            throw new ServiceRefusedException("The " + ref + " is " + service.status()
                    + ", not ACTIVE: it was deleted. Create it again, or correct the name.");
        }
        if (service.deploymentController() == null
                || service.deploymentController().type() == DeploymentControllerType.ECS) {
            return;
        }
        throw new ServiceRefusedException("The " + ref + " is deployed by the "
                + service.deploymentController().typeAsString()
                + " deployment controller. Its task sets are made and removed by the tool that it was created for; ECS"
                + " replaces nothing by itself there, so only that tool can deploy it.");
    }
}
