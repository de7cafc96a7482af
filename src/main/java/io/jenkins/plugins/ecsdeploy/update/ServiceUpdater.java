package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Deployments;
import io.jenkins.plugins.ecsdeploy.ecs.DescribedService;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.codedeploy.CodeDeployUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Changes a service: sends only what was named, and nothing if nothing differs. */
public final class ServiceUpdater {

    private final ServiceReader services;
    private final UpdateServiceSender sender;
    private final LoadBalancerCheck loadBalancers;
    private final CodeDeployUpdater codeDeploy;
    private final LastStableRevision lastStable;

    /** @param sleeper between two tries of an update whose answer was lost */
    public ServiceUpdater(AwsClients clients, Sleeper sleeper) {
        services = new ServiceReader(clients);
        sender = new UpdateServiceSender(clients, sleeper);
        loadBalancers = new LoadBalancerCheck(clients);
        codeDeploy = new CodeDeployUpdater(clients, sleeper);
        lastStable = new LastStableRevision(clients);
    }

    /**
     * Checks an update, without changing anything.
     *
     * @throws ServiceRefusedException if the service can't be updated like this
     */
    public PreparedUpdate prepare(ServiceUpdate update) {
        return prepare(update, List.of());
    }

    /** @param leftovers PAUSE hooks of earlier builds that this controller still has to remove from the service */
    public PreparedUpdate prepare(ServiceUpdate update, List<AddedPause> leftovers) {
        return prepare(update, leftovers, service -> {});
    }

    private PreparedUpdate prepare(ServiceUpdate update, List<AddedPause> leftovers, Consumer<Service> lastLook) {
        ServiceRef ref = update.service();
        Service before = services.read(ref);
        if (Deployments.areByCodeDeploy(before)) {
            return codeDeploy.prepare(update, before);
        }
        check(update, before);
        String pauseId = UUID.randomUUID().toString();
        UpdatePlan first = UpdatePlan.of(update, before, pauseId, leftovers);
        List<String> notices = new ArrayList<>(checkLoadBalancers(update, first, before));
        LastStableRevision.Answer previous = previous(update, first, before);
        // These look-ups take a while. What is sent is planned from what the service has now.
        DescribedService now = services.describe(ref);
        lastLook.accept(now.service());
        UpdatePlan plan = UpdatePlan.of(update, now.service(), pauseId, leftovers);
        notices.addAll(UnknownMemberCheck.of(ref, now, plan.request()));
        return new PlannedUpdate(sender, ref, now.service(), previous, plan, notices);
    }

    /**
     * Prepares an update that somebody else has planned, member by member.
     *
     * @param now the service that it was planned from
     * @param changes what it changes, one line each; empty if nothing is to be sent
     * @throws ServiceRefusedException if it would remove something that the SDK does not know
     */
    public PreparedUpdate prepare(
            ServiceRef ref, DescribedService now, UpdateServiceRequest request, List<String> changes) {
        boolean deploys = UpdateServiceSender.startsDeployment(request);
        LastStableRevision.Answer previous =
                deploys ? lastStable.before(ref, now.service()) : LastStableRevision.Answer.asSet(now.service());
        UpdatePlan plan = new UpdatePlan(request, List.copyOf(changes), List.of(), deploys, Optional.empty());
        return new PlannedUpdate(sender, ref, now.service(), previous, plan, UnknownMemberCheck.of(ref, now, request));
    }

    /**
     * Checks and sends an update.
     *
     * @throws ServiceRefusedException if the service can't be updated like this; nothing was sent then
     */
    public UpdatedService update(ServiceUpdate update) throws InterruptedException {
        return update(update, service -> {});
    }

    /**
     * The same if nothing speaks against it at the last moment.
     *
     * @param lastLook refuses it by what the service is directly before the update; not asked if CodeDeploy deploys it
     */
    public UpdatedService update(ServiceUpdate update, Consumer<Service> lastLook) throws InterruptedException {
        return prepare(update, List.of(), lastLook).send();
    }

    private List<String> checkLoadBalancers(ServiceUpdate update, UpdatePlan plan, Service before) {
        boolean shiftsTraffic = update.strategy()
                .map(named -> named instanceof Strategy.Native strategy && strategy.shiftsTraffic())
                .orElse(update.loadBalancer().isPresent());
        List<LoadBalancer> balancers =
                plan.request().hasLoadBalancers() ? plan.request().loadBalancers() : before.loadBalancers();
        return shiftsTraffic ? loadBalancers.check(update.service(), balancers) : List.of();
    }

    /** Looked up only if there may be something to roll back. */
    private LastStableRevision.Answer previous(ServiceUpdate update, UpdatePlan plan, Service before) {
        return plan.startsDeployment() || update.taskDefinition().isPresent()
                ? lastStable.before(update.service(), before)
                : LastStableRevision.Answer.asSet(before);
    }

    private static void check(ServiceUpdate update, Service service) {
        ServiceRef ref = update.service();
        if (!"ACTIVE".equals(service.status())) {
            throw new ServiceRefusedException("The " + ref + " is " + service.status()
                    + ", not ACTIVE: it was deleted. Create it again, or correct the name.");
        }
        if (service.deploymentController() != null) {
            Deployments.refusal(ref, service.deploymentController().typeAsString())
                    .ifPresent(why -> {
                        throw new ServiceRefusedException(why);
                    });
        }
        if (update.strategy().orElse(null) instanceof Strategy.CodeDeploy) {
            throw new ServiceRefusedException("The " + ref + " has the deployment controller ECS, so CodeDeploy can't"
                    + " deploy it. Name blueGreen(…), canary(…), linear(…), rolling(…) or no strategy.");
        }
    }
}
