package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What CodeDeploy is doing with a service, which its task sets do not show: not yet, or still long after. */
class CodeDeployInProgressTest {

    private final WatchFixture bed = new WatchFixture();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aDeploymentWithoutATaskSetYetIsFollowed() throws InterruptedException {
        plant();
        DeploymentId deployment = deploy();
        assertThat(new ServiceReader(bed.clients).read(WatchFixture.WEBSHOP).taskSets())
                .as("it is Created, and has no task set")
                .hasSize(1);
        WatchResult result = bed.await(bed.counts());

        assertThat(result.deployment()).contains(deployment);
        assertThat(result.summary()).isEqualTo("SUCCEEDED: webshop:2 runs with 2 tasks.");
    }

    @Test
    void whatAnotherDeploymentIsAboutToReplaceIsNotUnchanged() throws InterruptedException {
        plant();
        String live = new ServiceReader(bed.clients).read(WatchFixture.WEBSHOP).taskDefinition();
        DeploymentId deployment = deploy();

        assertThatThrownBy(() -> update(live))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("runs webshop:1, but CodeDeploy's deployment " + deployment + " is in progress")
                .hasMessageContaining("Wait until that one has ended, or stop it.");
    }

    @Test
    void aGroupThatMayNotBeListedIsANotice() throws InterruptedException {
        plant();
        bed.simulator.faults().deny("codedeploy:ListDeployments");
        String live = new ServiceReader(bed.clients).read(WatchFixture.WEBSHOP).taskDefinition();

        assertThat(update(live).notices())
                .singleElement()
                .asString()
                .startsWith("Could not check whether CodeDeploy is deploying the service webshop");
        assertThat(bed.await(bed.counts()).ofUnchangedService().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(bed.log)
                .singleElement()
                .asString()
                .startsWith("Whether CodeDeploy is about to deploy the service is unknown");
    }

    @Test
    void taskSetsThatAFailedDeploymentLeftBehindHoldNoWaitUp() throws InterruptedException {
        bed.simulator.seed().circuitBreaker(false, false);
        plant();
        bed.meets(Scenario.UNHEALTHY);
        WatchResult failed =
                bed.await(new WatchRequest(WatchFixture.WEBSHOP, Optional.of(deploy()), Duration.ofHours(2)));
        assertThat(failed.outcome()).as(failed.summary()).isEqualTo(Outcome.FAILED);
        assertThat(new ServiceReader(bed.clients).read(WatchFixture.WEBSHOP).taskSets())
                .hasSize(2);
        WatchResult later = bed.await(bed.counts());

        assertThat(later.outcome()).as(later.summary()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(later.waited()).isLessThan(Duration.ofMinutes(5));
        assertThat(later.reason()).startsWith("webshop:1 runs with 2 tasks, as desired.");
    }

    @Test
    void duringARollbackTheDeploymentThatIsRolledBackIsFollowed() throws InterruptedException {
        plant();
        DeploymentId deployment = deploy();
        bed.clock.advance(Duration.ofMinutes(2));
        bed.clients
                .codeDeploy()
                .stopDeployment(
                        request -> request.deploymentId(deployment.value()).autoRollbackEnabled(true));
        bed.clock.advance(Duration.ofSeconds(45));
        WatchResult result = bed.await(bed.counts());

        assertThat(result.deployment()).contains(deployment);
        assertThat(result.outcome()).as(result.summary()).isEqualTo(Outcome.ROLLED_BACK);
    }

    private void plant() {
        bed.simulator
                .seed()
                .strategy(WebshopSeed.Strategy.CODE_DEPLOY)
                .bakeMinutes(1)
                .readyWaitMinutes(0);
        bed.simulator.seedWebshop();
    }

    private DeploymentId deploy() throws InterruptedException {
        return update(bed.revision("two")).deployment().orElseThrow();
    }

    private UpdatedService update(String taskDefinition) throws InterruptedException {
        return new ServiceUpdater(bed.clients, bed.clock::advance)
                .update(ServiceUpdate.of(WatchFixture.WEBSHOP).taskDefinition(taskDefinition));
    }
}
