package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsTestBed;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskDefinitionTest {

    private EcsTestBed bed;

    @BeforeEach
    void open() {
        bed = new EcsTestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theDefaultsOfEcsAreAdded() {
        ContainerDefinition web = register(request -> {}).containerDefinitions().get(0);

        assertThat(web.cpu()).isZero();
        assertThat(web.essential()).isTrue();
        assertThat(web.hasEnvironment() && web.hasMountPoints() && web.hasVolumesFrom() && web.hasSystemControls())
                .isTrue();
        assertThat(web.portMappings())
                .containsExactly(PortMapping.builder()
                        .containerPort(8080)
                        .hostPort(8080)
                        .protocol("tcp")
                        .build());
        assertThat(web.healthCheck().interval()).isEqualTo(30);
        assertThat(web.healthCheck().timeout()).isEqualTo(5);
        assertThat(web.healthCheck().retries()).isEqualTo(3);
    }

    @Test
    void readOnlyMembersAreFilledIn() {
        TaskDefinition definition = register(request -> {});

        assertThat(definition.taskDefinitionArn())
                .isEqualTo("arn:aws:ecs:us-east-1:123456789012:task-definition/shop:1");
        assertThat(definition.statusAsString()).isEqualTo("ACTIVE");
        assertThat(definition.compatibilitiesAsStrings()).containsExactly("EC2", "FARGATE");
        assertThat(definition.requiresAttributes())
                .extracting(attribute -> attribute.name())
                .contains("ecs.capability.task-eni", "ecs.capability.container-health-check");
        assertThat(definition.registeredAt()).isEqualTo(EcsTestBed.START);
        assertThat(definition.registeredBy()).startsWith("arn:aws:sts::123456789012:assumed-role/");
    }

    @Test
    void aSizeInVirtualCpusAndGigabytesIsRegisteredAsUnits() {
        TaskDefinition definition = register(request -> request.cpu(".5 vCPU").memory("2GB"));

        assertThat(definition.cpu()).isEqualTo("512");
        assertThat(definition.memory()).isEqualTo("2048");
    }

    @Test
    void aFamilyAloneMeansItsNewestActiveRevision() {
        register(request -> {});
        register(request -> {});
        bed.ecs.deregisterTaskDefinition(request -> request.taskDefinition("shop:2"));

        assertThat(describe("shop").revision()).isEqualTo(1);
        assertThat(describe("shop:2").statusAsString()).isEqualTo("INACTIVE");
    }

    @Test
    void revisionsAreListedByStatusAndOrder() {
        register(request -> {});
        register(request -> {});
        register(request -> {});
        bed.ecs.deregisterTaskDefinition(request -> request.taskDefinition("shop:1"));

        List<String> active = bed.ecs
                .listTaskDefinitions(
                        request -> request.familyPrefix("shop").status("ACTIVE").sort("DESC"))
                .taskDefinitionArns();
        assertThat(active)
                .extracting(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .containsExactly("shop:3", "shop:2");
    }

    @Test
    void tagsAreAnsweredWhenTheyAreAskedFor() {
        register(request -> request.tags(Tag.builder().key("team").value("shop").build()));

        assertThat(bed.ecs
                        .describeTaskDefinition(
                                request -> request.taskDefinition("shop").includeWithStrings("TAGS"))
                        .tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("team=shop");
    }

    @Test
    void deregisteringAnswersWithTheTaskDefinitionAlone() {
        register(request -> request.tags(tag -> tag.key("team").value("shop")));

        ObjectNode answer =
                bed.api.call("DeregisterTaskDefinition", Json.object().put("taskDefinition", "shop:1"));

        assertThat(answer.fieldNames()).toIterable().containsExactly("taskDefinition");
    }

    @Test
    void anUnknownTaskDefinitionCannotBeDescribed() {
        assertThatThrownBy(() -> describe("nothing"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Unable to describe task definition.");
    }

    @ParameterizedTest
    @CsvSource({
        "256, 512, true",
        "256, 4096, false",
        "512, 1024, true",
        "1024, 1024, false",
        "4096, 30720, true",
        "8192, 18432, false",
        "16384, 122880, true",
        "300, 512, false"
    })
    void onlyFargatesSizesCanBeRegistered(int cpu, int memoryMib, boolean exists) {
        Consumer<RegisterTaskDefinitionRequest.Builder> size =
                request -> request.cpu(String.valueOf(cpu)).memory(String.valueOf(memoryMib));
        if (exists) {
            assertThat(register(size).cpu()).isEqualTo(String.valueOf(cpu));
        } else {
            assertThatThrownBy(() -> register(size))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("No Fargate configuration exists for given values.");
        }
    }

    @Test
    void fargateNeedsASizeOfTheTask() {
        assertThatThrownBy(() -> register(request -> request.cpu(null)))
                .hasMessageContaining("Fargate requires that 'cpu' be defined at the task level.");
        assertThatThrownBy(() -> register(request -> request.memory(null)))
                .hasMessageContaining("Fargate requires that 'memory' be defined at the task level.");
    }

    @Test
    void aContainerNeedsANameAndAnImage() {
        assertThatThrownBy(() -> register(request -> request.containerDefinitions(container(null, "x"))))
                .hasMessageContaining("Container.name should not be null or empty.");
        assertThatThrownBy(() -> register(request -> request.containerDefinitions(container("x", null))))
                .hasMessageContaining("Container.image should not be null or empty.");
    }

    @Test
    void aSecretSharesItsNameWithNoVariable() {
        assertThatThrownBy(() -> register(request -> request.containerDefinitions(container -> container
                        .name("web")
                        .image("x")
                        .environment(variable -> variable.name("KEY").value("plain"))
                        .secrets(secret ->
                                secret.name("KEY").valueFrom("arn:aws:ssm:us-east-1:123456789012:parameter/k")))))
                .hasMessageContaining("The secret name must be unique");
    }

    @Test
    void anEcrImageOnFargateNeedsAnExecutionRole() {
        assertThatThrownBy(() -> register(request -> request.containerDefinitions(container ->
                        container.name("web").image("123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1"))))
                .hasMessageContaining(
                        "Fargate requires task definition to have execution role ARN to support ECR images.");
    }

    @Test
    void aMemberTheApiDoesNotKnowIsIgnored() {
        ObjectNode definition = registerJson("""
                {"family": "shop", "colour": "red", "containerDefinitions": [
                  {"name": "web", "image": "x", "memory": 128, "imagePullPolicy": "Always"}]}""");

        assertThat(definition.has("colour")).isFalse();
        assertThat(definition.at("/containerDefinitions/0").has("imagePullPolicy"))
                .isFalse();
    }

    @Test
    void aValueOfAnotherTypeIsASerializationException() {
        assertThatThrownBy(() -> registerJson("""
                {"family": "shop", "containerDefinitions": [{"name": "web", "image": "x", "memory": "128"}]}"""))
                .isInstanceOf(AwsError.class)
                .hasMessage("STRING_VALUE can not be converted to an Integer")
                .extracting(error -> ((AwsError) error).code())
                .isEqualTo("SerializationException");
        assertThatThrownBy(() -> registerJson("""
                {"family": "shop", "cpu": 256, "containerDefinitions": [{"name": "web", "image": "x"}]}""")).hasMessage("NUMBER_VALUE can not be converted to a String");
    }

    private ObjectNode registerJson(String json) {
        try {
            ObjectNode request = (ObjectNode) new ObjectMapper().readTree(json);
            return (ObjectNode) bed.api.call("RegisterTaskDefinition", request).get("taskDefinition");
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private TaskDefinition describe(String reference) {
        return bed.ecs
                .describeTaskDefinition(request -> request.taskDefinition(reference))
                .taskDefinition();
    }

    private TaskDefinition register(Consumer<RegisterTaskDefinitionRequest.Builder> change) {
        RegisterTaskDefinitionRequest.Builder request = RegisterTaskDefinitionRequest.builder()
                .family("shop")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .cpu("256")
                .memory("512")
                .containerDefinitions(container("web", "public.ecr.aws/nginx/nginx:1.27").toBuilder()
                        .portMappings(PortMapping.builder().containerPort(8080).build())
                        .healthCheck(check -> check.command("CMD-SHELL", "exit 0"))
                        .build());
        change.accept(request);
        return bed.ecs.registerTaskDefinition(request.build()).taskDefinition();
    }

    private static ContainerDefinition container(String name, String image) {
        return ContainerDefinition.builder().name(name).image(image).build();
    }
}
