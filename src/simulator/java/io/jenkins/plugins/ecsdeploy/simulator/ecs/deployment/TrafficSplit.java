package io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.EcsService;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.LoadBalancerBinding;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.ServiceRevision;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of a service's target groups have its traffic. */
public final class TrafficSplit {

    private static final String INVALID = "Service deployment rolled back because of invalid networking configuration";

    private final Traffic traffic;

    public TrafficSplit(Traffic traffic) {
        this.traffic = traffic;
    }

    /**
     * Where a new revision's tasks are registered: blue/green alternates between the target group and the alternate
     * one, everything else stays with the one that has the production traffic.
     */
    List<ServiceRevision.Registration> registrations(EcsService service) {
        boolean alternates = !service.deploymentSettings().rolling()
                && !service.deployments().isEmpty();
        List<ServiceRevision.Registration> targets = new ArrayList<>();
        for (LoadBalancerBinding binding : LoadBalancerBinding.of(service.settings())) {
            boolean alternateIsLive = binding.advanced()
                    && production(binding, binding.alternateTargetGroupArn()) > 0
                    && production(binding, binding.targetGroupArn()) == 0;
            boolean alternate = binding.advanced() && alternates != alternateIsLive;
            targets.add(new ServiceRevision.Registration(
                    alternate ? binding.alternateTargetGroupArn() : binding.targetGroupArn(), binding));
        }
        return targets;
    }

    /** Whether production traffic goes to the revision's target groups. */
    boolean isLive(ServiceRevision revision) {
        return revision.targets().stream()
                .anyMatch(target ->
                        target.binding().advanced() && production(target.binding(), target.targetGroupArn()) > 0);
    }

    /** Sends production and test traffic to a revision. */
    void shiftAll(ServiceRevision revision) {
        for (ServiceRevision.Registration target : revision.targets()) {
            if (target.binding().advanced()) {
                traffic.shift(target.binding().productionListenerRule(), target.targetGroupArn());
                traffic.shift(target.binding().testListenerRule(), target.targetGroupArn());
            }
        }
    }

    /** A revision's percentage of the production traffic; empty if ECS doesn't manage the service's traffic. */
    public Optional<Double> productionPercent(ServiceRevision revision) {
        return revision.targets().stream()
                .filter(target -> target.binding().advanced())
                .findFirst()
                .map(target -> percent(target.binding().productionListenerRule(), target.targetGroupArn()));
    }

    /** A revision's percentage of the test traffic; empty without a test listener rule. */
    public Optional<Double> testPercent(ServiceRevision revision) {
        return revision.targets().stream()
                .filter(target -> target.binding().testListenerRule() != null)
                .findFirst()
                .map(target -> percent(target.binding().testListenerRule(), target.targetGroupArn()));
    }

    /**
     * What is wrong with the rules that a blue/green deployment is to shift, in ECS's words (developer guide,
     * "Troubleshooting Amazon ECS blue/green deployments").
     */
    Optional<String> problem(ServiceRevision revision) {
        for (ServiceRevision.Registration target : revision.targets()) {
            LoadBalancerBinding binding = target.binding();
            if (binding.alternateTargetGroupArn() == null) {
                return Optional.of(INVALID + ": alternateTargetGroupArn is not set."); // the wording is the simulator's
            }
            Map<String, Integer> all = new LinkedHashMap<>(weights(binding.productionListenerRule()));
            long live = all.values().stream().filter(weight -> weight > 0).count();
            weights(binding.testListenerRule()).forEach(all::putIfAbsent);
            for (String group : List.of(binding.targetGroupArn(), binding.alternateTargetGroupArn())) {
                if (!all.containsKey(group)) {
                    return Optional.of(INVALID + ": Target group " + group
                            + " is not associated with either productionListenerRule or testListenerRule.");
                }
            }
            if (live > 1) {
                return Optional.of(INVALID + ". productionListenerRule " + binding.productionListenerRule()
                        + " should have exactly one target group serving traffic but found " + live
                        + " target groups which are serving traffic");
            }
        }
        return Optional.empty();
    }

    private int production(LoadBalancerBinding binding, String group) {
        return weights(binding.productionListenerRule()).getOrDefault(group, 0);
    }

    private double percent(String rule, String group) {
        Map<String, Integer> weights = weights(rule);
        int all = weights.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : 100.0 * weights.getOrDefault(group, 0) / all;
    }

    private Map<String, Integer> weights(String rule) {
        return rule == null ? Map.of() : traffic.weights(rule).orElse(Map.of());
    }
}
