package io.jenkins.plugins.ecsdeploy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.operations.task.TaskBed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;

/** What is sent to RunTask, and what is refused before. */
class TaskPlannerTest {

    private static final TaskPlan.Placement OWN = new TaskPlan.Placement(
            List.of("subnet-1"),
            List.of("sg-1"),
            Optional.of(true),
            Optional.empty(),
            List.of("FARGATE_SPOT", "FARGATE"),
            Optional.of("1.4.0"));

    private final TaskBed bed = new TaskBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aServiceGivesNetworkLaunchTypeAndRevisionIsResolved() {
        JsonNode request = plan(asked(Optional.of("webshop"), TaskPlan.Placement.NONE, TaskPlan.Overrides.NONE));

        assertThat(request.path("taskDefinition").asText()).endsWith(":task-definition/webshop:1");
        assertThat(request.path("launchType").asText()).isEqualTo("FARGATE");
        assertThat(request.at("/networkConfiguration/awsvpcConfiguration/subnets"))
                .hasSize(2);
        assertThat(request.has("overrides")).isFalse();
        assertThat(request.has("clientToken")).isFalse();
    }

    @Test
    void whatIsNamedOverridesTheService() {
        JsonNode request = plan(asked(Optional.of("webshop"), OWN, TaskPlan.Overrides.NONE));

        assertThat(request.has("launchType")).isFalse();
        assertThat(request.at("/capacityProviderStrategy/0/capacityProvider").asText())
                .isEqualTo("FARGATE_SPOT");
        assertThat(request.at("/networkConfiguration/awsvpcConfiguration/subnets/0")
                        .asText())
                .isEqualTo("subnet-1");
        assertThat(request.at("/networkConfiguration/awsvpcConfiguration/assignPublicIp")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(request.path("platformVersion").asText()).isEqualTo("1.4.0");
    }

    @Test
    void aDefinitionForFargateAloneNeedsNoLaunchType() {
        TaskPlan.Placement network = new TaskPlan.Placement(
                List.of("subnet-1"), List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        assertThat(plan(asked(Optional.empty(), network, TaskPlan.Overrides.NONE))
                        .path("launchType")
                        .asText())
                .isEqualTo("FARGATE");
    }

    @Test
    void overridesAreForTheContainerAndForTheTask() {
        JsonNode request = plan(asked(
                Optional.of("webshop"),
                TaskPlan.Placement.NONE,
                overrides(Optional.empty(), Map.of("STAGE", "test"), OptionalInt.of(1024), OptionalInt.of(2048))));

        assertThat(request.at("/overrides/containerOverrides/0/name").asText()).isEqualTo("web");
        assertThat(request.at("/overrides/containerOverrides/0/command/1").asText())
                .isEqualTo("-c");
        assertThat(request.at("/overrides/containerOverrides/0/environment/0/value")
                        .asText())
                .isEqualTo("test");
        assertThat(request.at("/overrides/cpu").asText()).isEqualTo("1024");
        assertThat(request.at("/overrides/memory").asText()).isEqualTo("2048");
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        refuses(
                asked(
                        Optional.empty(),
                        new TaskPlan.Placement(
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                Optional.of("FARGATE"),
                                List.of("FARGATE"),
                                Optional.empty()),
                        overrides(Optional.of("nope"), Map.of(), OptionalInt.empty(), OptionalInt.empty())),
                "there is no container \"nope\" in webshop:1. Its containers are web, otel-collector.",
                "name either launchType or capacityProviders, not both.",
                "its tasks need subnets");
    }

    @Test
    void aSizeThatFargateLacksIsRefused() {
        refuses(
                asked(
                        Optional.of("webshop"),
                        TaskPlan.Placement.NONE,
                        overrides(Optional.empty(), Map.of(), OptionalInt.of(1024), OptionalInt.of(512))),
                "Fargate does not offer 512 MiB with 1024 CPU units, only 2048 to 8192 in steps of 1024.");
    }

    @Test
    void overridesThatAreTooLongAreRefused() {
        refuses(
                asked(
                        Optional.of("webshop"),
                        TaskPlan.Placement.NONE,
                        overrides(
                                Optional.empty(),
                                Map.of("LONG", "x".repeat(8192)),
                                OptionalInt.empty(),
                                OptionalInt.empty())),
                "characters long as JSON; ECS takes 8192");
    }

    @Test
    void severalEssentialContainersNeedAName() {
        bed.clients
                .ecs()
                .registerTaskDefinition(request -> request.family("pair")
                        .networkMode(NetworkMode.AWSVPC)
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(container("one"), container("two")));

        refuses(
                new TaskPlan.Request(
                        "rehearsal",
                        "pair",
                        Optional.of("webshop"),
                        TaskPlan.Placement.NONE,
                        TaskPlan.Overrides.NONE,
                        1),
                "pair:1 has several essential containers (one, two). Name container");
    }

    @Test
    void whatDoesNotExistIsNamed() {
        refuses(
                new TaskPlan.Request(
                        "rehearsal", "nope", Optional.empty(), TaskPlan.Placement.NONE, TaskPlan.Overrides.NONE, 1),
                "There is no task definition \"nope\" in region us-east-1");
        refuses(
                asked(Optional.of("nope"), TaskPlan.Placement.NONE, TaskPlan.Overrides.NONE),
                "There is no service \"nope\" in cluster \"rehearsal\"");
    }

    @Test
    void anInactiveRevisionIsRefused() {
        bed.clients.ecs().deregisterTaskDefinition(request -> request.taskDefinition("webshop:1"));

        refuses(
                new TaskPlan.Request(
                        "rehearsal",
                        "webshop:1",
                        Optional.of("webshop"),
                        TaskPlan.Placement.NONE,
                        TaskPlan.Overrides.NONE,
                        1),
                "webshop:1 is INACTIVE, not ACTIVE");
    }

    private static ContainerDefinition container(String name) {
        return ContainerDefinition.builder()
                .name(name)
                .image("public.ecr.aws/x/y:1")
                .build();
    }

    private static TaskPlan.Request asked(
            Optional<String> like, TaskPlan.Placement placement, TaskPlan.Overrides overrides) {
        return new TaskPlan.Request("rehearsal", "webshop", like, placement, overrides, 1);
    }

    private static TaskPlan.Overrides overrides(
            Optional<String> container, Map<String, String> environment, OptionalInt cpu, OptionalInt memory) {
        return new TaskPlan.Overrides(
                container,
                Optional.of(new ArrayList<>(List.of("sh", "-c", "exit 0"))),
                environment,
                cpu,
                memory,
                Optional.empty());
    }

    private JsonNode plan(TaskPlan.Request asked) {
        return new TaskPlanner(bed.clients).plan(asked).request();
    }

    private void refuses(TaskPlan.Request asked, String... says) {
        assertThatThrownBy(() -> plan(asked))
                .isInstanceOf(EcsDeployException.class)
                .hasMessageContainingAll(says);
        assertThat(bed.calls("ecs:RunTask")).isZero();
    }
}
