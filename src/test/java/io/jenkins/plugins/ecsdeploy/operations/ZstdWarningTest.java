package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;

/** An image with layers that not every container runtime unpacks, for a service that runs on such a one. */
class ZstdWarningTest {

    private static final String DIGEST = "sha256:" + "d".repeat(64);
    private static final String TEMPLATE = """
            {"family": "web", "requiresCompatibilities": ["%s"], %s "cpu": "256", "memory": "512",
             "executionRoleArn": "arn:aws:iam::123456789012:role/web",
             "containerDefinitions": [{"name": "web", "image": "r.example.com/web:1"}]}
            """;

    private final List<String> log = new ArrayList<>();
    private Simulator simulator;
    private AwsConnection connection;
    private AwsClients clients;

    @BeforeEach
    void open() throws IOException {
        simulator = Simulator.start(0, SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z")));
        connection = AwsConnection.to(
                        Region.of(simulator.account().region()),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .at(simulator.endpoint());
        clients = new AwsClients(connection);
        clients.ecs().createCluster(cluster -> cluster.clusterName("shop"));
    }

    @AfterEach
    void close() {
        clients.close();
        simulator.close();
    }

    @Test
    void instancesWithAnOlderDockerAreNamed() throws Exception {
        onEc2();
        instance("DockerVersion: 25.0.3");
        instance("DockerVersion: 20.10.25");

        register("EC2", Set.of(DIGEST));

        assertThat(log)
                .contains(
                        "Warning: service web may run on 1 of 2 instances of its cluster with DockerVersion: 20.10.25, which"
                                + " can't unpack layers compressed with zstd: its tasks would fail to start (invalid tar header). Update"
                                + " Docker to 23 or newer there, or push with compression: 'gzip'.");
    }

    @Test
    void newerInstancesAreFine() throws Exception {
        onEc2();
        instance("DockerVersion: 23.0.1");

        assertNoWarning("EC2", Set.of(DIGEST));
    }

    @Test
    void withoutPermissionItIsNotKnown() throws Exception {
        onEc2();
        instance("DockerVersion: 20.10.25");
        simulator
                .faults()
                .always(
                        "ecs:ListContainerInstances",
                        new Faults.Answer(AwsError.client("AccessDeniedException", "not authorized")));

        assertNoWarning("EC2", Set.of(DIGEST));
    }

    @Test
    void anImageThatEverythingRunsNeedsNoWarning() throws Exception {
        onEc2();
        instance("DockerVersion: 20.10.25");

        assertNoWarning("EC2", Set.of("sha256:" + "e".repeat(64)));
        assertThat(simulator.operations()).doesNotContain("ecs:ListContainerInstances");
    }

    @Test
    void anOlderFargateIsNamed() throws Exception {
        onFargate("1.3.0");

        register("FARGATE", Set.of(DIGEST));

        assertThat(log)
                .anyMatch(line -> line.startsWith(
                        "Warning: service web runs on Fargate platform version 1.3.0, which can't unpack layers"));
    }

    @Test
    void theLatestFargateIsFine() throws Exception {
        onFargate("LATEST");

        assertNoWarning("FARGATE", Set.of(DIGEST));
    }

    private void assertNoWarning(String launchType, Set<String> zstdImages) throws InterruptedException {
        register(launchType, zstdImages);

        assertThat(log).noneMatch(line -> line.startsWith("Warning"));
    }

    private void onEc2() throws InterruptedException {
        String definition = register("EC2", Set.of());
        clients.ecs().createService(service("EC2", definition).toBuilder().build());
        log.clear();
    }

    private void onFargate(String platformVersion) throws InterruptedException {
        String definition = register("FARGATE", Set.of());
        clients.ecs()
                .createService(service("FARGATE", definition).toBuilder()
                        .platformVersion(platformVersion)
                        .networkConfiguration(network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))
                        .build());
        log.clear();
    }

    private static CreateServiceRequest service(String launchType, String definition) {
        return CreateServiceRequest.builder()
                .cluster("shop")
                .serviceName("web")
                .taskDefinition(definition)
                .launchType(launchType)
                .desiredCount(0)
                .build();
    }

    private void instance(String dockerVersion) {
        clients.ecs()
                .registerContainerInstance(instance ->
                        instance.cluster("shop").versionInfo(version -> version.dockerVersion(dockerVersion)));
    }

    private String register(String launchType, Set<String> zstdImages) throws InterruptedException {
        String network = launchType.equals("FARGATE") ? "\"networkMode\": \"awsvpc\"," : "";
        boolean exists = simulator.operations().contains("ecs:CreateService");
        return new RegisterTaskDefinition(pause -> {})
                .run(
                        new RegisterTaskDefinition.Request(
                                connection,
                                new RegisterTaskDefinition.Source.Template(TaskDefinitionTemplate.parse(
                                        "taskdef.json", TEMPLATE.formatted(launchType, network), Delimiters.DEFAULT)),
                                new RenderInput(Map.of(), Map.of(), Map.of("web", "r.example.com/web@" + DIGEST)),
                                Optional.empty(),
                                Optional.of("shop"),
                                ReadableNames.none(),
                                exists ? Optional.of(new ServiceRef("shop", "web")) : Optional.empty(),
                                false,
                                zstdImages),
                        (step, line) -> log.add(line))
                .arn()
                .orElseThrow();
    }
}
