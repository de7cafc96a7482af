package io.jenkins.plugins.ecsdeploy.rollback;

import static io.jenkins.plugins.ecsdeploy.update.ServiceFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.PauseFixture;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rollbacks of services that ECS deploys. */
class ServiceRollbackTest {

    private final PauseFixture webshop = new PauseFixture();

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aRollbackStopsTheBuildsDeployment() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        UpdatedService back = rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition()));

        assertThat(back.deployment()).isEqualTo(updated.deployment());
        assertThat(back.changes())
                .singleElement()
                .asString()
                .endsWith("was stopped, and ECS rolls it back to webshop:1");
        webshop.aws.advanceMinutes(10);
        assertThat(webshop.aws.deployment().statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(webshop.aws.service().taskDefinition()).isEqualTo(updated.previousTaskDefinition());
        assertThat(webshop.aws.service().deployments()).hasSize(1);
        assertThat(webshop.aws.service().runningCount()).isEqualTo(2);
    }

    @Test
    void aDeploymentThatEcsDoesNotListYetIsStoppedToo() throws InterruptedException {
        UpdatedService updated = webshop.aws.updater.update(webshop.update("two"));
        ServiceRollback rollback = new ServiceRollback(webshop.aws.clients, webshop.aws.clock::advance);
        assertThat(webshop.aws
                        .clients
                        .ecs()
                        .listServiceDeployments(
                                request -> request.cluster(SERVICE.cluster()).service(SERVICE.service()))
                        .serviceDeployments())
                .noneMatch(listed -> updated.deployment().orElseThrow().brings(listed.targetServiceRevisionArn()));

        assertThat(rollback.stop(SERVICE, updated.deployment().orElseThrow())).isTrue();
        webshop.aws.advanceMinutes(10);
        assertThat(webshop.aws.deployment().statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(rollback.stop(SERVICE, updated.deployment().orElseThrow()))
                .as("it has ended")
                .isFalse();
    }

    @Test
    void afterACompletedDeploymentThePreviousDefinitionIsDeployed() throws InterruptedException {
        UpdatedService updated = webshop.aws.updater.update(webshop.update("two"));
        webshop.aws.advanceMinutes(20);
        UpdatedService back = rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition()));

        assertThat(back.changes()).containsExactly("task definition webshop:2 -> webshop:1");
        assertThat(back.deployment()).isPresent().isNotEqualTo(updated.deployment());
        assertThat(webshop.aws.service().taskDefinition()).isEqualTo(updated.previousTaskDefinition());
        assertThat(webshop.aws.service().deployments())
                .as("it is being deployed")
                .hasSize(2);
    }

    @Test
    void anotherUpdatesDeploymentIsNotStopped() throws InterruptedException {
        UpdatedService updated = webshop.aws.updater.update(webshop.update("two"));
        webshop.aws.elsewhere(update -> update.forceNewDeployment(true));
        assertThatThrownBy(() -> rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition())))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is being deployed by another update than this build's")
                .hasMessageContaining("It was not touched");
        assertThat(webshop.aws.calls("ecs:StopServiceDeployment")).isZero();
    }

    @Test
    void anUnknownPreviousDefinitionHasToBeNamed() {
        assertThatThrownBy(() -> rollback(Optional.empty(), Optional.empty()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("Name the taskDefinition to roll back to");
    }

    private UpdatedService rollback(Optional<DeploymentId> own, Optional<String> previous) throws InterruptedException {
        return new ServiceRollback(webshop.aws.clients, webshop.aws.clock::advance)
                .rollBack(new RollbackRequest(SERVICE, own, previous, Optional.empty()));
    }
}
