package io.jenkins.plugins.ecsdeploy.rollback;

import static io.jenkins.plugins.ecsdeploy.update.ServiceFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.gate.PausedDeployments;
import io.jenkins.plugins.ecsdeploy.update.ServiceFixture;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rollbacks of services that CodeDeploy deploys. */
class CodeDeployRollbackTest {

    private final ServiceFixture webshop = ServiceFixture.underCodeDeploy();

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aRollbackStopsTheDeploymentAndTheOldTasksStayLive() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two"));
        webshop.advanceMinutes(10);
        UpdatedService back = new ServiceRollback(webshop.clients, webshop.clock::advance)
                .rollBack(
                        new RollbackRequest(
                                SERVICE,
                                updated.deployment(),
                                Optional.of(updated.previousTaskDefinition()),
                                Optional.empty()),
                        PreparedUpdate::send);

        assertThat(back.changes())
                .singleElement()
                .asString()
                .contains("was stopped, and CodeDeploy rolls back to the previous task definition");
        webshop.advanceMinutes(10);
        assertThat(status(updated)).isEqualTo("Stopped");
        assertThat(webshop.updater
                        .prepare(update("two").taskDefinition("webshop:1"))
                        .planned()
                        .changed())
                .as("webshop:1 is live")
                .isFalse();
    }

    @Test
    void anotherBuildRollsBackTheDeploymentInProgress() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two"));
        webshop.advanceMinutes(10);
        UpdatedService back = rollBack(Optional.empty());

        assertThat(back.deployment()).isEqualTo(updated.deployment());
        webshop.advanceMinutes(10);
        assertThat(status(updated)).isEqualTo("Stopped");
    }

    @Test
    void onlyThePreviousDefinitionMayBeNamedDuringADeployment() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two"));
        String other = webshop.revision("other");
        webshop.advanceMinutes(10);
        String id = updated.deployment().orElseThrow().value();
        assertThatThrownBy(() -> rollBack(Optional.of(other)))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("CodeDeploy's deployment " + id + " is in progress")
                .hasMessageContaining("rollbackService stops it and rolls back to webshop:1");
        assertThat(webshop.calls("codedeploy:StopDeployment")).isZero();

        assertThat(rollBack(Optional.of("webshop:1")).changes())
                .singleElement()
                .asString()
                .contains("was stopped, and CodeDeploy rolls back to the previous task definition");
    }

    @Test
    void aLaterReleaseOfAnotherBuildIsLeftAlone() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two"));
        webshop.advanceMinutes(60); // nobody answers at Ready: it is stopped
        UpdatedService later = webshop.updater.update(update("three"));
        webshop.advanceMinutes(10);
        RollbackRequest named = new RollbackRequest(
                SERVICE,
                updated.deployment(),
                Optional.of(updated.previousTaskDefinition()),
                Optional.of(updated.previousTaskDefinition()));
        assertThatThrownBy(() -> new ServiceRollback(webshop.clients, webshop.clock::advance)
                        .rollBack(named, PreparedUpdate::send))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is being deployed by another update")
                .hasMessageContaining(later.deployment().orElseThrow().value());

        new PausedDeployments(webshop.clients, pause -> {})
                .answer(SERVICE, later.deployment(), Optional.empty(), GateAction.CONTINUE);
        webshop.advanceMinutes(30);
        assertThat(status(later)).isEqualTo("Succeeded");
        assertThatThrownBy(() -> new ServiceRollback(webshop.clients, webshop.clock::advance)
                        .rollBack(named, PreparedUpdate::send))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining(" of webshop:3 is what the")
                .hasMessageContaining("add force: true");
        assertThat(webshop.calls("codedeploy:StopDeployment")).isZero();
    }

    private UpdatedService rollBack(Optional<String> named) throws InterruptedException {
        return new ServiceRollback(webshop.clients, webshop.clock::advance)
                .rollBack(
                        new RollbackRequest(SERVICE, Optional.empty(), Optional.empty(), named), PreparedUpdate::send);
    }

    private ServiceUpdate update(String stage) {
        return ServiceUpdate.of(SERVICE).taskDefinition(webshop.revision(stage));
    }

    private String status(UpdatedService updated) {
        String id = updated.deployment().map(DeploymentId::value).orElseThrow();
        return webshop.clients
                .codeDeploy()
                .getDeployment(request -> request.deploymentId(id))
                .deploymentInfo()
                .statusAsString();
    }
}
