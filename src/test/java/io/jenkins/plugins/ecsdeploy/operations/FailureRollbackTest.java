package io.jenkins.plugins.ecsdeploy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.watch.BlockingWatch;
import io.jenkins.plugins.ecsdeploy.watch.PollSchedule;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.WatchRequest;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class FailureRollbackTest {

    private static final ServiceRef WEBSHOP = new ServiceRef(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);

    private final SimulatorClock.Manual clock = SimulatorClock.manual(Instant.parse("2026-01-01T12:00:00Z"));

    @Test
    void whatRanBeforeIsDeployedAgainAndIsSteadyBeforeItIsCalledRolledBack() throws Exception {
        try (Simulator simulator = Simulator.start(0, clock)) {
            simulator.seed().strategy(WebshopSeed.Strategy.ROLLING).circuitBreaker(true, false);
            String before = simulator.seedWebshop().taskDefinitionArn();
            simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
            try (AwsClients clients = clients(simulator)) {
                DeploymentId own = deploy(clients, registerAgain(clients));
                WatchResult failed = await(clients, own);
                assertThat(FailureRollback.isWorthIt(failed.outcome())).isTrue();

                DeploymentId back = new FailureRollback(clients)
                        .start(WEBSHOP, Optional.of(own), before)
                        .orElseThrow();
                Verdict verdict = FailureRollback.verdict(
                        failed.reason(), await(clients, back).verdict());

                assertThat(verdict.outcome()).isEqualTo(Outcome.ROLLED_BACK);
                assertThat(verdict.reason())
                        .contains("exit code 1")
                        .contains("Rolled back, as onFailure says: webshop:1 runs with 2 tasks.");
                assertThat(new FailureRollback(clients).start(WEBSHOP, Optional.of(own), before))
                        .as("what was begun is found again, as after a restart")
                        .contains(back);
                assertThat(simulator.operations())
                        .filteredOn("ecs:UpdateService"::equals)
                        .hasSize(2);
            }
        }
    }

    @Test
    void anUpdateThatHasTakenOverSinceIsLeftAlone() throws Exception {
        try (Simulator simulator = Simulator.start(0, clock)) {
            simulator.seed().strategy(WebshopSeed.Strategy.ROLLING).circuitBreaker(true, false);
            String before = simulator.seedWebshop().taskDefinitionArn();
            simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
            try (AwsClients clients = clients(simulator)) {
                DeploymentId own = deploy(clients, registerAgain(clients));
                assertThat(await(clients, own).outcome()).isEqualTo(Outcome.FAILED);
                DeploymentId fix = deploy(clients, registerAgain(clients));

                assertThatThrownBy(() -> new FailureRollback(clients).start(WEBSHOP, Optional.of(own), before))
                        .isInstanceOf(ServiceRefusedException.class)
                        .hasMessageContaining(fix + " of webshop:3 has taken over")
                        .hasMessageContaining("left alone");
            }
        }
    }

    @Test
    void aRollbackThatFailsIsNotCalledOne() {
        Verdict verdict =
                FailureRollback.verdict("It failed.", new Verdict(Outcome.TIMED_OUT, "Timed out after 30 minutes."));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("did not succeed (TIMED_OUT): Timed out after 30 minutes.");
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "FAILED")
    void nothingElseThanAFailureIsRolledBack(Outcome outcome) {
        assertThat(FailureRollback.isWorthIt(outcome)).isFalse();
    }

    private static AwsClients clients(Simulator simulator) {
        return new AwsClients(AwsConnection.to(
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "not-a-secret")))
                .at(simulator.endpoint()));
    }

    private static String registerAgain(AwsClients clients) {
        TaskDefinition current = clients.ecs()
                .describeTaskDefinition(request -> request.taskDefinition("webshop"))
                .taskDefinition();
        return clients.ecs()
                .registerTaskDefinition(request -> request.family("webshop")
                        .networkMode(current.networkMode())
                        .cpu(current.cpu())
                        .memory(current.memory())
                        .executionRoleArn(current.executionRoleArn())
                        .requiresCompatibilities(current.requiresCompatibilities())
                        .containerDefinitions(current.containerDefinitions()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private static DeploymentId deploy(AwsClients clients, String taskDefinition) {
        return new DeploymentId(clients.ecs()
                .updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .taskDefinition(taskDefinition))
                .service()
                .deployments()
                .get(0)
                .id());
    }

    private WatchResult await(AwsClients clients, DeploymentId deployment) throws InterruptedException {
        return new BlockingWatch(clients, clock, clock::advance, PollSchedule.DEFAULT)
                .await(new WatchRequest(WEBSHOP, Optional.of(deployment), Duration.ofHours(1)), new WatchListener() {});
    }
}
