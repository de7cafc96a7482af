package io.jenkins.plugins.ecsdeploy.infrastructure;

import static io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate.list;
import static io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.operations.setup.ApplyService;
import io.jenkins.plugins.ecsdeploy.operations.setup.VerifyDeployment;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/infrastructure, made in the simulated account: a service is deployed on it, and each wire that is cut is named. */
class InfrastructureTest {

    @TempDir
    Path folder;

    private FromNothing shop;

    @BeforeEach
    void open() {
        shop = new FromNothing(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void fromNothingToASecondDeployment() throws InterruptedException {
        shop.infrastructure();
        String first = shop.register();
        ApplyService.Result applied = shop.apply(Map.of());

        assertThat(applied.created()).isTrue();
        assertThat(shop.await(applied.updated()).outcome()).contains(Outcome.SUCCEEDED);
        VerifyDeployment.Result verified = shop.verify(first);
        assertThat(verified.faults()).isEmpty();
        assertThat(verified.warnings()).isEmpty();
        assertThat(shop.log).noneMatch(line -> line.contains("Note: "));

        shop.webshop.strategy(null);
        String second = shop.register("public.ecr.aws/nginx/nginx:1.27");
        UpdatedService updated = shop.webshop.update(second);
        assertThat(shop.await(updated).outcome()).contains(Outcome.SUCCEEDED);
        assertThat(shop.apply(Map.of()).updated().changed())
                .as("as its definition says, after all")
                .isFalse();
    }

    @Test
    void aServiceOfTheseFilesKeepsItsDefinition() throws InterruptedException {
        shop.infrastructure();
        shop.register();
        shop.await(shop.apply(Map.of()).updated());

        assertThat(shop.apply(Map.of()).updated().changed()).isFalse();
        assertThat(shop.apply(Map.of("COUNT", "3")).updated().changes()).containsExactly("desiredCount: 2 -> 3");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cuts")
    void aWireThatIsLeftOutIsNamed(String wire, String template, Consumer<StackTemplate> cut, String said)
            throws InterruptedException {
        shop.with(template, cut).infrastructure();
        String revision = shop.register();
        shop.apply(Map.of());

        assertThat(shop.verify(revision).faults()).singleElement().asString().contains(said);
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                cut(
                        "no green alarm",
                        "load-balancer",
                        without("GreenErrorsAlarm"),
                        "no CloudWatch alarm missing-Green"),
                cut(
                        "no subnet B",
                        "network",
                        without("PrivateSubnetB"),
                        "subnet missing-PrivateSubnetB of the service"),
                cut(
                        "no security group of tasks",
                        "load-balancer",
                        without("TaskSecurityGroup"),
                        "security group missing-TaskSecurityGroup"),
                cut("no log group", "application", without("LogGroup"), "there is no log group /ecs/webshop"),
                cut(
                        "the execution role may not read parameters",
                        "application",
                        template -> executionStatements(template).remove(1),
                        "the execution role may not do ssm:GetParameters on arn:aws:ssm:us-east-1:123456789012:parameter/webshop/stage"),
                cut(
                        "green in no rule",
                        "load-balancer",
                        template -> List.of("ProductionRule", "TestRule").forEach(rule -> onlyBlue(template, rule)),
                        "is in no forward action of"),
                cut(
                        "green for another port's protocol",
                        "load-balancer",
                        template -> template.properties("GreenTargetGroup").put("Protocol", "HTTPS"),
                        "differ in their protocol (HTTP and HTTPS)"),
                cut(
                        "ECS may not assume the infrastructure role",
                        "application",
                        template -> trust(template, "InfrastructureRole", "ecs-tasks.amazonaws.com"),
                        "its trust policy does not name ecs.amazonaws.com"),
                cut(
                        "tasks may not assume their role",
                        "application",
                        template -> trust(template, "TaskRole", "ecs.amazonaws.com"),
                        "its trust policy does not name ecs-tasks.amazonaws.com"),
                cut(
                        "the infrastructure role passed to the wrong service",
                        "deploy-policy",
                        template ->
                                statement(template, "PassInfrastructureRole").put("Action", "iam:GetRolePolicy"),
                        "this build may not do iam:PassRole on arn:aws:iam::123456789012:role/webshop-infrastructure"));
    }

    private static Arguments cut(String wire, String template, Consumer<StackTemplate> cut, String said) {
        return Arguments.of(wire, template, cut, said);
    }

    private static Consumer<StackTemplate> without(String resource) {
        return template -> template.section("Resources").remove(resource);
    }

    private static void onlyBlue(StackTemplate template, String rule) {
        Object action = list(template.properties(rule).get("Actions")).get(0);
        list(map(map(action).get("ForwardConfig")).get("TargetGroups")).remove(1);
    }

    private static void trust(StackTemplate template, String role, String service) {
        Object policy = template.properties(role).get("AssumeRolePolicyDocument");
        map(list(map(policy).get("Statement")).get(0)).put("Principal", Map.of("Service", service));
    }

    private static List<Object> executionStatements(StackTemplate template) {
        Object policy =
                list(template.properties("ExecutionRole").get("Policies")).get(0);
        return list(map(map(policy).get("PolicyDocument")).get("Statement"));
    }

    private static Map<String, Object> statement(StackTemplate template, String sid) {
        Object document = template.properties("DeployPolicy").get("PolicyDocument");
        return list(map(document).get("Statement")).stream()
                .map(StackTemplate::map)
                .filter(one -> sid.equals(one.get("Sid")))
                .findFirst()
                .orElseThrow();
    }
}
