package io.jenkins.plugins.ecsdeploy.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Terraform modules against the CloudFormation templates of the same names: the same resources, wired in the same way, the
 * same trust and the same permissions. Terraform itself isn't run: its provider is not on Maven Central.
 */
class TerraformTest {

    private static final Path MODULES = Path.of("docs/infrastructure/terraform");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target"),
            Map.entry("AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy"),
            Map.entry("AWS::AutoScaling::AutoScalingGroup", "aws_autoscaling_group"),
            Map.entry("AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm"),
            Map.entry("AWS::EC2::EIP", "aws_eip"),
            Map.entry("AWS::EC2::InternetGateway", "aws_internet_gateway"),
            Map.entry("AWS::EC2::LaunchTemplate", "aws_launch_template"),
            Map.entry("AWS::EC2::NatGateway", "aws_nat_gateway"),
            Map.entry("AWS::EC2::Route", "aws_route"),
            Map.entry("AWS::EC2::RouteTable", "aws_route_table"),
            Map.entry("AWS::EC2::SecurityGroup", "aws_security_group"),
            Map.entry("AWS::EC2::Subnet", "aws_subnet"),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", "aws_route_table_association"),
            Map.entry("AWS::EC2::VPC", "aws_vpc"),
            Map.entry("AWS::ECR::Repository", "aws_ecr_repository"),
            Map.entry("AWS::ECS::CapacityProvider", "aws_ecs_capacity_provider"),
            Map.entry("AWS::ECS::Cluster", "aws_ecs_cluster"),
            Map.entry("AWS::ECS::ClusterCapacityProviderAssociations", "aws_ecs_cluster_capacity_providers"),
            Map.entry("AWS::ElasticLoadBalancingV2::Listener", "aws_lb_listener"),
            Map.entry("AWS::ElasticLoadBalancingV2::ListenerRule", "aws_lb_listener_rule"),
            Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "aws_lb"),
            Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", "aws_lb_target_group"),
            Map.entry("AWS::IAM::InstanceProfile", "aws_iam_instance_profile"),
            Map.entry("AWS::IAM::ManagedPolicy", "aws_iam_policy"),
            Map.entry("AWS::IAM::Role", "aws_iam_role"),
            Map.entry("AWS::Logs::LogGroup", "aws_cloudwatch_log_group"),
            Map.entry("AWS::RolesAnywhere::Profile", "aws_rolesanywhere_profile"),
            Map.entry("AWS::RolesAnywhere::TrustAnchor", "aws_rolesanywhere_trust_anchor"),
            Map.entry("AWS::SSM::Parameter", "aws_ssm_parameter"),
            Map.entry("AWS::SecretsManager::Secret", "aws_secretsmanager_secret"));

    /** Terraform attaches the gateway by naming the VPC. */
    private static final String WITHOUT_A_COUNTERPART = "AWS::EC2::VPCGatewayAttachment";

    /** What CloudFormation writes into the resource itself; these carry its name. */
    private static final Set<String> PARTS = Set.of(
            "aws_ecr_lifecycle_policy",
            "aws_ecs_cluster_capacity_providers",
            "aws_iam_role_policy",
            "aws_iam_role_policy_attachment");

    private static final Pattern RESOURCE = Pattern.compile("(?ms)^resource \"(\\w+)\" \"(\\w+)\" \\{\n(.*?)^}");
    private static final Pattern USE = Pattern.compile("(?<!data\\.)\\b(aws_\\w+)\\.(\\w+)\\b");
    private static final Pattern ACTION = Pattern.compile("\\b[a-z0-9-]+:[A-Z]\\w+\\b");
    private static final Pattern SERVICE = Pattern.compile("\\b[a-z-]+\\.amazonaws\\.com\\b");
    private static final Pattern POLICY = Pattern.compile("policy/(?:service-role/)?(\\w+)");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(StackTemplate.FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothHaveTheSameResources(String name) throws IOException {
        StackTemplate template = StackTemplate.read(name);
        Set<String> stack = new TreeSet<>();
        template.section("Resources").keySet().stream()
                .filter(resource -> !template.type(resource).equals(WITHOUT_A_COUNTERPART))
                .forEach(resource -> stack.add(TYPES.get(template.type(resource)) + "." + snake(resource)));
        Set<String> module = new TreeSet<>();
        Set<String> parts = new TreeSet<>();
        resources(name).keySet().forEach(resource -> {
            boolean part = PARTS.contains(resource.substring(0, resource.indexOf('.'))) && !stack.contains(resource);
            (part ? parts : module).add(resource);
        });

        assertThat(module).isEqualTo(stack);
        assertThat(parts)
                .allMatch(part ->
                        stack.stream().anyMatch(resource -> resource.endsWith(part.substring(part.indexOf('.')))));
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothAreWiredInTheSameWay(String name) throws IOException {
        StackTemplate template = StackTemplate.read(name);
        Map<String, Set<String>> stack = new TreeMap<>();
        Set<String> known = template.section("Resources").keySet();
        for (String resource : known) {
            if (template.type(resource).equals(WITHOUT_A_COUNTERPART)) {
                continue;
            }
            Set<String> used = new TreeSet<>();
            Matcher word = Pattern.compile("(?:Ref|Fn::GetAtt)=(\\w+)")
                    .matcher(template.section("Resources").get(resource).toString());
            while (word.find()) {
                if (known.contains(word.group(1))) {
                    used.add(snake(word.group(1)));
                }
            }
            stack.put(snake(resource), used);
        }
        Map<String, Set<String>> module = new TreeMap<>();
        resources(name).forEach((resource, text) -> {
            String own = resource.substring(resource.indexOf('.') + 1);
            Set<String> used = module.computeIfAbsent(own, first -> new TreeSet<>());
            Matcher use = USE.matcher(text.replaceAll("(?m)^\\s*depends_on.*$", ""));
            while (use.find()) {
                if (!use.group(2).equals(own)) {
                    used.add(use.group(2));
                }
            }
        });
        module.getOrDefault("internet_gateway", new TreeSet<>()).remove("vpc"); // the attachment

        assertThat(module).isEqualTo(stack);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothAllowTheSame(String name) throws IOException {
        String template = Files.readString(StackTemplate.FOLDER.resolve(name + ".yaml"));
        String module = text(name);

        for (Pattern words : List.of(ACTION, SERVICE, POLICY)) {
            assertThat(found(words, module)).isEqualTo(found(words, template));
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> all = new TreeSet<>();
        Matcher matcher = pattern.matcher(text.replaceAll("(?m)#.*$|^Description:.*$", ""));
        while (matcher.find()) {
            all.add(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1));
        }
        all.removeIf(word -> word.startsWith("aws:"));
        return all;
    }

    private static Map<String, String> resources(String name) throws IOException {
        Map<String, String> resources = new TreeMap<>();
        Matcher resource = RESOURCE.matcher(text(name));
        while (resource.find()) {
            resources.put(resource.group(1) + "." + resource.group(2), resource.group(3));
        }
        return resources;
    }

    private static String text(String name) throws IOException {
        return Files.readString(MODULES.resolve(name).resolve("main.tf"));
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
