package io.jenkins.plugins.ecsdeploy.simulator.elb;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The load balancers, listeners, rules and target groups of a region. Names and ARNs are formed as ELBv2 does. */
public final class LoadBalancing implements Traffic {

    private static final String SERVICE = "elasticloadbalancing";

    private final AwsAccount account;
    private final EventTimeline timeline;
    private final Map<String, LoadBalancer> loadBalancers = new LinkedHashMap<>();
    private final Map<String, TargetGroup> targetGroups = new LinkedHashMap<>();
    private final Map<String, Listener> listeners = new LinkedHashMap<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, TargetGroup> targetGroupsByName = new HashMap<>();
    private final Map<String, Set<String>> rulesByTargetGroup = new HashMap<>();
    private final Map<String, Map<Target, TargetHealth>> targets = new LinkedHashMap<>();
    private long ids = 0x50dc6c495c0c9188L;

    public LoadBalancing(AwsAccount account, EventTimeline timeline) {
        this.account = account;
        this.timeline = timeline;
    }

    /** @throws AwsError DuplicateLoadBalancerName */
    public LoadBalancer createLoadBalancer(
            String name, String type, String scheme, List<String> subnets, List<String> securityGroups) {
        if (loadBalancers.values().stream().anyMatch(other -> other.name().equals(name))) {
            throw AwsError.client(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + name + "' exists, but with different settings");
        }
        String kind = type.equals("network") ? "net" : "app";
        String arn = account.arn(SERVICE, "loadbalancer/" + kind + "/" + name + "/" + nextId());
        String dnsName = name + "-1234567890." + account.region() + ".elb.amazonaws.com";
        LoadBalancer made = new LoadBalancer(
                arn, name, dnsName, type, scheme, timeline.now(), List.copyOf(subnets), List.copyOf(securityGroups));
        loadBalancers.put(arn, made);
        return made;
    }

    /** @throws AwsError DuplicateTargetGroupName */
    public TargetGroup createTargetGroup(TargetGroup asked) {
        if (targetGroupsByName.containsKey(asked.name())) {
            throw AwsError.client(
                    "DuplicateTargetGroupName",
                    "A target group with the same name '" + asked.name() + "' exists, but with different settings");
        }
        String arn = account.arn(SERVICE, "targetgroup/" + asked.name() + "/" + nextId());
        TargetGroup made = new TargetGroup(
                arn,
                asked.name(),
                asked.protocol(),
                asked.port(),
                asked.vpcId(),
                asked.targetType(),
                asked.healthCheck(),
                asked.deregistrationDelay());
        targetGroups.put(arn, made);
        targetGroupsByName.put(made.name(), made);
        targets.put(arn, new LinkedHashMap<>());
        return made;
    }

    /** @throws AwsError LoadBalancerNotFound, DuplicateListener, TargetGroupNotFound */
    public Listener createListener(String loadBalancerArn, int port, String protocol, List<Action> defaultActions) {
        LoadBalancer loadBalancer = loadBalancer(loadBalancerArn);
        checkTargetGroups(defaultActions);
        if (listeners.values().stream()
                .anyMatch(other -> other.loadBalancerArn().equals(loadBalancerArn) && other.port() == port)) {
            throw AwsError.client(
                    "DuplicateListener",
                    "A listener already exists on this port for this load balancer '" + loadBalancerArn + "'");
        }
        String arn = account.arn(SERVICE, "listener/" + loadBalancer.path() + "/" + nextId());
        Listener made = new Listener(arn, loadBalancerArn, port, protocol, List.copyOf(defaultActions));
        listeners.put(arn, made);
        addRule(made, "default", List.of(), made.defaultActions());
        return made;
    }

    /** @throws AwsError ListenerNotFound, PriorityInUse, TargetGroupNotFound */
    public Rule createRule(String listenerArn, int priority, List<Rule.Condition> conditions, List<Action> actions) {
        Listener listener = listener(listenerArn);
        checkTargetGroups(actions);
        String wanted = String.valueOf(priority);
        if (rules.values().stream()
                .anyMatch(other ->
                        other.priority().equals(wanted) && other.listenerArn().equals(listenerArn))) {
            throw AwsError.client("PriorityInUse", "Priority '" + priority + "' is currently in use");
        }
        return addRule(listener, wanted, conditions, actions);
    }

    /** Removes a target group, a rule or a listener, whoever uses it. */
    public void delete(String arn) {
        targetGroups.remove(arn);
        rules.remove(arn);
        rulesByTargetGroup.values().forEach(all -> all.remove(arn));
        listeners.remove(arn);
    }

    /** @throws AwsError RuleNotFound, OperationNotPermitted for a default rule, TargetGroupNotFound */
    public Rule modifyRule(String ruleArn, List<Action> actions) {
        Rule rule = rule(ruleArn);
        if (rule.isDefault()) {
            throw AwsError.client("OperationNotPermitted", "Default rule '" + ruleArn + "' cannot be modified");
        }
        checkTargetGroups(actions);
        Rule changed = rule.withActions(actions);
        keep(changed);
        return changed;
    }

    /** @throws AwsError TargetGroupNotFound */
    public TargetGroup modifyTargetGroup(TargetGroup changed) {
        existingTargetGroup(changed.arn());
        targetGroups.put(changed.arn(), changed);
        targetGroupsByName.put(changed.name(), changed);
        return changed;
    }

    Collection<LoadBalancer> loadBalancers() {
        return loadBalancers.values();
    }

    Collection<TargetGroup> targetGroups() {
        return targetGroups.values();
    }

    Collection<Listener> listeners() {
        return listeners.values();
    }

    List<Rule> rules(Predicate<Rule> which) {
        return rules.values().stream().filter(which).toList();
    }

    List<String> loadBalancersOf(TargetGroup group) {
        return rulesOf(group.arn()).stream()
                .map(ruleArn -> listener(rule(ruleArn).listenerArn()).loadBalancerArn())
                .distinct()
                .toList();
    }

    LoadBalancer loadBalancer(String arn) {
        return found(loadBalancers.get(arn), "LoadBalancerNotFound", "Load balancers '[" + arn + "]' not found");
    }

    Listener listener(String arn) {
        return found(listeners.get(arn), "ListenerNotFound", "One or more listeners not found");
    }

    Rule rule(String arn) {
        return found(rules.get(arn), "RuleNotFound", "One or more rules not found");
    }

    TargetGroup existingTargetGroup(String arn) {
        return found(targetGroups.get(arn), "TargetGroupNotFound", "One or more target groups not found");
    }

    @Override
    public Optional<TargetGroup> targetGroup(String targetGroupArn) {
        return Optional.ofNullable(targetGroups.get(targetGroupArn));
    }

    @Override
    public Optional<TargetGroup> targetGroupNamed(String name) {
        return Optional.ofNullable(targetGroupsByName.get(name));
    }

    @Override
    public List<String> rules(String listenerArn, Collection<String> targetGroupArns) {
        return rules(rule -> rule.listenerArn().equals(listenerArn)
                        && !Collections.disjoint(
                                Action.weightsOf(rule.actions()).keySet(), targetGroupArns))
                .stream()
                .map(Rule::arn)
                .toList();
    }

    @Override
    public boolean isUsed(String targetGroupArn) {
        return !rulesOf(targetGroupArn).isEmpty();
    }

    @Override
    public Optional<Map<String, Integer>> weights(String ruleOrListenerArn) {
        return forwarding(ruleOrListenerArn).map(rule -> Action.weightsOf(rule.actions()));
    }

    @Override
    public void shift(String ruleOrListenerArn, String targetGroupArn, double percent, String restGroupArn) {
        // Weights are whole numbers from 0 to 999 (ELBv2 API reference, TargetGroupTuple); 0.1 % is 1 against 999.
        int all = percent == Math.rint(percent) ? 100 : 1000;
        int share = (int) Math.round(percent * all / 100);
        forwarding(ruleOrListenerArn).ifPresent(rule -> {
            Map<String, Integer> weights = new LinkedHashMap<>();
            Action.weightsOf(rule.actions()).keySet().forEach(group -> weights.put(group, 0));
            weights.put(restGroupArn, all - share);
            weights.put(targetGroupArn, share);
            keep(rule.withActions(List.of(Action.forward(weights))));
        });
    }

    @Override
    public void register(String targetGroupArn, Target target) {
        health(targetGroupArn, target, TargetHealth.INITIAL);
    }

    @Override
    public void health(String targetGroupArn, Target target, TargetHealth health) {
        targets.getOrDefault(targetGroupArn, new LinkedHashMap<>()).put(target, health);
    }

    @Override
    public void remove(String targetGroupArn, Target target) {
        targets.getOrDefault(targetGroupArn, new LinkedHashMap<>()).remove(target);
    }

    @Override
    public Map<Target, TargetHealth> targets(String targetGroupArn) {
        return new LinkedHashMap<>(targets.getOrDefault(targetGroupArn, Map.of()));
    }

    /** The rules that forward to a target group, with whatever weight. */
    private Set<String> rulesOf(String targetGroupArn) {
        return rulesByTargetGroup.getOrDefault(targetGroupArn, Set.of());
    }

    /** Keeps a rule, new or changed. */
    private void keep(Rule rule) {
        Rule earlier = rules.put(rule.arn(), rule);
        if (earlier != null) {
            Action.weightsOf(earlier.actions())
                    .keySet()
                    .forEach(group -> rulesByTargetGroup.get(group).remove(rule.arn()));
        }
        Action.weightsOf(rule.actions())
                .keySet()
                .forEach(group -> rulesByTargetGroup
                        .computeIfAbsent(group, first -> new LinkedHashSet<>())
                        .add(rule.arn()));
    }

    /** An NLB's listener means its default rule. */
    private Optional<Rule> forwarding(String ruleOrListenerArn) {
        Rule named = rules.get(ruleOrListenerArn);
        return named != null
                ? Optional.of(named)
                : rules(rule -> rule.isDefault() && rule.listenerArn().equals(ruleOrListenerArn)).stream()
                        .findFirst();
    }

    private Rule addRule(Listener listener, String priority, List<Rule.Condition> conditions, List<Action> actions) {
        String arn = account.arn(SERVICE, "listener-rule/" + listener.path() + "/" + nextId());
        Rule made = new Rule(arn, listener.arn(), priority, List.copyOf(conditions), List.copyOf(actions));
        keep(made);
        return made;
    }

    private void checkTargetGroups(List<Action> actions) {
        Action.weightsOf(actions).keySet().forEach(this::existingTargetGroup);
    }

    private static <T> T found(T thing, String code, String message) {
        if (thing == null) {
            throw AwsError.client(code, message);
        }
        return thing;
    }

    private String nextId() {
        ids = ids * 6364136223846793005L + 1442695040888963407L;
        return String.format("%016x", ids);
    }
}
