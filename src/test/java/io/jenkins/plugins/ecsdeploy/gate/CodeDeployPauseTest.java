package io.jenkins.plugins.ecsdeploy.gate;

import static io.jenkins.plugins.ecsdeploy.update.ServiceFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.ServiceFixture;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deployments of CodeDeploy wait at Ready for an answer. */
class CodeDeployPauseTest {

    private final ServiceFixture webshop = ServiceFixture.underCodeDeploy();
    private final PausedDeployments paused = new PausedDeployments(webshop.clients, pause -> {});

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void readyIsAnsweredAndTheDeploymentSucceeds() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two"));
        webshop.advanceMinutes(10);
        GateAnswer answered = paused.answer(SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE);

        assertThat(answered.stage()).isEqualTo("Ready");
        webshop.advanceMinutes(15);
        assertThat(status(updated)).isEqualTo("Succeeded");
        assertThat(webshop.updater
                        .prepare(update("two").taskDefinition("webshop:2"))
                        .planned()
                        .changed())
                .isFalse();
        assertThatThrownBy(() -> paused.answer(SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE))
                .hasMessageContaining("is not paused: it is Succeeded");
    }

    @Test
    void anotherBuildAnswersTheDeploymentInProgress() throws InterruptedException {
        UpdatedService updated = webshop.updater.update(update("two"));
        webshop.advanceMinutes(10);
        GateAnswer answered = paused.answer(SERVICE, Optional.empty(), Optional.empty(), GateAction.CONTINUE);

        assertThat(answered.deployment())
                .isEqualTo(updated.deployment().orElseThrow().value());
        assertThat(answered.stage()).isEqualTo("Ready");
    }

    @Test
    void withoutADeploymentInProgressThereIsNoPauseToAnswer() {
        assertThatThrownBy(() -> paused.answer(SERVICE, Optional.empty(), Optional.empty(), GateAction.CONTINUE))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("CodeDeploy has no deployment of the service webshop");
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
