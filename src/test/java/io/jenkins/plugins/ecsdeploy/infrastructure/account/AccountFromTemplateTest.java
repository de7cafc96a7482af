package io.jenkins.plugins.ecsdeploy.infrastructure.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.operations.Deployed;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.SimulatedResources;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.SimulatedStack;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Service;

/** From an empty account to a blue/green deployment, by the templates and the task definition of docs/infrastructure. */
class AccountFromTemplateTest {

    @TempDir
    Path folder;

    private Webshop webshop;

    @BeforeEach
    void open() throws IOException {
        webshop = Webshop.open(folder)
                .service("shop", "webshop")
                .template(Files.readString(Path.of("docs/infrastructure/taskdef.json")));
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FARGATE", "EC2", "MANAGED_INSTANCES"})
    void theFirstServiceBecomesSteady(String capacity) {
        create(Map.of("Capacity", capacity), template -> {});

        assertThat(service().runningCount()).isEqualTo(1);
        assertThat(service().deployments()).hasSize(1);
        assertThat(service().capacityProviderStrategy())
                .singleElement()
                .satisfies(strategy -> assertThat(strategy.capacityProvider())
                        .isEqualTo(
                                switch (capacity) {
                                    case "EC2" -> "webshop-instances";
                                    case "MANAGED_INSTANCES" -> "webshop-managed";
                                    default -> "FARGATE";
                                }));
    }

    @Test
    void twoDeploymentsGoBlueGreenAndSwapTheTargetGroups() throws InterruptedException {
        SimulatedStack stack = create(Map.of(), template -> {});
        Deployed first = deploy(stack);
        assertThat(first.result().summary()).isEqualTo("webshop: SUCCEEDED: webshop:2 runs with 1 task.");
        assertThat(productionTraffic()).isEqualTo("webshop-green");

        assertThat(webshop.clients
                        .ecs()
                        .describeTaskDefinition(request -> request.taskDefinition("webshop:2"))
                        .taskDefinition())
                .satisfies(definition -> {
                    assertThat(definition.executionRoleArn())
                            .isEqualTo(stack.outputs().get("ExecutionRoleArn"));
                    assertThat(definition.taskRoleArn())
                            .isEqualTo(stack.outputs().get("TaskRoleArn"));
                });

        webshop.template(taskdef().replace("\"cpu\": \"512\"", "\"cpu\": \"256\""));
        assertThat(deploy(stack).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(productionTraffic()).isEqualTo("webshop-blue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webshop-green-errors", "webshop-green-slow", "webshop-blue-errors", "webshop-blue-slow"})
    void eachAlarmRollsADeploymentBack(String alarm) throws InterruptedException {
        SimulatedStack stack = create(Map.of(), template -> {});
        webshop.simulator.alarms().goOffAtStage("BAKE_TIME", alarm);
        Deployed deployed = deploy(stack);

        assertThat(deployed.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(deployed.result().reason()).contains(alarm);
        assertThat(productionTraffic()).isEqualTo("webshop-blue");
    }

    @Test
    void withACertificateHttpIsRedirected() {
        Map<String, String> outputs = create(
                        Map.of("CertificateArn", "arn:aws:acm:us-east-1:123456789012:certificate/1"), template -> {})
                .outputs();

        assertThat(outputs.get("ProductionUrl")).startsWith("https://webshop-").doesNotEndWith(":443");
        assertThat(outputs.get("TestUrl")).startsWith("https://webshop-").endsWith(":8443");
        assertThat(webshop.clients
                        .elb()
                        .describeLoadBalancers(request -> request.names("webshop"))
                        .loadBalancers())
                .singleElement()
                .satisfies(balancer -> assertThat(webshop.clients
                                .elb()
                                .describeListeners(request -> request.loadBalancerArn(balancer.loadBalancerArn()))
                                .listeners())
                        .extracting(listener -> listener.port())
                        .containsExactlyInAnyOrder(443, 8443, 80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AlternateTargetGroupArn", "ProductionListenerRule", "RoleArn"})
    void aCutWireOfTheServiceIsNamedBeforeAnythingIsSent(String wire) {
        SimulatedStack stack = create(Map.of(), template -> {
            if (template.name().equals("service")) {
                cut(template.properties("Service"), "LoadBalancers/0/AdvancedConfiguration/" + wire);
            }
        });

        assertThatThrownBy(() -> deploy(stack))
                .hasMessageContaining("it lacks loadBalancers[0].advancedConfiguration."
                        + wire.substring(0, 1).toLowerCase(Locale.ROOT) + wire.substring(1));
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }

    @Test
    void aTargetGroupOfNoRuleIsNamedBeforeAnythingIsSent() {
        SimulatedStack stack = create(Map.of(), template -> {
            if (template.name().equals("load-balancer")) {
                cut(template.properties("ProductionRule"), "Actions/0/ForwardConfig/TargetGroups/1");
                cut(template.properties("TestRule"), "Actions/0/ForwardConfig/TargetGroups/1");
            }
        });

        assertThatThrownBy(() -> deploy(stack)).hasMessageContaining("webshop-green");
        assertThat(webshop.calls("ecs:UpdateService")).isZero();
    }

    private static void cut(JsonNode properties, String path) {
        JsonNode holder = properties.at("/" + path.substring(0, path.lastIndexOf('/')));
        String member = path.substring(path.lastIndexOf('/') + 1);
        if (holder instanceof ObjectNode object) {
            assertThat(object.remove(member)).isNotNull();
        } else {
            assertThat(((ArrayNode) holder).remove(Integer.parseInt(member))).isNotNull();
        }
    }

    private SimulatedStack create(Map<String, String> parameters, Consumer<Template> change) {
        Map<String, JsonNode> given = new HashMap<>(Map.of("TestTrafficCidr", TextNode.valueOf("203.0.113.7/32")));
        parameters.forEach((name, value) -> given.put(name, TextNode.valueOf(value)));
        SimulatedStack stack = SimulatedStack.create(
                new SimulatedResources(webshop.simulator, webshop.clients),
                "main",
                template -> {
                    change.accept(template);
                    return template;
                },
                given);
        webshop.clock.advance(Duration.ofMinutes(10));
        return stack;
    }

    private Deployed deploy(SimulatedStack stack) throws InterruptedException {
        Map<String, String> outputs = stack.outputs();
        Map<String, String> values = new HashMap<>(Map.of("AWS_REGION", "us-east-1"));
        List.of("Family", "ExecutionRoleArn", "TaskRoleArn", "LogGroup")
                .forEach(name -> values.put(name, outputs.get(name)));
        return webshop.values(values).repository(outputs.get("Repository")).deploy();
    }

    private static String taskdef() {
        try {
            return Files.readString(Path.of("docs/infrastructure/taskdef.json"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Service service() {
        return webshop.clients
                .ecs()
                .describeServices(request -> request.cluster("shop").services("webshop"))
                .services()
                .get(0);
    }

    /** The target group that gets all of the production traffic. */
    private String productionTraffic() {
        String rule = service().loadBalancers().get(0).advancedConfiguration().productionListenerRule();
        return webshop
                .clients
                .elb()
                .describeRules(request -> request.ruleArns(rule))
                .rules()
                .get(0)
                .actions()
                .get(0)
                .forwardConfig()
                .targetGroups()
                .stream()
                .filter(group -> group.weight() > 0)
                .map(group -> group.targetGroupArn().replaceFirst(".*:targetgroup/([^/]+)/.*", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
