package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/**
 * The rehearsal's test at the pause: asks the load balancer whether test traffic, and it alone, reaches the new tasks, and
 * whether they are healthy. A simulated AWS has no address that a request could be sent to.
 */
final class SmokeCheck {

    private static final String NAME = "smokeTest";

    private final AwsClients clients;
    private final ServiceRef service;
    private final StepLog log;

    SmokeCheck(AwsClients clients, ServiceRef service, StepLog log) {
        this.clients = clients;
        this.service = service;
        this.log = log;
    }

    boolean passes() {
        List<String> faults = new ArrayList<>();
        List<LoadBalancer> balancers = clients
                .ecs()
                .describeServices(request -> request.cluster(service.cluster()).services(service.service()))
                .services()
                .get(0)
                .loadBalancers()
                .stream()
                .filter(balancer -> balancer.advancedConfiguration() != null)
                .toList();
        balancers.forEach(balancer -> check(balancer.advancedConfiguration(), faults));
        if (balancers.isEmpty()) {
            faults.add("the service has no load balancer with two target groups, so there is nothing to test");
        }
        faults.forEach(fault -> log.line(NAME, "Failed: " + fault));
        if (faults.isEmpty()) {
            log.line(NAME, "Passed");
        }
        return faults.isEmpty();
    }

    private void check(AdvancedConfiguration wiring, List<String> faults) {
        Map<String, Integer> production = shares(wiring.productionListenerRule());
        log.line(NAME, "Production traffic: " + inWords(production));
        if (wiring.testListenerRule() == null) {
            faults.add("there is no testListenerRule, so no test traffic reaches the new tasks");
            return;
        }
        Map<String, Integer> test = shares(wiring.testListenerRule());
        log.line(NAME, "Test traffic: " + inWords(test));
        Set<String> both = new HashSet<>(test.keySet());
        both.retainAll(production.keySet());
        both.forEach(group -> faults.add("test and production traffic both go to " + name(group)));
        test.keySet().forEach(group -> health(group, faults));
    }

    /** Target groups that get traffic, with their weights. */
    private Map<String, Integer> shares(String ruleArn) {
        return clients.elb().describeRules(request -> request.ruleArns(ruleArn)).rules().stream()
                .flatMap(rule -> rule.actions().stream())
                .filter(action -> action.forwardConfig() != null)
                .flatMap(action -> action.forwardConfig().targetGroups().stream())
                .filter(group -> group.weight() == null || group.weight() > 0)
                .collect(Collectors.toMap(
                        TargetGroupTuple::targetGroupArn,
                        group -> group.weight() == null ? 1 : group.weight(),
                        Integer::sum,
                        TreeMap::new));
    }

    private void health(String group, List<String> faults) {
        List<TargetHealthStateEnum> states = clients
                .elb()
                .describeTargetHealth(request -> request.targetGroupArn(group))
                .targetHealthDescriptions()
                .stream()
                .map(target -> target.targetHealth().state())
                .filter(state -> state != TargetHealthStateEnum.DRAINING)
                .toList();
        long healthy =
                states.stream().filter(TargetHealthStateEnum.HEALTHY::equals).count();
        String state = healthy + " of " + states.size() + " targets of " + name(group) + " are healthy";
        log.line(NAME, state);
        if (healthy == 0 || healthy < states.size()) {
            faults.add(state);
        }
    }

    private static String inWords(Map<String, Integer> shares) {
        int all = shares.values().stream().mapToInt(Integer::intValue).sum();
        return shares.isEmpty()
                ? "goes nowhere"
                : shares.entrySet().stream()
                        .map(share -> share.getValue() * 100 / all + " % to " + name(share.getKey()))
                        .collect(Collectors.joining(", "));
    }

    /** {@code arn:aws:elasticloadbalancing:…:targetgroup/webshop-green/0123} is {@code webshop-green}. */
    private static String name(String targetGroupArn) {
        String[] parts = targetGroupArn.split("/");
        return parts.length > 1 ? parts[1] : targetGroupArn;
    }
}
