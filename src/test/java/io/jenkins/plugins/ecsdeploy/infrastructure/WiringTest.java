package io.jenkins.plugins.ecsdeploy.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.infrastructure.cloudformation.TemplateWires;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That each wire of the templates ends where it should. Terraform has the same wires and policies (TerraformAgreesTest), so
 * this holds for both.
 */
class WiringTest {

    private static final Set<String> NEED_ALL_RESOURCES = Set.of(
            "application-autoscaling:DescribeScalableTargets",
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricStatistics",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ecr:GetAuthorizationToken",
            "ecs:DescribeTaskDefinition",
            "ecs:ListTasks",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeRules",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth",
            "logs:DescribeLogGroups",
            "servicequotas:GetServiceQuota",
            "ssm:DescribeParameters");

    @ParameterizedTest
    @CsvSource({"ProductionRule, ProductionListener", "TestRule, TestListener"})
    void eachRuleForwardsToBothGroupsAllOfItToBlue(String rule, String listener) {
        JsonNode properties = Template.read("load-balancer").properties(rule);

        assertThat(properties.at("/ListenerArn/Ref").asText()).isEqualTo(listener);
        assertThat(weights(properties)).isEqualTo(Map.of("BlueTargetGroup", 100, "GreenTargetGroup", 0));
        assertThat(properties.at("/Conditions/0/PathPatternConfig/Values/0").asText())
                .as("so that no request reaches the listener's default action")
                .isEqualTo("/*");
    }

    @Test
    void bothGroupsAreAlikeAndTakeTasksByTheirAddress() {
        Template template = Template.read("load-balancer");
        JsonNode blue = template.properties("BlueTargetGroup");

        assertThat(blue.toString().replace("-blue", "-green"))
                .isEqualTo(template.properties("GreenTargetGroup").toString());
        assertThat(blue.path("TargetType").asText()).as("for awsvpc").isEqualTo("ip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blue", "green"})
    void eachGroupHasAnAlarmForErrorsAndOneForSlowAnswers(String group) {
        Set<Wire> wires = TemplateWires.of(Template.read("alarms"));

        for (String alarm : List.of(group + "_errors", group + "_slow")) {
            assertThat(wires)
                    .contains(
                            new Wire(alarm, "target_group", "var." + group + "_target_group_dimension"),
                            new Wire(alarm, "load_balancer", "var.load_balancer_dimension"),
                            new Wire("output", "alarm_names", alarm));
        }
        assertThat(Template.read("alarms").resources()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "alternate_target_group_arn, load_balancer.green_target_group_arn",
        "target_group_arn, load_balancer.blue_target_group_arn",
        "production_listener_rule, load_balancer.production_rule_arn",
        "test_listener_rule, load_balancer.test_rule_arn",
        "role_arn, roles.infrastructure_role_arn",
        "alarm_names, alarms.alarm_names",
        "execution_role_arn, roles.execution_role_arn",
        "task_role_arn, roles.task_role_arn",
        "subnets, network.private_subnets",
        "cluster, cluster.cluster",
        "security_groups, tasks.task_security_group",
    })
    void theServiceTakesEachFromWhereItIsMade(String property, String made) {
        Set<String> parameters = TemplateWires.of(Template.read("service")).stream()
                .filter(wire -> wire.property().equals(property) && wire.to().startsWith("var."))
                .map(wire -> wire.to().substring("var.".length()))
                .collect(Collectors.toSet());

        assertThat(parameters).hasSize(1);
        assertThat(TemplateWires.of(Template.read("main")))
                .contains(new Wire("service", parameters.iterator().next(), made));
    }

    @Test
    void tasksTakeRequestsFromTheLoadBalancerAlone() {
        JsonNode ingress =
                Template.read("tasks").properties("TaskSecurityGroup").get("SecurityGroupIngress");

        assertThat(ingress).singleElement().satisfies(rule -> {
            assertThat(rule.at("/SourceSecurityGroupId/Ref").asText()).isEqualTo("LoadBalancerSecurityGroup");
            assertThat(rule.at("/FromPort/Ref").asText()).isEqualTo("ContainerPort");
        });
    }

    @Test
    void testTrafficComesFromTheAddressesThatWereNamed() {
        JsonNode ingress = Template.read("load-balancer")
                .properties("LoadBalancerSecurityGroup")
                .get("SecurityGroupIngress");

        assertThat(ingress.get(1).path("Description").asText()).isEqualTo("Test traffic");
        assertThat(ingress.get(1).at("/CidrIp/Ref").asText()).isEqualTo("TestTrafficCidr");
        assertThat(Template.read("main").parameter("TestTrafficCidr").has("Default"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void eachZoneHasItsOwnWayOut(String zone) {
        assertThat(TemplateWires.of(Template.read("network")))
                .contains(
                        new Wire("nat_gateway_" + zone, "subnet_id", "public_subnet_" + zone),
                        new Wire("private_route_" + zone, "nat_gateway_id", "nat_gateway_" + zone),
                        new Wire("private_route_" + zone, "route_table_id", "private_route_table_" + zone),
                        new Wire("private_routes_" + zone, "subnet_id", "private_subnet_" + zone),
                        new Wire("private_routes_" + zone, "route_table_id", "private_route_table_" + zone),
                        new Wire("public_routes_" + zone, "subnet_id", "public_subnet_" + zone),
                        new Wire("output", "private_subnets", "private_subnet_" + zone),
                        new Wire("output", "public_subnets", "public_subnet_" + zone));
        int index = zone.equals("a") ? 0 : 1;
        assertThat(Stream.of("PrivateSubnet", "PublicSubnet").map(name -> name + zone.toUpperCase(Locale.ROOT)))
                .allSatisfy(subnet -> assertThat(Template.read("network")
                                .properties(subnet)
                                .at("/AvailabilityZone/Fn::Select/0")
                                .asInt())
                        .isEqualTo(index));
    }

    @ParameterizedTest
    @CsvSource({
        "roles, execution_role, ecs-tasks.amazonaws.com",
        "roles, task_role, ecs-tasks.amazonaws.com",
        "roles, infrastructure_role, ecs.amazonaws.com",
        "capacity-ec2, instance_role, ec2.amazonaws.com",
        "capacity-managed-instances, managed_instance_role, ec2.amazonaws.com",
        "capacity-managed-instances, managed_instances_role, ecs.amazonaws.com",
        "deploy-role-roles-anywhere, deploy_role, rolesanywhere.amazonaws.com",
    })
    void eachRoleTrustsTheServiceThatTakesIt(String file, String role, String service) {
        JsonNode trust = Policies.of(Template.read(file)).get(role + " trusts");

        assertThat(trust.path("Statement")).hasSize(1);
        assertThat(trust.at("/Statement/0/Principal/Service").asText()).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({
        "oidc, <issuer>:sub",
        "web-identity, <issuer>:sub",
        "cross-account, sts:ExternalId",
        "roles-anywhere, aws:PrincipalTag/x509Subject/CN",
    })
    void eachDeployRoleSaysWhoAlone(String way, String condition) {
        JsonNode trust = Policies.of(Template.read("deploy-role-" + way)).get("deploy_role trusts");

        assertThat(trust.at("/Statement/0/Principal").toString()).doesNotContain("*");
        assertThat(trust.at("/Statement/0/Condition").findValues(condition)).hasSize(1);
    }

    /** The managed policy passes roles of no other name (ECS Developer Guide, "Managed Instances instance profile"). */
    @Test
    void managedInstancesGetARoleThatEcsMayPass() {
        Template template = Template.read("capacity-managed-instances");

        assertThat(template.properties("ManagedInstanceRole")
                        .at("/RoleName/Fn::Sub")
                        .asText())
                .startsWith("ecsInstanceRole");
        assertThat(template.properties("CapacityProvider").has("ManagedInstancesProvider"))
                .isTrue();
    }

    @Test
    void onlyActionsWithoutResourcesAreAllowedOnEverything() {
        Set<String> onAll = new TreeSet<>();
        for (Template template : Template.all()) {
            Policies.of(template)
                    .values()
                    .forEach(policy -> policy.path("Statement").forEach(statement -> {
                        if (statement.path("Resource").asText().equals("*")) {
                            statement.get("Action").forEach(action -> onAll.add(action.asText()));
                            onAll.add(statement.get("Action").asText("ecr:GetAuthorizationToken"));
                        }
                    }));
        }
        onAll.remove("");

        assertThat(onAll).isEqualTo(NEED_ALL_RESOURCES);
    }

    /** What the service's containers write to is what their execution role may write to. */
    @Test
    void theExecutionRoleMayWriteTheLogOfTheService() {
        String group = Template.read("tasks")
                .properties("LogGroup")
                .at("/LogGroupName/Fn::Sub")
                .asText();

        assertThat(group).isEqualTo("/ecs/${Name}");
        assertThat(Policies.of(Template.read("roles"))
                        .get("execution_role allows")
                        .findValuesAsText("Resource"))
                .contains("arn:<partition>:logs:<region>:<account_id>:log-group:" + group.replace("${Name}", "webshop")
                        + ":log-stream:*");
    }

    private static Map<String, Integer> weights(JsonNode rule) {
        return Stream.of(0, 1)
                .map(index -> rule.at("/Actions/0/ForwardConfig/TargetGroups/" + index))
                .collect(Collectors.toMap(
                        group -> group.at("/TargetGroupArn/Ref").asText(),
                        group -> group.get("Weight").asInt()));
    }
}
