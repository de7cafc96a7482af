package io.jenkins.plugins.ecsdeploy.simulator.elb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the simulated ECS and CodeDeploy see of load balancers, and change there. */
public interface Traffic {

    Optional<TargetGroup> targetGroup(String targetGroupArn);

    /** Whether any listener or rule forwards to the target group, that is, it has a load balancer. */
    boolean isUsed(String targetGroupArn);

    /**
     * Target group ARN → weight of a rule's (ALB) or listener's (NLB) forward action.
     *
     * @return empty if there is no such rule or listener
     */
    Optional<Map<String, Integer>> weights(String ruleOrListenerArn);

    /** The rules of a listener, its default rule too, that forward to any of these target groups. */
    List<String> rules(String listenerArn, Collection<String> targetGroupArns);

    /** Target groups by name. */
    Optional<TargetGroup> targetGroupNamed(String name);

    /** Sends all of a rule's traffic to one target group; the others it names stay, with weight 0. */
    default void shift(String ruleOrListenerArn, String targetGroupArn) {
        shift(ruleOrListenerArn, targetGroupArn, 100.0, targetGroupArn);
    }

    /**
     * Splits a rule's traffic between two target groups; all others that it names stay, with weight 0.
     *
     * @param percent what {@code targetGroupArn} gets
     * @param restGroupArn the group that gets the rest
     */
    void shift(String ruleOrListenerArn, String targetGroupArn, double percent, String restGroupArn);

    /** Registers a target, whose health is {@code initial} at first. */
    void register(String targetGroupArn, Target target);

    void health(String targetGroupArn, Target target, TargetHealth health);

    /** Forgets a target that has drained. */
    void remove(String targetGroupArn, Target target);

    /** The targets registered now, with their health, in the order of registration. */
    Map<Target, TargetHealth> targets(String targetGroupArn);
}
