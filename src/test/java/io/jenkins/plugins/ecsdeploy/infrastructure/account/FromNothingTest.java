package io.jenkins.plugins.ecsdeploy.infrastructure.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.operations.setup.ApplyService;
import io.jenkins.plugins.ecsdeploy.operations.setup.VerifyDeployment;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
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
class FromNothingTest {

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
        assertThat(shop.apply(Map.of("Count", "3")).updated().changes()).containsExactly("desiredCount: 2 -> 3");
    }

    @Test
    void templatesCanReadTheOutputsThemselves() throws InterruptedException {
        shop.infrastructure().permitReads().readingOutputs();
        String first = shop.register();
        ApplyService.Result applied = shop.apply(Map.of());

        assertThat(shop.await(applied.updated()).outcome()).contains(Outcome.SUCCEEDED);
        assertThat(shop.verify(first).faults()).isEmpty();
        assertThat(shop.log)
                .anyMatch(line -> line.contains("Read from AWS for the template: cloudformation:webshop.Family,"))
                .noneMatch(line -> line.contains("Would change") || line.contains("role/webshop-execution"));
        assertThat(shop.apply(Map.of()).updated().changed()).isFalse();
    }

    @Test
    void withoutTheReadPolicyEachOutputNamesTheAction() {
        shop.infrastructure().readingOutputs();

        assertThatThrownBy(() -> shop.register("web:1"))
                .isInstanceOfSatisfying(
                        TaskDefinitionTemplateException.class,
                        refused -> assertThat(refused.faults())
                                .hasSize(4)
                                .allSatisfy(fault -> assertThat(fault.message())
                                        .contains("Missing IAM action: cloudformation:DescribeStacks on"
                                                + " arn:aws:cloudformation:us-east-1:123456789012:stack/webshop/*")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cuts")
    void aWireThatIsLeftOutIsNamed(String wire, String template, Consumer<Template> cut, String said)
            throws InterruptedException {
        shop.with(template, cut).infrastructure();
        String revision = shop.register();
        shop.apply(Map.of());

        assertThat(shop.verify(revision).faults()).singleElement().asString().contains(said);
    }

    static Stream<Arguments> cuts() {
        return Stream.of(
                cut("no green alarm", "alarms", without("GreenErrors"), "no CloudWatch alarm missing-GreenErrors"),
                cut(
                        "no subnet B",
                        "network",
                        without("PrivateSubnetB"),
                        "subnet missing-PrivateSubnetB of the service"),
                cut(
                        "no security group of tasks",
                        "tasks",
                        without("TaskSecurityGroup"),
                        "security group missing-TaskSecurityGroup"),
                cut(
                        "the execution role may not write the log",
                        "roles",
                        template -> ((ObjectNode) statements(template).get(2)).put("Action", "logs:CreateLogStream"),
                        "the execution role may not do logs:PutLogEvents"),
                cut(
                        "green in no rule",
                        "load-balancer",
                        template -> List.of("ProductionRule", "TestRule").forEach(rule -> onlyBlue(template, rule)),
                        "is in no forward action of"),
                cut(
                        "green for another port's protocol",
                        "load-balancer",
                        template -> properties(template, "GreenTargetGroup").put("Protocol", "HTTPS"),
                        "differ in their protocol (HTTP and HTTPS)"),
                cut(
                        "ECS may not assume the infrastructure role",
                        "roles",
                        template -> trust(template, "InfrastructureRole", "ecs-tasks.amazonaws.com"),
                        "its trust policy does not name ecs.amazonaws.com"),
                cut(
                        "tasks may not assume their role",
                        "roles",
                        template -> trust(template, "TaskRole", "ecs.amazonaws.com"),
                        "its trust policy does not name ecs-tasks.amazonaws.com"),
                cut(
                        "the infrastructure role can't be passed",
                        "deploy-policy",
                        template -> ((ArrayNode)
                                        template.properties("SetupPolicy").at("/PolicyDocument/Statement"))
                                .remove(4),
                        "this build may not do iam:PassRole on arn:aws:iam::123456789012:role/webshop-infrastructure"));
    }

    private static Arguments cut(String wire, String template, Consumer<Template> cut, String said) {
        return Arguments.of(wire, template, cut, said);
    }

    private static Consumer<Template> without(String resource) {
        return template -> ((ObjectNode) template.root().get("Resources")).remove(resource);
    }

    private static ObjectNode properties(Template template, String resource) {
        return (ObjectNode) template.properties(resource);
    }

    private static void onlyBlue(Template template, String rule) {
        ((ArrayNode) template.properties(rule).at("/Actions/0/ForwardConfig/TargetGroups")).remove(1);
    }

    private static void trust(Template template, String role, String service) {
        ((ObjectNode) template.properties(role).at("/AssumeRolePolicyDocument/Statement/0/Principal"))
                .put("Service", service);
    }

    private static ArrayNode statements(Template template) {
        return (ArrayNode) template.properties("ExecutionRole").at("/Policies/0/PolicyDocument/Statement");
    }
}
