package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.ecs.TrafficSteps;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * What an update means for a service as it is: what to send, and the same in words. Only what was named and differs is sent,
 * by top-level member.
 *
 * @param changes empty if there is nothing to send
 * @param startsDeployment API reference of UpdateService: of what is sent here, a changed task definition, changed load
 *     balancers and forceNewDeployment do
 */
record UpdatePlan(
        UpdateServiceRequest request,
        List<String> changes,
        List<String> notices,
        boolean startsDeployment,
        Optional<AddedPause> pause) {

    /**
     * @param pauseId marks a PAUSE hook that is added
     * @param leftovers hooks of earlier builds that have to leave the service
     * @throws ServiceRefusedException if the update does not fit the service
     */
    static UpdatePlan of(ServiceUpdate update, Service before, String pauseId, List<AddedPause> leftovers) {
        return new Builder(update, before, leftovers).plan(pauseId);
    }

    /** What the service has; never null. */
    static DeploymentConfiguration configuration(Service service) {
        return service.deploymentConfiguration() == null
                ? DeploymentConfiguration.builder().build()
                : service.deploymentConfiguration();
    }

    private static final String BEFORE_A_SHIFT = "PRE_PRODUCTION_TRAFFIC_SHIFT";

    private static final class Builder {

        private final ServiceUpdate update;
        private final List<AddedPause> leftovers;
        private final Service before;
        private final UpdateServiceRequest.Builder request;
        private final List<String> changes = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private final DeploymentConfiguration current;
        private boolean deploys;
        private Optional<AddedPause> pause = Optional.empty();

        Builder(ServiceUpdate update, Service before, List<AddedPause> leftovers) {
            this.update = update;
            this.leftovers = leftovers;
            this.before = before;
            request = UpdateServiceRequest.builder()
                    .cluster(update.service().cluster())
                    .service(update.service().service());
            current = UpdatePlan.configuration(before);
        }

        UpdatePlan plan(String pauseId) {
            taskDefinition();
            desiredCount();
            List<LoadBalancer> balancers = loadBalancers();
            DeploymentConfiguration wanted = strategy(balancers);
            force(!wanted.equals(current));
            configuration(hooks(wanted, balancers, pauseId));
            return new UpdatePlan(request.build(), List.copyOf(changes), List.copyOf(notices), deploys, pause);
        }

        private void taskDefinition() {
            update.taskDefinition()
                    .filter(wanted -> !Arn.isNameOf(wanted, before.taskDefinition()))
                    .ifPresent(wanted -> {
                        request.taskDefinition(wanted);
                        changes.add("task definition " + Arn.name(before.taskDefinition()) + " -> " + Arn.name(wanted));
                        deploys = true;
                    });
        }

        private void desiredCount() {
            update.desiredCount().ifPresent(wanted -> {
                if (!Objects.equals(wanted, before.desiredCount())) {
                    request.desiredCount(wanted);
                    changes.add("desired count " + before.desiredCount() + " -> " + wanted);
                }
            });
        }

        private List<LoadBalancer> loadBalancers() {
            List<LoadBalancer> wanted = update.loadBalancer()
                    .map(settings -> settings.appliedTo(before.loadBalancers()))
                    .orElse(before.loadBalancers());
            if (!wanted.equals(before.loadBalancers())) {
                request.loadBalancers(wanted);
                changes.addAll(ConfigurationDiff.lines(
                        "loadBalancers[0]", before.loadBalancers().get(0), wanted.get(0)));
                deploys = true;
            }
            return wanted;
        }

        private DeploymentConfiguration strategy(List<LoadBalancer> balancers) {
            if (!(update.strategy().orElse(null) instanceof Strategy.Native named)) {
                return current;
            }
            if (named.shiftsTraffic()) {
                List<String> missing = LoadBalancerRequirements.missingFrom(balancers);
                if (!missing.isEmpty()) {
                    throw new ServiceRefusedException("The " + update.service() + " can't be deployed " + named.name()
                            + ": it lacks " + String.join(", ", missing)
                            + ". Set them with loadBalancer(alternateTargetGroup: …, productionListenerRule: …, role:"
                            + " …) or in the service's definition: the load balancer needs a second target group, the"
                            + " listener rule that names both groups, and the role that lets ECS change the rule.");
                }
            }
            DeploymentConfiguration wanted = named.appliedTo(current);
            if (Integer.valueOf(100).equals(wanted.minimumHealthyPercent())
                    && Integer.valueOf(100).equals(wanted.maximumPercent())
                    && !wanted.equals(current)) {
                throw new ServiceRefusedException(
                        "The " + update.service() + " would have minimumHealthyPercent 100 and"
                                + " maximumPercent 100: no task may stop before another starts, nor start before another stops,"
                                + " so nothing could be deployed. ECS refuses that. Raise maximumPercent or lower"
                                + " minimumHealthyPercent.");
            }
            return wanted;
        }

        /** Forced if that was asked for, or if the last deployment of the same task definition failed. */
        private void force(boolean configurationChanges) {
            boolean stuck = changes.isEmpty()
                    && !configurationChanges
                    && update.taskDefinition().isPresent()
                    && hasFailed(before);
            if (update.forceNewDeployment() || stuck) {
                request.forceNewDeployment(true);
                changes.add(
                        stuck && !update.forceNewDeployment()
                                ? "a new deployment, because the last one of " + Arn.name(before.taskDefinition())
                                        + " failed"
                                : "a new deployment, forced");
                deploys = true;
            }
        }

        /** A deployment takes the hooks that the service has as it starts: ours of earlier ones are removed, a new one is added. */
        private DeploymentConfiguration hooks(
                DeploymentConfiguration wanted, List<LoadBalancer> balancers, String pauseId) {
            if (!deploys) {
                update.pause()
                        .ifPresent(asked ->
                                notices.add("pauseAt: this update starts no deployment, so there is nothing to pause"));
                return wanted;
            }
            DeploymentConfiguration clean = PauseHooks.withoutOurs(wanted);
            for (AddedPause left : leftovers) { // whose mark ECS may not have kept
                clean = PauseHooks.without(clean, left);
            }
            if (update.pause().isEmpty()) {
                return clean;
            }
            PauseRequest asked = update.pause().get();
            if (isRolling(wanted)) {
                asked.checkForRolling(update.service());
            }
            pause = Optional.of(PauseHooks.planned(clean.lifecycleHooks(), asked, pauseId));
            if (asked.stages().contains("POST_TEST_TRAFFIC_SHIFT")
                    && balancers.stream()
                            .anyMatch(balancer -> balancer.advancedConfiguration() == null
                                    || balancer.advancedConfiguration().testListenerRule() == null)) {
                notices.add(
                        "pauseAt: the load balancer has no testListenerRule, so no test traffic reaches the new tasks"
                                + " while the deployment is paused");
            }
            int steps = TrafficSteps.of(wanted);
            if (asked.stages().contains(BEFORE_A_SHIFT) && steps > 1) {
                notices.add("pauseAt: with the strategy " + wanted.strategyAsString() + " the deployment pauses at "
                        + BEFORE_A_SHIFT + " before each of its " + steps + " steps, and each pause needs an answer");
            }
            if (asked.stages().contains("RECONCILE_SERVICE")) {
                notices.add("pauseAt: ECS reaches RECONCILE_SERVICE only if more than one service revision is active");
            }
            return PauseHooks.add(clean, pause.get(), asked.by());
        }

        /** ECS names no strategy if none was ever set; then it is ROLLING. */
        private static boolean isRolling(DeploymentConfiguration configuration) {
            return configuration.strategyAsString() == null
                    || DeploymentStrategy.ROLLING.toString().equals(configuration.strategyAsString());
        }

        private void configuration(DeploymentConfiguration wanted) {
            if (wanted.equals(current)) {
                return;
            }
            DeploymentConfiguration.Builder members = ConfigurationDiff.members(current, wanted).toBuilder();
            if (update.strategy().isPresent()) {
                members.strategy(wanted.strategyAsString()); // named, so sent along with what is valid with it alone
            }
            request.deploymentConfiguration(members.build());
            changes.addAll(ConfigurationDiff.lines(current, wanted));
        }

        private static boolean hasFailed(Service service) {
            return service.deployments().stream()
                    .anyMatch(deployment -> "PRIMARY".equals(deployment.status())
                            && deployment.rolloutState() == DeploymentRolloutState.FAILED);
        }
    }
}
