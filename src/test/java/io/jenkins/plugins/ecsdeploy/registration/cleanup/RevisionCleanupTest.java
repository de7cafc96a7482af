package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** On the simulated webshop, whose service runs {@code webshop:1}. */
class RevisionCleanupTest {

    private static final List<String> REHEARSAL = List.of(WebshopSeed.CLUSTER);

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z"));
    private Simulator simulator;
    private AwsClients clients;
    private RevisionCleanup cleanup;

    @BeforeEach
    void open() throws IOException {
        simulator = Simulator.start(0, clock);
        simulator.seedWebshop();
        clients = new AwsClients(AwsConnection.to(
                        Region.of(simulator.account().region()),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .at(simulator.endpoint()));
        cleanup = new RevisionCleanup(clients);
    }

    @AfterEach
    void close() {
        clients.close();
        simulator.close();
    }

    @Test
    void oldRevisionsAreDeregisteredSaveTheOneTheServiceRuns() {
        registerUpTo(6);

        RevisionCleanupResult result = cleanup.deregisterOld("webshop", 2, REHEARSAL);

        assertThat(result.deregistered()).containsExactly("webshop:4", "webshop:3", "webshop:2");
        assertThat(result.kept()).hasSize(1).containsEntry("webshop:1", "service webshop in cluster rehearsal uses it");
        assertThat(active("webshop")).containsExactly("webshop:6", "webshop:5", "webshop:1");
    }

    @Test
    void whatADeploymentUnderWayComesFromAndGoesToIsKept() {
        registerUpTo(2);
        update("webshop:2");
        clock.advance(Duration.ofSeconds(30));
        registerUpTo(5);

        RevisionCleanupResult result = cleanup.deregisterOld("webshop", 1, REHEARSAL);

        assertThat(result.deregistered()).containsExactly("webshop:4", "webshop:3");
        assertThat(result.kept()).containsOnlyKeys("webshop:2", "webshop:1");
    }

    @Test
    void whatRanBeforeIsKeptForARollback() {
        registerUpTo(2);
        update("webshop:2");
        for (int i = 0; i < 200; i++) {
            clock.advance(Duration.ofSeconds(10));
        }
        registerUpTo(4);

        RevisionCleanupResult result = cleanup.deregisterOld("webshop", 1, REHEARSAL);

        assertThat(result.deregistered()).containsExactly("webshop:3");
        assertThat(result.kept())
                .containsEntry(
                        "webshop:1",
                        "a deployment of service webshop in cluster rehearsal deploys it or can be rolled back to it");
    }

    @Test
    void otherFamiliesAreLeftAlone() {
        clients.ecs()
                .registerTaskDefinition(request -> request.family("webshop-canary")
                        .containerDefinitions(container ->
                                container.name("web").image("web:1").memory(128)));
        registerUpTo(3);

        cleanup.deregisterOld("webshop", 1, REHEARSAL);

        assertThat(active("webshop-canary")).containsExactly("webshop-canary:1");
    }

    @Test
    void usesInOtherClustersAreNotSeenAndTheLogSaysSo() {
        clients.ecs().createCluster(request -> request.clusterName("other"));
        registerUpTo(2);

        RevisionCleanupResult result = cleanup.deregisterOld("webshop", 1, List.of("other"));

        assertThat(result.deregistered()).containsExactly("webshop:1");
        assertThat(result.describe())
                .containsExactly("Deregistered webshop:1. Schedules, and services and tasks in other clusters, were not"
                        + " checked: any that use one of these must be changed to a newer one");
    }

    @Test
    void withoutOldRevisionsNoUsesAreRead() {
        registerUpTo(3);

        RevisionCleanupResult result = cleanup.deregisterOld("webshop", 3, REHEARSAL);

        assertThat(result.describe()).containsExactly("No revision of webshop is older than the newest 3");
        assertThat(simulator.operations()).doesNotContain("ecs:ListServices", "ecs:ListTasks");
    }

    @Test
    void whereUsesCantBeReadNothingIsDeregistered() {
        registerUpTo(4);
        simulator.faults().deny("ecs:ListTasks");

        RevisionCleanupResult result = cleanup.deregisterOld("webshop", 1, REHEARSAL);

        assertThat(result.deregistered()).isEmpty();
        assertThat(active("webshop")).hasSize(4);
        assertThat(result.describe())
                .singleElement()
                .asString()
                .contains(
                        "Could not clean up all old revisions of",
                        "none was deregistered",
                        "Missing IAM action: ecs:ListTasks");
    }

    @Test
    void whatMayNotBeDeregisteredIsToldAndDoesNotFailTheDeployment() {
        registerUpTo(3);
        simulator.faults().deny("ecs:DeregisterTaskDefinition");

        assertThat(cleanup.deregisterOld("webshop", 1, REHEARSAL).failure())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("Missing IAM action: ecs:DeregisterTaskDefinition"));
    }

    @Test
    void keepingNoneAndLookingNowhereAreRefused() {
        assertThatThrownBy(() -> cleanup.deregisterOld("webshop", 0, REHEARSAL))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessage("keepRevisions must be 1 or more, not 0.");
        assertThatThrownBy(() -> cleanup.deregisterOld("webshop", 1, List.of()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("can only be cleaned up if the clusters are given");
    }

    private void registerUpTo(int revision) {
        EcsClient ecs = clients.ecs();
        TaskDefinition newest = ecs.describeTaskDefinition(request -> request.taskDefinition("webshop"))
                .taskDefinition();
        for (int next = newest.revision() + 1; next <= revision; next++) {
            ecs.registerTaskDefinition(request -> request.family("webshop")
                    .networkMode(newest.networkMode())
                    .cpu(newest.cpu())
                    .memory(newest.memory())
                    .executionRoleArn(newest.executionRoleArn())
                    .requiresCompatibilities(newest.requiresCompatibilities())
                    .containerDefinitions(newest.containerDefinitions()));
        }
    }

    private void update(String taskDefinition) {
        clients.ecs()
                .updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .taskDefinition(taskDefinition));
    }

    private List<String> active(String family) {
        return clients
                .ecs()
                .listTaskDefinitions(request -> request.familyPrefix(family)
                        .status(TaskDefinitionStatus.ACTIVE)
                        .sort("DESC"))
                .taskDefinitionArns()
                .stream()
                .map(Arn::name)
                .toList();
    }
}
