package io.jenkins.plugins.ecsdeploy.operations.await;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.operations.ManualWait;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chaos suite found about waits beside another deployment than the build's own. */
class BesideOthersTest {

    @TempDir
    Path folder;

    private Webshop webshop;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder);
        webshop.simulator.seed().strategy(WebshopSeed.Strategy.ROLLING).circuitBreaker(true, false);
        webshop.seeded().strategy(null);
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void anotherTaskDefinitionIsNoSuccessOfAChangedCount() throws InterruptedException {
        String other = webshop.register("shop/web:2", false).arn().orElseThrow();
        UpdatedService updated = webshop.desiredCount(3).update("webshop:1");
        deployByOthers(other);
        ServiceResult result = webshop.await(updated, Until.COMPLETE);

        assertThat(result.outcome()).contains(Outcome.SUPERSEDED);
        assertThat(result.reason())
                .isEqualTo("Superseded by a later update: the service is set to run webshop:2 now, instead of"
                        + " webshop:1.");
    }

    @Test
    void anotherTaskDefinitionIsNoSuccessOfAnUnchangedService() throws InterruptedException {
        String other = webshop.register("shop/web:2", false).arn().orElseThrow();
        UpdatedService unchanged = webshop.update("webshop:1");
        deployByOthers(other);

        assertThat(webshop.await(unchanged, Until.COMPLETE).outcome()).contains(Outcome.SUPERSEDED);
    }

    @Test
    void anotherDeploymentThatFailsIsNotRolledBack() throws InterruptedException {
        String other = webshop.register("shop/web:2", false).arn().orElseThrow();
        webshop.simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
        UpdatedService updated = webshop.desiredCount(3).update("webshop:1");
        deployByOthers(other);
        ServiceResult result = webshop.await(
                webshop.state(updated, webshop.terms(Until.COMPLETE).withRollBackOnFailure(true)));

        assertThat(result.outcome()).contains(Outcome.SUPERSEDED);
        assertThat(webshop.calls("ecs:UpdateService")).isEqualTo(2);
    }

    @Test
    void anAbortLeavesTheRollbackOfOnFailureAlone() throws InterruptedException {
        webshop.simulator.scenarios().forTaskDefinition("webshop:2", Scenario.CRASH);
        UpdatedService updated =
                webshop.update(webshop.register("shop/web:2", false).arn().orElseThrow());
        AwaitState state = webshop.state(
                updated,
                webshop.terms(Until.COMPLETE).withRollBackOnFailure(true).withRollBackOnAbort(true));
        ManualWait wait = webshop.begin(state);
        while (webshop.calls("ecs:UpdateService") < 2) {
            wait.passToTheNextPoll();
        }
        wait.passToTheNextPoll();
        wait.waits().cancel();
        wait.waits().abortedByPerson();

        assertThat(webshop.calls("ecs:StopServiceDeployment")).isZero();
        assertThat(webshop.log)
                .last()
                .isEqualTo(
                        "[awaitSteady] The rollback of service webshop in cluster rehearsal that onFailure asks for is"
                                + " in progress and continues");
    }

    private void deployByOthers(String taskDefinition) {
        webshop.clients
                .ecs()
                .updateService(request -> request.cluster(WebshopSeed.CLUSTER)
                        .service(WebshopSeed.SERVICE)
                        .taskDefinition(taskDefinition));
    }
}
