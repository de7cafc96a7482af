package io.jenkins.plugins.ecsdeploy.rollback;

import static io.jenkins.plugins.ecsdeploy.update.ServiceFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.PauseFixture;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
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
                .hasMessageContaining("Another update has replaced the release of this build: deployment ecs-svc/")
                .hasMessageContaining(" of webshop:2 is what the")
                .hasMessageEndingWith("It was not touched. To roll back to webshop:1 anyway, add force: true.");
        assertThat(webshop.aws.calls("ecs:StopServiceDeployment")).isZero();
    }

    @Test
    void aLaterReleaseOfAnotherBuildIsLeftAlone() throws InterruptedException {
        UpdatedService updated = superseded();
        long updates = webshop.aws.calls("ecs:UpdateService");
        assertThatThrownBy(() -> rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition())))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining(" of webshop:3 is what the");
        assertThatThrownBy(() -> roll(request(updated, Optional.of("webshop:2"), false)))
                .as("a named one undoes it as well")
                .hasMessageContaining("To roll back to webshop:2 anyway, add force: true");
        assertThat(webshop.aws.calls("ecs:UpdateService")).isEqualTo(updates);
        assertThat(webshop.aws.service().taskDefinition()).endsWith("webshop:3");
    }

    @Test
    void aLaterReleaseIsReplacedIfThatIsForced() throws InterruptedException {
        UpdatedService updated = superseded();
        assertThat(roll(request(updated, Optional.empty(), true)).changes())
                .containsExactly("task definition webshop:3 -> webshop:1");
    }

    @Test
    void aLaterDeploymentInProgressIsReplacedIfThatIsForced() throws InterruptedException {
        UpdatedService updated = webshop.aws.updater.update(webshop.update("two"));
        webshop.aws.updater.update(webshop.update("three"));
        assertThat(roll(request(updated, Optional.empty(), true)).changes())
                .containsExactly("task definition webshop:3 -> webshop:1");
        assertThat(webshop.aws.calls("ecs:StopServiceDeployment")).isZero();
    }

    @Test
    void aJobWithoutADeploymentOfItsOwnNamesTheDefinition() throws InterruptedException {
        superseded();
        RollbackRequest request =
                new RollbackRequest(SERVICE, Optional.empty(), Optional.empty(), Optional.of("webshop:1"));
        assertThat(roll(request).changes()).containsExactly("task definition webshop:3 -> webshop:1");
    }

    @Test
    void aBuildThatChangedNothingDoesNotUndoALaterRelease() throws InterruptedException {
        UpdatedService unchanged =
                webshop.aws.updater.update(webshop.update("two").taskDefinition("webshop:1"));
        webshop.aws.updater.update(webshop.update("three"));
        webshop.aws.advanceMinutes(20);
        assertThat(unchanged.deployment()).isEmpty();
        assertThatThrownBy(() -> rollback(Optional.empty(), Optional.of(unchanged.previousTaskDefinition())))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("add force: true");
    }

    @Test
    void afterARollbackByEcsAnotherDefinitionCanBeDeployed() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        String three = webshop.aws.revision("three");
        webshop.aws.advanceMinutes(60); // nobody answers: ECS rolls back
        assertThat(webshop.aws.deployment().statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");

        assertThat(rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition()))
                        .changed())
                .isFalse();
        assertThat(roll(request(updated, Optional.of(three), false)).deployment())
                .isPresent();
    }

    @Test
    void aStopWhoseAnswerIsLostIsSentOnce() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        webshop.aws.simulator.faults().next(1, "ecs:StopServiceDeployment", Faults.answerLost());
        rollback(updated.deployment(), Optional.of(updated.previousTaskDefinition()));

        assertThat(webshop.aws.calls("ecs:StopServiceDeployment")).isEqualTo(1);
    }

    @Test
    void anUnknownPreviousDefinitionHasToBeNamed() {
        assertThatThrownBy(() -> rollback(Optional.empty(), Optional.empty()))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("Name the taskDefinition to roll back to");
    }

    /** A deployment of webshop:2 that was paused when webshop:3 replaced it, which has completed. */
    private UpdatedService superseded() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        webshop.aws.updater.update(webshop.update("three"));
        webshop.aws.advanceMinutes(20);
        return updated;
    }

    private static RollbackRequest request(UpdatedService updated, Optional<String> named, boolean force) {
        return new RollbackRequest(
                SERVICE, updated.deployment(), Optional.of(updated.previousTaskDefinition()), named, force);
    }

    private UpdatedService rollback(Optional<DeploymentId> own, Optional<String> previous) throws InterruptedException {
        return roll(new RollbackRequest(SERVICE, own, previous, Optional.empty()));
    }

    private UpdatedService roll(RollbackRequest request) throws InterruptedException {
        return new ServiceRollback(webshop.aws.clients, webshop.aws.clock::advance)
                .rollBack(request, PreparedUpdate::send);
    }
}
