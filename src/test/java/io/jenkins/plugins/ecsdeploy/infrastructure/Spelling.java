package io.jenkins.plugins.ecsdeploy.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.HclBlock;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.HclExpression;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.TerraformModule;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where Terraform's AWS provider calls a thing otherwise than CloudFormation does. */
final class Spelling {

    /** A resource that Terraform has as an attribute of another one. */
    static final String NONE = "(none)";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("AWS::EC2::VPC", "aws_vpc"),
            Map.entry("AWS::EC2::InternetGateway", "aws_internet_gateway"),
            Map.entry("AWS::EC2::VPCGatewayAttachment", NONE),
            Map.entry("AWS::EC2::Subnet", "aws_subnet"),
            Map.entry("AWS::EC2::RouteTable", "aws_route_table"),
            Map.entry("AWS::EC2::Route", "aws_route"),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", "aws_route_table_association"),
            Map.entry("AWS::EC2::EIP", "aws_eip"),
            Map.entry("AWS::EC2::NatGateway", "aws_nat_gateway"),
            Map.entry("AWS::EC2::SecurityGroup", "aws_security_group"),
            Map.entry("AWS::EC2::LaunchTemplate", "aws_launch_template"),
            Map.entry("AWS::AutoScaling::AutoScalingGroup", "aws_autoscaling_group"),
            Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "aws_lb"),
            Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", "aws_lb_target_group"),
            Map.entry("AWS::ElasticLoadBalancingV2::Listener", "aws_lb_listener"),
            Map.entry("AWS::ElasticLoadBalancingV2::ListenerRule", "aws_lb_listener_rule"),
            Map.entry("AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm"),
            Map.entry("AWS::ECR::Repository", "aws_ecr_repository"),
            Map.entry("AWS::IAM::Role", "aws_iam_role"),
            Map.entry("AWS::IAM::InstanceProfile", "aws_iam_instance_profile"),
            Map.entry("AWS::IAM::ManagedPolicy", "aws_iam_policy"),
            Map.entry("AWS::IAM::OIDCProvider", "aws_iam_openid_connect_provider"),
            Map.entry("AWS::RolesAnywhere::TrustAnchor", "aws_rolesanywhere_trust_anchor"),
            Map.entry("AWS::RolesAnywhere::Profile", "aws_rolesanywhere_profile"),
            Map.entry("AWS::ECS::Cluster", "aws_ecs_cluster"),
            Map.entry("AWS::ECS::ClusterCapacityProviderAssociations", "aws_ecs_cluster_capacity_providers"),
            Map.entry("AWS::ECS::CapacityProvider", "aws_ecs_capacity_provider"),
            Map.entry("AWS::ECS::TaskDefinition", "aws_ecs_task_definition"),
            Map.entry("AWS::ECS::Service", "aws_ecs_service"),
            Map.entry("AWS::Logs::LogGroup", "aws_cloudwatch_log_group"),
            Map.entry("AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target"),
            Map.entry("AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy"),
            Map.entry("AWS::CloudFormation::Stack", "module"));

    /** CloudFormation's properties in Terraform's words, by TYPE.PROPERTY or by the property alone. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("group_description", "description"),
            Map.entry("cidr_ip", "cidr_blocks"),
            Map.entry("source_security_group_id", "security_groups"),
            Map.entry("aws_security_group.security_group_ingress", "for_each"),
            Map.entry("aws_launch_template.security_group_ids", "vpc_security_group_ids"),
            Map.entry("aws_launch_template.launch_template_name", "name"),
            Map.entry("aws_autoscaling_group.vpczone_identifier", "vpc_zone_identifier"),
            Map.entry("aws_autoscaling_group.launch_template_id", "id"),
            Map.entry("aws_autoscaling_group.auto_scaling_group_name", "name"),
            Map.entry("aws_lb_target_group.health_check_path", "path"),
            Map.entry("aws_lb_target_group.deregistration_delay.timeout_seconds", "deregistration_delay"),
            Map.entry("aws_lb_listener.certificates", "certificate_arn"),
            Map.entry("aws_ecr_repository.repository_name", "name"),
            Map.entry("aws_ecr_repository.lifecycle_policy_text", "count_number"),
            Map.entry("aws_iam_role.role_name", "name"),
            Map.entry("aws_iam_role.managed_policy_arns", "policy_arn"),
            Map.entry("aws_iam_policy.managed_policy_name", "name"),
            Map.entry("aws_iam_instance_profile.instance_profile_name", "name"),
            Map.entry("aws_iam_instance_profile.roles", "role"),
            Map.entry("aws_ecs_cluster.cluster_name", "name"),
            Map.entry("aws_ecs_cluster_capacity_providers.cluster", "cluster_name"),
            Map.entry("aws_ecs_capacity_provider.cluster_name", "cluster"),
            Map.entry("aws_ecs_service.service_name", "name"),
            Map.entry("aws_cloudwatch_log_group.log_group_name", "name"),
            Map.entry("aws_appautoscaling_policy.policy_name", "name"),
            Map.entry("aws_appautoscaling_policy.scaling_target_id", "resource_id"));

    /** Wires of Terraform alone. */
    private static final Set<String> ONLY_TERRAFORM = Set.of(
            // CloudFormation has an attachment for it, which Terraform has not.
            "internet_gateway.vpc_id <- vpc",
            // The one target has three attributes there.
            "scaling_policy.service_namespace <- scalable_target",
            "scaling_policy.scalable_dimension <- scalable_target",
            // ignore_changes keeps Terraform from putting it back; CloudFormation names the family instead.
            "service.task_definition <- first_task_definition");

    private static final Set<String> ONLY_CLOUDFORMATION = Set.of(
            "internet_gateway_attachment.vpc_id <- vpc",
            "internet_gateway_attachment.internet_gateway_id <- internet_gateway",
            "service.task_definition <- var.name");

    private Spelling() {}

    static String terraformType(String cloudFormationType) {
        String type = TYPES.get(cloudFormationType);
        if (type == null) {
            throw new IllegalArgumentException("How does Terraform call " + cloudFormationType + "?");
        }
        return type;
    }

    /** CloudFormation's wires in Terraform's words, without those that only CloudFormation needs. */
    static Set<Wire> terraform(Template template, Set<Wire> wires) {
        Map<String, String> types = new TreeMap<>(Map.of("output", ""));
        template.resources().forEach(id -> types.put(Names.snake(id), terraformType(template.type(id))));
        return wires.stream()
                .filter(wire -> !ONLY_CLOUDFORMATION.contains(wire.toString()))
                .map(wire -> new Wire(wire.from(), property(types.get(wire.from()), wire.property()), wire.to()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The exceptions that excuse nothing any more. */
    static Set<String> superfluous(List<Set<Wire>> cloudFormation, List<Set<Wire>> terraform) {
        Set<String> left = new TreeSet<>(ONLY_CLOUDFORMATION);
        cloudFormation.forEach(wires -> wires.forEach(wire -> left.remove(wire.toString())));
        Set<String> leftOver = new TreeSet<>(ONLY_TERRAFORM);
        terraform.forEach(wires -> wires.forEach(wire -> leftOver.remove(wire.toString())));
        left.addAll(leftOver);
        return left;
    }

    private static String property(String type, String property) {
        return PROPERTIES.getOrDefault(type + "." + property, PROPERTIES.getOrDefault(property, property));
    }

    /** Terraform's wires, without those that only Terraform needs. */
    static Set<Wire> plain(TerraformModule module, Set<Wire> wires) {
        Set<String> rules = module.resources().stream()
                .filter(resource -> resource.label(0).equals("aws_lb_listener_rule"))
                .map(resource -> resource.label(1))
                .collect(Collectors.toSet());
        return wires.stream()
                .filter(wire -> !ONLY_TERRAFORM.contains(wire.toString()))
                .map(wire -> rules.contains(wire.from()) && wire.property().equals("arn")
                        ? new Wire(wire.from(), "target_group_arn", wire.to())
                        : wire)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** TYPE.NAME of each resource and module call, without those that CloudFormation has as a property. */
    static Set<String> resources(TerraformModule module) {
        Set<String> resources = module.resources().stream()
                .filter(resource -> !Set.of(
                                "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_ecr_lifecycle_policy")
                        .contains(resource.label(0)))
                .map(resource -> resource.label(0) + "." + resource.label(1))
                .collect(Collectors.toCollection(TreeSet::new));
        module.modules().forEach(call -> resources.add("module." + call.label(0)));
        return resources;
    }

    /** The parameters' defaults by their names in Terraform; without those that must be given. */
    static Map<String, String> defaults(Template template) {
        Map<String, String> defaults = new TreeMap<>();
        for (String parameter : template.parameters()) {
            JsonNode value = template.parameter(parameter).path("Default");
            if (!value.isMissingNode()) {
                defaults.put(Names.snake(parameter), value.asText());
            }
        }
        return defaults;
    }

    static List<String> sorted(Stream<String> names) {
        return names.sorted().toList();
    }

    /** What {@code ignore_changes} of a resource names. */
    static List<String> ignored(String module, String resource) {
        return resource(TerraformModule.read(module), resource)
                .blocks("lifecycle")
                .flatMap(lifecycle -> lifecycle.attribute("ignore_changes").orElseThrow().references().stream())
                .map(path -> path.get(0))
                .toList();
    }

    private static HclBlock resource(TerraformModule module, String name) {
        return module.resources().stream()
                .filter(resource -> resource.label(1).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All plain values below a node, by their innermost property. */
    static Map<String, String> literals(JsonNode properties) {
        Map<String, String> literals = new TreeMap<>();
        properties.fields().forEachRemaining(field -> {
            if (field.getValue().isValueNode()) {
                literals.put(Names.snake(field.getKey()), field.getValue().asText());
            } else {
                literals.putAll(literals(field.getValue()));
            }
        });
        return literals;
    }

    static Map<String, String> literals(TerraformModule module, String resource) {
        return literals(resource(module, resource));
    }

    private static Map<String, String> literals(HclBlock block) {
        Map<String, String> literals = new TreeMap<>();
        block.attributes().forEach((name, value) -> {
            if (value instanceof HclExpression.Literal literal) {
                literals.put(name, String.valueOf(literal.value()));
            }
        });
        block.blocks().forEach(inner -> literals.putAll(literals(inner)));
        return literals;
    }
}
