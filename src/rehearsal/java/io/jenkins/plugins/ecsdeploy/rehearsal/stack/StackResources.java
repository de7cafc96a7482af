package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import static io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate.list;
import static io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate.map;

import io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackAccount.Made;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Action;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Listener;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancer;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Rule;
import io.jenkins.plugins.ecsdeploy.simulator.elb.TargetGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Makes the resources of stacks in the simulated account; those that nothing depends on there have only a name. */
final class StackResources {

    private static final String ROLE = "arn:aws:iam::" + StackAccount.ACCOUNT + ":role/";

    /** What the managed policies of AWS allow, as far as deployments use it (AWS managed policy reference). */
    private static final Map<String, List<String>> MANAGED = Map.of(
            "AmazonECSTaskExecutionRolePolicy",
            List.of(
                    "ecr:GetAuthorizationToken",
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:GetDownloadUrlForLayer",
                    "ecr:BatchGetImage",
                    "logs:CreateLogStream",
                    "logs:PutLogEvents"),
            "AmazonECSInfrastructureRolePolicyForLoadBalancers",
            List.of(
                    "elasticloadbalancing:Describe*",
                    "elasticloadbalancing:ModifyListener",
                    "elasticloadbalancing:ModifyRule",
                    "elasticloadbalancing:RegisterTargets",
                    "elasticloadbalancing:DeregisterTargets"));

    private final Simulator simulator;
    private final EcsClient ecs;
    private int ids;

    StackResources(Simulator simulator, EcsClient ecs) {
        this.simulator = simulator;
        this.ecs = ecs;
    }

    Made make(String type, String name, Map<String, Object> has) {
        return switch (type) {
            case "AWS::EC2::VPC" -> named("vpc-%017x");
            case "AWS::EC2::Subnet" -> {
                Made subnet = named("subnet-%017x");
                simulator.surroundings().subnet(subnet.ref(), text(has, "VpcId"), text(has, "AvailabilityZone"));
                yield subnet;
            }
            case "AWS::EC2::SecurityGroup" -> {
                Made group = named("sg-%017x");
                simulator.surroundings().securityGroup(group.ref(), text(has, "VpcId"));
                yield group;
            }
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" -> balancer(has);
            case "AWS::ElasticLoadBalancingV2::TargetGroup" -> group(has);
            case "AWS::ElasticLoadBalancingV2::Listener" -> {
                Listener listener = simulator
                        .loadBalancing()
                        .createListener(
                                text(has, "LoadBalancerArn"),
                                Integer.parseInt(text(has, "Port")),
                                text(has, "Protocol"),
                                List.of(Action.fixedResponse("404")));
                yield new Made(listener.arn(), Map.of());
            }
            case "AWS::ElasticLoadBalancingV2::ListenerRule" -> rule(has);
            case "AWS::CloudWatch::Alarm" -> new Made(text(has, "AlarmName"), Map.of());
            case "AWS::IAM::Role" -> role(name, has);
            case "AWS::IAM::ManagedPolicy" ->
                new Made("arn:aws:iam::" + StackAccount.ACCOUNT + ":policy/" + name, Map.of());
            case "AWS::Logs::LogGroup" -> {
                simulator.logs().create(text(has, "LogGroupName"));
                yield new Made(text(has, "LogGroupName"), Map.of());
            }
            case "AWS::SecretsManager::Secret" -> {
                String arn = "arn:aws:secretsmanager:us-east-1:" + StackAccount.ACCOUNT + ":secret:" + text(has, "Name")
                        + "-AbCdEf";
                simulator.surroundings().secret(arn, false);
                yield new Made(arn, Map.of());
            }
            case "AWS::SSM::Parameter" -> {
                simulator.surroundings().parameter(text(has, "Name"));
                yield new Made(text(has, "Name"), Map.of());
            }
            case "AWS::ECR::Repository" -> {
                simulator.createRepository(text(has, "RepositoryName"));
                yield new Made(
                        text(has, "RepositoryName"),
                        Map.of("RepositoryUri", simulator.authority() + "/" + text(has, "RepositoryName")));
            }
            case "AWS::ECS::Cluster" -> {
                ecs.createCluster(request -> request.clusterName(text(has, "ClusterName"))
                        .capacityProviders(StackAccount.several(has.get("CapacityProviders"))));
                yield new Made(text(has, "ClusterName"), Map.of());
            }
            default -> new Made(name, Map.of());
        };
    }

    private Made named(String format) {
        return new Made(format.formatted(++ids), Map.of());
    }

    private Made balancer(Map<String, Object> has) {
        LoadBalancer made = simulator
                .loadBalancing()
                .createLoadBalancer(
                        text(has, "Name"),
                        text(has, "Type"),
                        text(has, "Scheme"),
                        StackAccount.several(has.get("Subnets")),
                        StackAccount.several(has.get("SecurityGroups")));
        return new Made(made.arn(), Map.of("DNSName", made.dnsName()));
    }

    private Made group(Map<String, Object> has) {
        TargetGroup made = simulator
                .loadBalancing()
                .createTargetGroup(new TargetGroup(
                        "",
                        text(has, "Name"),
                        text(has, "Protocol"),
                        Integer.parseInt(text(has, "Port")),
                        text(has, "VpcId"),
                        text(has, "TargetType"),
                        TargetGroup.HealthCheck.HTTP,
                        Duration.ofSeconds(30)));
        return new Made(made.arn(), Map.of());
    }

    private Made rule(Map<String, Object> has) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (Object action : list(has.get("Actions"))) {
            for (Object group : list(map(map(action).get("ForwardConfig")).get("TargetGroups"))) {
                weights.put(text(map(group), "TargetGroupArn"), Integer.parseInt(text(map(group), "Weight")));
            }
        }
        Rule made = simulator
                .loadBalancing()
                .createRule(
                        text(has, "ListenerArn"),
                        Integer.parseInt(text(has, "Priority")),
                        List.of(new Rule.Condition("path-pattern", List.of("/*"))),
                        List.of(Action.forward(weights)));
        return new Made(made.arn(), Map.of());
    }

    private Made role(String name, Map<String, Object> has) {
        String arn = ROLE + (has.containsKey("RoleName") ? text(has, "RoleName") : name);
        List<String> trusted = new ArrayList<>();
        for (Object statement : list(map(has.get("AssumeRolePolicyDocument")).get("Statement"))) {
            Map<String, Object> principal = map(map(statement).get("Principal"));
            if (principal.containsKey("Service")) {
                trusted.addAll(StackAccount.several(principal.get("Service")));
            }
        }
        simulator.surroundings().role(arn, trusted.toArray(String[]::new));
        simulator.surroundings().grant(arn, "nothing:AtAll", "*");
        for (String policy : StackAccount.several(has.getOrDefault("ManagedPolicyArns", List.of()))) {
            MANAGED.getOrDefault(policy.substring(policy.lastIndexOf('/') + 1), List.of())
                    .forEach(action -> simulator.surroundings().grant(arn, action, "*"));
        }
        for (Object policy : list(has.getOrDefault("Policies", List.of()))) {
            grant(arn, map(map(policy).get("PolicyDocument")));
        }
        return new Made(arn, Map.of("Arn", arn));
    }

    /** What a policy's statements allow, to a principal of the simulated account. */
    void grant(String principal, Map<String, Object> document) {
        for (Object each : list(document.get("Statement"))) {
            Map<String, Object> statement = map(each);
            for (String action : StackAccount.several(statement.get("Action"))) {
                for (String resource : StackAccount.several(statement.get("Resource"))) {
                    simulator.surroundings().grant(principal, action, resource);
                }
            }
        }
    }

    private static String text(Map<String, Object> has, String property) {
        return StackAccount.text(has.get(property));
    }
}
