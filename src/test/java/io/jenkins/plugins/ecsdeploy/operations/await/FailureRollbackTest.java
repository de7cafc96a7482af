package io.jenkins.plugins.ecsdeploy.operations.await;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.operations.ManualWait;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitTerms;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceToAwait;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code onFailure: 'rollback'}: what is deployed after a failure, once, and what is left alone. */
class FailureRollbackTest {

    @TempDir
    Path folder;

    private Webshop webshop;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder);
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void onFailureRollbackDeploysThePreviousRevisionAndAwaitsIt() throws Exception {
        AwaitState state = failing();
        ServiceResult result = webshop.await(state);

        assertThat(result.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(result.reason())
                .contains("exit code 1")
                .contains("Rolled back, as onFailure says: webshop:1 runs with 2 tasks.");
        assertThat(webshop.log)
                .anySatisfy(line -> assertThat(line).startsWith("[awaitSteady] webshop: FAILED: "))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("[awaitSteady] Rolling service webshop in cluster rehearsal back to arn:aws:ecs:")
                        .contains("task-definition/webshop:1: deployment ecs-svc/"));
        assertThat(webshop.described().taskDefinition()).endsWith("webshop:1");
    }

    @Test
    void afterARollbackThatFailedThePreviousRevisionIsDeployedByForce() throws Exception {
        AwaitState state = failingToRollBack();
        ServiceResult result = webshop.await(state);

        assertThat(result.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(result.reason())
                .contains("The rollback failed too")
                .contains("Rolled back, as onFailure says: webshop:1 runs with 2 tasks.");
        assertThat(webshop.calls("ecs:UpdateService"))
                .as("the update, and the previous revision by force")
                .isEqualTo(2);
        assertThat(webshop.described().deployments()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRollbackIsBegunOnceAlthoughEachPollIsFollowedByARestart(boolean afterAFailedRollback) throws Exception {
        AwaitState state = afterAFailedRollback ? failingToRollBack() : failing();
        ManualWait wait = webshop.begin(state);
        while (!wait.hasEnded()) {
            wait.passToTheNextPoll();
            wait.waits().cancel();
            state = AwaitSteadyTest.afterRestart(state);
            wait = webshop.begin(state);
        }

        assertThat(wait.waits().result().services().get(0).outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(2);
    }

    @Test
    void aRollbackThatCanNotBeStartedSaysWhy() throws Exception {
        AwaitState state = failing();
        ManualWait wait = webshop.begin(state);
        webshop.simulator.faults().deny("ecs:UpdateService"); // the rollback's
        wait.passUntilTheEnd();
        ServiceResult result = wait.waits().result().services().get(0);

        assertThat(result.outcome()).contains(Outcome.FAILED);
        assertThat(result.reason()).contains(" NOT rolled back: ").contains("ecs:UpdateService");
    }

    @Test
    void anUpdateThatHasTakenOverSinceIsLeftAlone() throws Exception {
        AwaitState state = failing();
        String fix = webshop.register("shop/web:3", false).arn().orElseThrow();
        webshop.atEachEnd(() -> webshop.clients
                .ecs()
                .updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .taskDefinition(fix)));
        ServiceResult result = webshop.await(state);

        assertThat(result.outcome()).contains(Outcome.FAILED);
        assertThat(result.reason())
                .contains(" NOT rolled back: ")
                .contains("Another update has replaced")
                .contains("of webshop:3. It was not touched.");
        assertThat(webshop.described().taskDefinition()).endsWith("webshop:3");
    }

    @Test
    void aServiceThatTheBuildHasNotUpdatedHasNothingToRollBackTo() throws Exception {
        failing();
        AwaitTerms terms = webshop.terms(Until.COMPLETE).withRollBackOnFailure(true);
        ServiceResult result = webshop.await(new AwaitState(List.of(ServiceToAwait.named(Webshop.SERVICE)), terms));

        assertThat(result.outcome()).contains(Outcome.FAILED);
        assertThat(result.reason())
                .endsWith("NOT rolled back: this build has not updated the service, so the previous task definition is"
                        + " unknown.");
    }

    @Test
    void aRollbackThatDoesNotSucceedIsAFailure() throws Exception {
        AwaitState state = failing();
        webshop.simulator.scenarios().forTaskDefinition("webshop:1", Scenario.CRASH);
        ServiceResult result = webshop.await(state);

        assertThat(result.outcome()).contains(Outcome.FAILED);
        assertThat(result.reason()).contains("The rollback that onFailure asks for did not succeed (FAILED): ");
    }

    @Test
    void aCancelledWaitRollsNothingBack() throws Exception {
        AwaitState state = failing();
        ManualWait wait = webshop.begin(state);
        wait.waits().cancel();
        webshop.clock.advance(Duration.ofHours(1));

        assertThat(wait.hasEnded()).isFalse();
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(1);
    }

    /** A deployment that fails, and that ECS leaves as it is. */
    private AwaitState failing() throws InterruptedException {
        webshop.simulator.seed().strategy(WebshopSeed.Strategy.ROLLING).circuitBreaker(true, false);
        webshop.seeded().strategy(null);
        webshop.simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
        UpdatedService updated = AwaitSteadyTest.update(webshop);
        return webshop.state(updated, webshop.terms(Until.COMPLETE).withRollBackOnFailure(true));
    }

    /** A deployment that fails, and so does ECS' rollback: ECS has set the service back, but does not run it. */
    private AwaitState failingToRollBack() throws InterruptedException {
        webshop.simulator.seed().strategy(WebshopSeed.Strategy.ROLLING);
        webshop.seeded().strategy(null);
        webshop.simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
        webshop.simulator.scenarios().rollbackFails(WebshopSeed.CLUSTER, WebshopSeed.SERVICE);
        UpdatedService updated = AwaitSteadyTest.update(webshop);
        return webshop.state(updated, webshop.terms(Until.COMPLETE).withRollBackOnFailure(true));
    }
}
