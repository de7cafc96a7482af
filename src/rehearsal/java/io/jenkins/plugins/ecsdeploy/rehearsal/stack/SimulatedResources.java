package io.jenkins.plugins.ecsdeploy.rehearsal.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/**
 * Makes a template's resources: those that the simulated AWS has by its own calls, so that it refuses what AWS refuses; of
 * the others only what they are called.
 */
public final class SimulatedResources {

    /** What Ref and GetAtt give (Template Reference, "Return values" of each resource). */
    record Made(JsonNode ref, Map<String, JsonNode> attributes) {

        static Made of(String ref, String... attributes) {
            Map<String, JsonNode> values = new HashMap<>();
            for (int i = 0; i < attributes.length; i += 2) {
                values.put(attributes[i], TextNode.valueOf(attributes[i + 1]));
            }
            return new Made(TextNode.valueOf(ref), values);
        }
    }

    private static final String IAM = "arn:aws:iam::123456789012:";

    /** What the managed policies of AWS allow, as far as deployments use it (AWS managed policy reference). */
    private static final Map<String, List<String>> MANAGED = Map.of(
            "AmazonECSInfrastructureRolePolicyForLoadBalancers",
            List.of(
                    "elasticloadbalancing:Describe*",
                    "elasticloadbalancing:ModifyListener",
                    "elasticloadbalancing:ModifyRule",
                    "elasticloadbalancing:RegisterTargets",
                    "elasticloadbalancing:DeregisterTargets"));

    private final Simulator simulator;
    private final AwsClients clients;

    public SimulatedResources(Simulator simulator, AwsClients clients) {
        this.simulator = simulator;
        this.clients = clients;
    }

    /** What a resource that a test took out of its template is called: there is nothing of that name. */
    Made missing(String logicalId) {
        String name = "missing-" + logicalId;
        simulator.alarms().delete(name);
        return new Made(TextNode.valueOf(name), Map.of());
    }

    /** What a policy's statements allow, to a principal of the simulated account. */
    void grant(String principal, JsonNode document) {
        for (JsonNode statement : document.path("Statement")) {
            for (String action : texts(statement.path("Action"))) {
                for (String resource : texts(statement.path("Resource"))) {
                    simulator.surroundings().grant(principal, action, resource);
                }
            }
        }
    }

    Made make(String type, String logicalId, JsonNode properties) {
        ObjectNode given = properties.isObject() ? properties.deepCopy() : null;
        return switch (type) {
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" -> loadBalancer(given);
            case "AWS::ElasticLoadBalancingV2::TargetGroup" -> targetGroup(given);
            case "AWS::ElasticLoadBalancingV2::Listener" ->
                Made.of(clients.elb()
                        .createListener(SdkJson.fill(CreateListenerRequest.builder(), given)
                                .build())
                        .listeners()
                        .get(0)
                        .listenerArn());
            case "AWS::ElasticLoadBalancingV2::ListenerRule" ->
                Made.of(clients.elb()
                        .createRule(
                                SdkJson.fill(CreateRuleRequest.builder(), given).build())
                        .rules()
                        .get(0)
                        .ruleArn());
            case "AWS::ECR::Repository" -> repository(given);
            case "AWS::ECS::Cluster" ->
                Made.of(clients.ecs()
                        .createCluster(request -> request.clusterName(text(properties, "ClusterName")))
                        .cluster()
                        .clusterName());
            case "AWS::ECS::ClusterCapacityProviderAssociations" -> {
                clients.ecs()
                        .putClusterCapacityProviders(SdkJson.fill(
                                        PutClusterCapacityProvidersRequest.builder(), (ObjectNode) inApiCase(given))
                                .build());
                yield Made.of(logicalId);
            }
            case "AWS::ECS::TaskDefinition" ->
                Made.of(clients.ecs()
                        .registerTaskDefinition(SdkJson.fill(
                                        RegisterTaskDefinitionRequest.builder(), (ObjectNode) inApiCase(properties))
                                .build())
                        .taskDefinition()
                        .taskDefinitionArn());
            case "AWS::ECS::Service" -> service(properties);
            default -> named(type, logicalId, properties);
        };
    }

    private Made loadBalancer(ObjectNode given) {
        given.remove("LoadBalancerAttributes");
        LoadBalancer balancer = clients.elb()
                .createLoadBalancer(
                        SdkJson.fill(CreateLoadBalancerRequest.builder(), given).build())
                .loadBalancers()
                .get(0);
        return Made.of(
                balancer.loadBalancerArn(),
                "LoadBalancerFullName",
                balancer.loadBalancerArn().replaceFirst(".*:loadbalancer/", ""),
                "DNSName",
                balancer.dnsName());
    }

    private Made targetGroup(ObjectNode given) {
        JsonNode attributes = given.remove("TargetGroupAttributes");
        TargetGroup group = clients.elb()
                .createTargetGroup(
                        SdkJson.fill(CreateTargetGroupRequest.builder(), given).build())
                .targetGroups()
                .get(0);
        attributes.forEach(attribute -> clients.elb()
                .modifyTargetGroupAttributes(request -> request.targetGroupArn(group.targetGroupArn())
                        .attributes(TargetGroupAttribute.builder()
                                .key(text(attribute, "Key"))
                                .value(text(attribute, "Value"))
                                .build())));
        return Made.of(
                group.targetGroupArn(),
                "TargetGroupFullName",
                group.targetGroupArn().replaceFirst(".*:(?=targetgroup/)", ""));
    }

    private Made repository(ObjectNode given) {
        JsonNode lifecycle = given.remove("LifecyclePolicy");
        Repository repository = clients.ecr()
                .createRepository(SdkJson.fill(CreateRepositoryRequest.builder(), (ObjectNode) inApiCase(given))
                        .build())
                .repository();
        clients.ecr()
                .putLifecyclePolicy(request -> request.repositoryName(repository.repositoryName())
                        .lifecyclePolicyText(text(lifecycle, "LifecyclePolicyText")));
        return Made.of(
                repository.repositoryName(),
                "Arn",
                repository.repositoryArn(),
                "RepositoryUri",
                repository.repositoryUri());
    }

    private Made service(JsonNode properties) {
        ObjectNode given = (ObjectNode) inApiCase(properties);
        if (!given.has("desiredCount")) {
            given.put("desiredCount", 1); // the template reference: a new service without a count has one task
        }
        String name = clients.ecs()
                .createService(
                        SdkJson.fill(CreateServiceRequest.builder(), given).build())
                .service()
                .serviceName();
        return Made.of(name, "Name", name);
    }

    private Made role(JsonNode properties) {
        String name = text(properties, "RoleName");
        String arn = IAM + "role/" + name;
        JsonNode trust = properties.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service");
        simulator.surroundings().role(arn, texts(trust).toArray(String[]::new));
        simulator.surroundings().grant(arn, "nothing:AtAll", "*");
        for (String policy : texts(properties.path("ManagedPolicyArns"))) {
            MANAGED.getOrDefault(policy.substring(policy.lastIndexOf('/') + 1), List.of())
                    .forEach(action -> simulator.surroundings().grant(arn, action, "*"));
        }
        properties.path("Policies").forEach(policy -> grant(arn, policy.path("PolicyDocument")));
        return Made.of(name, "Arn", arn);
    }

    /** The others: what the simulated account knows of them is their name and where they are. */
    private Made named(String type, String logicalId, JsonNode properties) {
        String id = logicalId.toLowerCase(Locale.ROOT);
        return switch (type) {
            case "AWS::IAM::Role" -> role(properties);
            case "AWS::IAM::InstanceProfile" -> {
                String name = text(properties, "InstanceProfileName");
                yield Made.of(name, "Arn", IAM + "instance-profile/" + name);
            }
            case "AWS::IAM::ManagedPolicy" -> Made.of(IAM + "policy/" + text(properties, "ManagedPolicyName"));
            case "AWS::CloudWatch::Alarm" -> Made.of(text(properties, "AlarmName"));
            case "AWS::Logs::LogGroup" -> {
                simulator.logs().create(text(properties, "LogGroupName"));
                yield Made.of(text(properties, "LogGroupName"));
            }
            case "AWS::ECS::CapacityProvider" -> Made.of(text(properties, "Name"));
            case "AWS::EC2::VPC" -> Made.of("vpc-" + id, "CidrBlock", text(properties, "CidrBlock"));
            case "AWS::EC2::Subnet" -> {
                simulator
                        .surroundings()
                        .subnet("subnet-" + id, text(properties, "VpcId"), text(properties, "AvailabilityZone"));
                yield Made.of("subnet-" + id);
            }
            case "AWS::EC2::SecurityGroup" -> {
                simulator.surroundings().securityGroup("sg-" + id, text(properties, "VpcId"));
                yield Made.of("sg-" + id, "GroupId", "sg-" + id);
            }
            case "AWS::EC2::EIP" -> Made.of(id, "AllocationId", "eipalloc-" + id);
            case "AWS::EC2::LaunchTemplate" -> Made.of("lt-" + id, "LatestVersionNumber", "1");
            case "AWS::AutoScaling::AutoScalingGroup" ->
                Made.of(
                        id,
                        "AutoScalingGroupARN",
                        "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/" + id);
            case "AWS::EC2::InternetGateway",
                    "AWS::EC2::VPCGatewayAttachment",
                    "AWS::EC2::RouteTable",
                    "AWS::EC2::Route",
                    "AWS::EC2::SubnetRouteTableAssociation",
                    "AWS::EC2::NatGateway",
                    "AWS::ApplicationAutoScaling::ScalableTarget",
                    "AWS::ApplicationAutoScaling::ScalingPolicy" -> Made.of(id);
            default -> throw new IllegalArgumentException("The tests don't know what " + type + " returns");
        };
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.asText()));
        return value.isTextual() ? List.of(value.asText()) : texts;
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }

    /** Of ECS and ECR, CloudFormation's properties are the API's members with a capital letter. */
    private static JsonNode inApiCase(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(inApiCase(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.fields()
                .forEachRemaining(field -> object.set(
                        field.getKey().substring(0, 1).toLowerCase(Locale.ROOT)
                                + field.getKey().substring(1),
                        inApiCase(field.getValue())));
        return object;
    }
}
