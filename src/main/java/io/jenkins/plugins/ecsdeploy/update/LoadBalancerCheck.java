package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * Checks that the load balancer is set up for shifting traffic between two target groups: both are in the production or the
 * test listener rule ("Both targetGroup and alternateTargetGroup must be associated with productionListenerRule or
 * testListenerRule", or the deployment fails) and have the same VPC, target type and protocol. If reading that is denied, a
 * notice says so.
 */
final class LoadBalancerCheck {

    private static final String ACTIONS = "elasticloadbalancing:DescribeRules,"
            + " elasticloadbalancing:DescribeListeners and elasticloadbalancing:DescribeTargetGroups";

    private final AwsClients clients;

    LoadBalancerCheck(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * @return notices of what could not be checked
     * @throws ServiceRefusedException with all faults, in the API's names
     */
    List<String> check(ServiceRef service, List<LoadBalancer> balancers) {
        List<String> faults = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (int i = 0; i < balancers.size(); i++) {
            LoadBalancer balancer = balancers.get(i);
            if (balancer.advancedConfiguration() == null || balancer.targetGroupArn() == null) {
                continue;
            }
            try {
                check("loadBalancers[" + i + "]", balancer, faults);
            } catch (AwsCallException unreadable) {
                if (unreadable.isInterruption()) {
                    throw unreadable;
                }
                notices.add("Could not check that the listener rules forward to the target groups (that needs "
                        + ACTIONS + "): " + unreadable.getMessage());
                break;
            }
        }
        if (!faults.isEmpty()) {
            throw new ServiceRefusedException("The load balancer of the " + service
                    + " is not set up for shifting traffic between two target groups, so the deployment would fail: "
                    + String.join("; ", faults) + ". Nothing was changed.");
        }
        return notices;
    }

    private void check(String at, LoadBalancer balancer, List<String> faults) {
        AdvancedConfiguration advanced = balancer.advancedConfiguration();
        String alternate = advanced.alternateTargetGroupArn();
        if (balancer.targetGroupArn().equals(alternate)) {
            faults.add(at + ".advancedConfiguration.alternateTargetGroupArn is the same as targetGroupArn");
            return;
        }
        Set<String> forwarded = new HashSet<>();
        boolean known = true;
        for (String rule : new String[] {advanced.productionListenerRule(), advanced.testListenerRule()}) {
            String field = at + ".advancedConfiguration."
                    + (Objects.equals(rule, advanced.productionListenerRule())
                            ? "productionListenerRule"
                            : "testListenerRule");
            if (rule != null) {
                known &= read(field, rule, faults, this::targetGroupsOf, forwarded::addAll);
            }
        }
        List<TargetGroup> groups = new ArrayList<>();
        for (String group : new String[] {balancer.targetGroupArn(), alternate}) {
            String field = group.equals(alternate)
                    ? at + ".advancedConfiguration.alternateTargetGroupArn"
                    : at + ".targetGroupArn";
            read(field, group, faults, this::targetGroup, groups::add);
            if (known && !forwarded.contains(group)) {
                faults.add(field + " " + group + " is in no forward action of productionListenerRule or"
                        + " testListenerRule; add it there with weight 0");
            }
        }
        if (groups.size() == 2) {
            alike(at, "VPC", groups, TargetGroup::vpcId, faults);
            alike(at, "target type", groups, TargetGroup::targetTypeAsString, faults);
            alike(at, "protocol", groups, TargetGroup::protocolAsString, faults);
        }
    }

    private static void alike(
            String at,
            String what,
            List<TargetGroup> groups,
            Function<TargetGroup, String> property,
            List<String> faults) {
        String first = property.apply(groups.get(0));
        String second = property.apply(groups.get(1));
        if (!Objects.equals(first, second)) {
            faults.add(at + ": the two target groups differ in their " + what + " (" + first + " and " + second + ")");
        }
    }

    /** @return whether it exists */
    private static <T> boolean read(
            String field, String arn, List<String> faults, Function<String, T> reader, Consumer<T> found) {
        try {
            found.accept(reader.apply(arn));
            return true;
        } catch (AwsCallException failed) {
            if (!failed.errorCode().endsWith("NotFound") && !failed.errorCode().endsWith("NotFoundException")) {
                throw failed;
            }
            faults.add(field + " names " + arn + ", which does not exist");
            return false;
        }
    }

    private TargetGroup targetGroup(String arn) {
        ElasticLoadBalancingV2Client elb = clients.elb();
        return AwsCall.run(
                "elasticloadbalancing:DescribeTargetGroups",
                arn,
                () -> elb.describeTargetGroups(request -> request.targetGroupArns(arn))
                        .targetGroups()
                        .get(0));
    }

    /** An Application Load Balancer has rules; a Network Load Balancer's listener has default actions only. */
    private Set<String> targetGroupsOf(String ruleOrListener) {
        ElasticLoadBalancingV2Client elb = clients.elb();
        List<Action> actions = ruleOrListener.contains(":listener-rule/")
                ? AwsCall.run(
                        "elasticloadbalancing:DescribeRules",
                        ruleOrListener,
                        () -> elb.describeRules(request -> request.ruleArns(ruleOrListener)).rules().stream()
                                .flatMap(rule -> rule.actions().stream())
                                .toList())
                : AwsCall.run(
                        "elasticloadbalancing:DescribeListeners",
                        ruleOrListener,
                        () ->
                                elb
                                        .describeListeners(request -> request.listenerArns(ruleOrListener))
                                        .listeners()
                                        .stream()
                                        .flatMap(listener -> listener.defaultActions().stream())
                                        .toList());
        Set<String> groups = new HashSet<>();
        for (Action action : actions) {
            Stream.concat(
                            Stream.ofNullable(action.targetGroupArn()),
                            action.forwardConfig() == null
                                    ? Stream.empty()
                                    : action.forwardConfig().targetGroups().stream()
                                            .map(TargetGroupTuple::targetGroupArn))
                    .forEach(groups::add);
        }
        return groups;
    }
}
