package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Whether target groups, listeners and the infrastructure role fit the task definition and the strategy. */
final class TrafficCheck implements SetupCheck {

    static final String GROUPS = "elasticloadbalancing:DescribeTargetGroups";

    private static final String RULES = "elasticloadbalancing:DescribeRules";
    private static final String LISTENERS = "elasticloadbalancing:DescribeListeners";
    private static final String SERVICES = "ecs:DescribeServices";
    private static final String ECS = "ecs.amazonaws.com";

    private final AwsClients clients;
    private final IamReads iam;

    TrafficCheck(AwsClients clients, IamReads iam) {
        this.clients = clients;
        this.iam = iam;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        List<LoadBalancer> balancers = verified.service().loadBalancers();
        for (int i = 0; i < balancers.size(); i++) {
            LoadBalancer balancer = balancers.get(i);
            String at = "loadBalancers[" + i + "]";
            container(at, balancer, verified, report);
            if (balancer.targetGroupArn() == null) {
                continue; // a Classic Load Balancer
            }
            Optional<TargetGroup> group = group(at + ".targetGroupArn", balancer.targetGroupArn(), report);
            group.ifPresent(one -> targetType(at + ".targetGroupArn", one, verified, report));
            if (verified.shiftsTraffic()) {
                shifting(at, balancer, group, verified, report);
            }
        }
    }

    private static void container(String at, LoadBalancer balancer, VerifiedService verified, VerifyReport report) {
        Optional<ContainerDefinition> container = verified.containers().stream()
                .filter(one -> one.name().equals(balancer.containerName()))
                .findFirst();
        if (container.isEmpty()) {
            report.fault(
                    SERVICES,
                    at + " sends traffic to the container " + balancer.containerName() + ", which "
                            + verified.revision() + " does not have");
        } else if (container.get().portMappings().stream()
                .noneMatch(port -> Objects.equals(port.containerPort(), balancer.containerPort()))) {
            report.fault(
                    SERVICES,
                    at + " sends traffic to port " + balancer.containerPort() + " of the container "
                            + balancer.containerName() + ", which " + verified.revision()
                            + " does not have among its portMappings");
        }
    }

    private Optional<TargetGroup> group(String field, String arn, VerifyReport report) throws InterruptedException {
        Optional<List<TargetGroup>> found = report.read(field, () -> {
            try {
                return AwsCall.run(
                                GROUPS,
                                arn,
                                () -> clients.elb().describeTargetGroups(request -> request.targetGroupArns(arn)))
                        .targetGroups();
            } catch (AwsCallException failed) {
                return missing(GROUPS, field, arn, failed, report);
            }
        });
        return found.flatMap(groups -> groups.stream().findFirst());
    }

    private static <T> List<T> missing(
            String action, String field, String arn, AwsCallException failed, VerifyReport report) {
        if (!failed.errorCode().endsWith("NotFound") && !failed.errorCode().endsWith("NotFoundException")) {
            throw failed;
        }
        report.fault(action, field + " names " + arn + ", which does not exist");
        return List.of();
    }

    private static void targetType(String field, TargetGroup group, VerifiedService verified, VerifyReport report) {
        String wanted = verified.usesAwsvpc() ? "ip" : "instance";
        if (!wanted.equals(group.targetTypeAsString())) {
            report.fault(
                    GROUPS,
                    field + " " + group.targetGroupArn() + " has the target type " + group.targetTypeAsString()
                            + ", and tasks with networkMode "
                            + verified.taskDefinition().networkModeAsString() + " need " + wanted);
        }
    }

    private void shifting(
            String at,
            LoadBalancer balancer,
            Optional<TargetGroup> first,
            VerifiedService verified,
            VerifyReport report)
            throws InterruptedException {
        // Without one it lacks them all.
        AdvancedConfiguration advanced = Optional.ofNullable(balancer.advancedConfiguration())
                .orElseGet(() -> AdvancedConfiguration.builder().build());
        List<String> missing = missingMembers(advanced);
        if (!missing.isEmpty()) {
            report.fault(
                    SERVICES,
                    at + ".advancedConfiguration lacks " + String.join(", ", missing)
                            + ", without which ECS can't shift traffic to new tasks");
            return;
        }
        role(at, advanced, report);
        String field = at + ".advancedConfiguration.";
        Set<String> forwarded = new HashSet<>();
        boolean known = true;
        known &= rule(field + "productionListenerRule", advanced.productionListenerRule(), forwarded, report);
        if (advanced.testListenerRule() != null) {
            known &= rule(field + "testListenerRule", advanced.testListenerRule(), forwarded, report);
        }
        Optional<TargetGroup> second =
                group(field + "alternateTargetGroupArn", advanced.alternateTargetGroupArn(), report);
        if (first.isPresent() && second.isPresent()) {
            alike(at, "VPC", first.get().vpcId(), second.get().vpcId(), report);
            alike(
                    at,
                    "target type",
                    first.get().targetTypeAsString(),
                    second.get().targetTypeAsString(),
                    report);
            alike(at, "protocol", first.get().protocolAsString(), second.get().protocolAsString(), report);
        }
        if (known) {
            for (TargetGroup group :
                    Stream.concat(first.stream(), second.stream()).toList()) {
                if (!forwarded.contains(group.targetGroupArn())) {
                    report.fault(
                            RULES,
                            at + ": the target group " + group.targetGroupArn() + " is in no forward action of"
                                    + " productionListenerRule or testListenerRule; add it there with weight 0");
                }
            }
        }
    }

    private static List<String> missingMembers(AdvancedConfiguration advanced) {
        List<String> missing = new ArrayList<>();
        if (advanced.alternateTargetGroupArn() == null) {
            missing.add("alternateTargetGroupArn");
        }
        if (advanced.productionListenerRule() == null) {
            missing.add("productionListenerRule");
        }
        if (advanced.roleArn() == null) {
            missing.add("roleArn");
        }
        return missing;
    }

    private static void alike(String at, String what, String one, String other, VerifyReport report) {
        if (!Objects.equals(one, other)) {
            report.fault(
                    GROUPS,
                    at + ": the two target groups differ in their " + what + " (" + one + " and " + other + ")");
        }
    }

    /** @return whether what it forwards to is known */
    private boolean rule(String field, String arn, Set<String> forwarded, VerifyReport report)
            throws InterruptedException {
        boolean isRule = arn.contains(":listener-rule/");
        String action = isRule ? RULES : LISTENERS;
        Optional<List<Action>> actions = report.read(field, () -> {
            try {
                return AwsCall.run(action, arn, () -> isRule ? ofRule(arn) : ofListener(arn));
            } catch (AwsCallException failed) {
                return missing(action, field, arn, failed, report);
            }
        });
        for (Action each : actions.orElse(List.of())) {
            if (each.targetGroupArn() != null) {
                forwarded.add(each.targetGroupArn());
            }
            if (each.forwardConfig() != null) {
                each.forwardConfig().targetGroups().stream()
                        .map(TargetGroupTuple::targetGroupArn)
                        .forEach(forwarded::add);
            }
        }
        return actions.filter(found -> !found.isEmpty()).isPresent();
    }

    private List<Action> ofRule(String arn) {
        return clients.elb().describeRules(request -> request.ruleArns(arn)).rules().stream()
                .flatMap(rule -> rule.actions().stream())
                .toList();
    }

    private List<Action> ofListener(String arn) {
        return clients.elb().describeListeners(request -> request.listenerArns(arn)).listeners().stream()
                .flatMap(listener -> listener.defaultActions().stream())
                .toList();
    }

    /** AmazonECSInfrastructureRolePolicyForLoadBalancers, the AWS managed policy, allows these. */
    private void role(String at, AdvancedConfiguration advanced, VerifyReport report) throws InterruptedException {
        String role = advanced.roleArn();
        if (!iam.isUsable(at + ".advancedConfiguration.roleArn", role, ECS, report)) {
            return;
        }
        iam.requirePassing(role, ECS, report);
        String what = "the infrastructure role";
        List<String> rules = Stream.of(advanced.productionListenerRule(), advanced.testListenerRule())
                .filter(Objects::nonNull)
                .toList();
        boolean network = rules.stream().anyMatch(arn -> arn.contains(":listener/net/"));
        iam.require(
                role,
                what,
                List.of("elasticloadbalancing:" + (network ? "ModifyListener" : "ModifyRule")),
                rules,
                "",
                report);
        iam.require(
                role,
                what,
                List.of("elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"),
                List.of(advanced.alternateTargetGroupArn()),
                "",
                report);
    }
}
