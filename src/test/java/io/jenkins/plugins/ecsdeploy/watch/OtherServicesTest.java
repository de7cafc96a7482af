package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.rollback.ServiceRollback;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.update.ServiceUpdater;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that lack something which others have: ECS' controller, a rollout state, a task definition of their own. */
class OtherServicesTest {

    private final WatchFixture bed = new WatchFixture();

    @BeforeEach
    void plant() {
        bed.simulator.seed().strategy(WebshopSeed.Strategy.ROLLING);
        bed.simulator.seedWebshop();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aServiceThatAnotherToolDeploysIsNotWaitedFor() {
        answers("/deploymentController/type", TextNode.valueOf("EXTERNAL"));

        assertThatThrownBy(() -> bed.await(bed.counts()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("service webshop in cluster rehearsal has the deployment controller EXTERNAL")
                .hasMessageContaining("Deploy it and wait for it with that tool.");
    }

    @Test
    void withoutARolloutStateTheDeploymentInProgressIsFollowed() {
        answers("/deployments/0/rolloutState", NullNode.instance);
        DeploymentId deployment = bed.deploy(bed.revision("two"));
        WatchResult result = bed.await(bed.counts());

        assertThat(result.deployment()).contains(deployment);
        assertThat(result.summary()).isEqualTo("SUCCEEDED: webshop:2 runs with 2 tasks.");
        assertThat(result.waited()).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void withoutARolloutStateCountsDecideIfNothingIsInProgress() {
        answers("/deployments/0/rolloutState", NullNode.instance);

        assertThat(bed.await(bed.counts()).ofUnchangedService().summary())
                .isEqualTo("UNCHANGED: Nothing to change: webshop:1 runs with 2 tasks, as desired.");
    }

    @Test
    void anExpressModeServiceHasTheTaskDefinitionOfItsDeployment() throws InterruptedException {
        answers("/taskDefinition", NullNode.instance);
        String two = bed.revision("two");
        UpdatedService updated = new ServiceUpdater(bed.clients, bed.clock::advance)
                .update(ServiceUpdate.of(WatchFixture.WEBSHOP).taskDefinition(two));
        answers("/taskDefinition", NullNode.instance);

        assertThat(updated.previousTaskDefinition()).endsWith("webshop:1");
        assertThat(updated.taskDefinition()).isEqualTo(two);
        assertThat(bed.await(bed.follow(updated.deployment().orElseThrow())).summary())
                .isEqualTo("SUCCEEDED: webshop:2 runs with 2 tasks.");
        assertThat(bed.await(bed.counts()).reason()).isEqualTo("webshop:2 runs with 2 tasks, as desired.");
        UpdatedService back = new ServiceRollback(bed.clients, bed.clock::advance)
                .rollBack(
                        new RollbackRequest(
                                WatchFixture.WEBSHOP,
                                updated.deployment(),
                                Optional.of(updated.previousTaskDefinition()),
                                Optional.empty()),
                        PreparedUpdate::send);
        assertThat(bed.await(bed.follow(back.deployment().orElseThrow())).outcome())
                .isEqualTo(Outcome.SUCCEEDED);
    }

    /** All answers about the service have this value there. */
    private void answers(String pointer, JsonNode value) {
        bed.simulator.futureMembers().put(WebshopSeed.SERVICE, pointer, value);
    }
}
