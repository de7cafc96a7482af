package io.jenkins.plugins.ecsdeploy.gate;

import static io.jenkins.plugins.ecsdeploy.update.ServiceFixture.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.update.PauseFixture;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** Paused deployments of ECS are answered, or it is said why there is nothing to answer. */
class PausedDeploymentsTest {

    private final PauseFixture webshop = new PauseFixture();
    private final PausedDeployments paused = new PausedDeployments(webshop.aws.clients, pause -> {});

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void aServicesLongHistoryIsNotReadForOneDeployment() throws InterruptedException {
        for (int earlier = 0; earlier < 25; earlier++) {
            webshop.aws.elsewhere(update -> update.forceNewDeployment(true));
        }
        UpdatedService updated = webshop.gated("two");
        webshop.aws.advanceMinutes(1);
        long before = webshop.aws.calls("ecs:ListServiceDeployments");
        paused.isPaused(SERVICE, updated.deployment().orElseThrow());

        assertThat(webshop.aws.calls("ecs:ListServiceDeployments") - before).isEqualTo(1);
    }

    @Test
    void aPauseIsAnsweredWithARollback() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        GateAnswer answered = paused.answer(SERVICE, updated.deployment(), Optional.empty(), GateAction.ROLLBACK);

        assertThat(answered.stage()).isEqualTo(PauseFixture.TEST_TRAFFIC);
        webshop.aws.advanceMinutes(10);
        assertThat(webshop.aws.deployment().statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(webshop.aws.service().taskDefinition()).isEqualTo(updated.previousTaskDefinition());
        assertThat(webshop.aws.service().deployments()).hasSize(1);
        assertThat(webshop.aws.service().runningCount()).isEqualTo(2);
    }

    @Test
    void aDeploymentThatIsNotPausedYetIsRefusedWithWhatToDo() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        assertThatThrownBy(() -> answer(updated)).hasMessageContaining("does not list the deployment");
        webshop.aws.clock.advance(Duration.ofSeconds(20));
        assertThatThrownBy(() -> answer(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is not paused: it is")
                .hasMessageContaining("awaitSteady(until: 'paused') waits for the pause");
        assertThat(webshop.aws.calls("ecs:ContinueServiceDeployment")).isZero();
    }

    @Test
    void aPauseThatAnOldAnswerDoesNotShowIsAnswered() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        webshop.aws.simulator.faults().next(1, "ecs:DescribeServiceDeployments", Faults.stale());

        assertThat(answer(updated).stage()).isEqualTo(PauseFixture.TEST_TRAFFIC);
    }

    @Test
    void anExpiredPauseIsRefusedWithWhatEcsDid() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        webshop.aws.advanceMinutes(45);
        assertThatThrownBy(() -> answer(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("it is ROLLBACK_SUCCESSFUL")
                .hasMessageContaining("expired at ")
                .hasMessageContaining("ECS applied its timeout action ROLLBACK");
    }

    @Test
    void aPausedDeploymentThatWasReplacedIsRefusedWithWhatReplacedIt() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        webshop.aws.elsewhere(update -> update.forceNewDeployment(true));
        webshop.aws.clock.advance(Duration.ofSeconds(5));

        assertThatThrownBy(() -> answer(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("it is STOPPED")
                .hasMessageContaining("was never answered: the deployment ended before that")
                .hasMessageContaining("of a later update is in progress instead");
        assertThat(webshop.aws.calls("ecs:ContinueServiceDeployment")).isZero();
    }

    @Test
    void ofTwoHooksAtOnceOneHasToBeNamed() throws InterruptedException {
        webshop.ownHook(PauseFixture.TEST_TRAFFIC);
        UpdatedService updated = webshop.gated("two");
        ServiceDeployment waiting = webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        String hookId = waiting.lifecycleHookDetails().get(0).hookId();
        assertThatThrownBy(() -> answer(updated))
                .isInstanceOf(ServiceRefusedException.class)
                .hasMessageContaining("is waiting at 2 pause hooks at once")
                .hasMessageContaining(hookId);

        GateAnswer answered = paused.answer(SERVICE, updated.deployment(), Optional.of(hookId), GateAction.CONTINUE);
        assertThat(answered.hookId()).isEqualTo(hookId);
    }

    @Test
    void anAnswerThatAwsDidNotGetIsSentAgain() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        webshop.aws
                .simulator
                .faults()
                .next(1, "ecs:ContinueServiceDeployment", Faults.throttled())
                .next(1, "ecs:ContinueServiceDeployment", Faults.serverError())
                .next(1, "ecs:ContinueServiceDeployment", Faults.drop());

        assertThat(answer(updated).stage()).isEqualTo(PauseFixture.TEST_TRAFFIC);
        assertThat(webshop.aws.calls("ecs:ContinueServiceDeployment")).isEqualTo(4);
    }

    @Test
    void anAnswerWhoseConfirmationIsLostCounts() throws InterruptedException {
        UpdatedService updated = webshop.gated("two");
        webshop.pausedAt(PauseFixture.TEST_TRAFFIC);
        webshop.aws.simulator.faults().next(1, "ecs:ContinueServiceDeployment", Faults.answerLost());
        assertThat(answer(updated).action()).isEqualTo(GateAction.CONTINUE);
        assertThat(webshop.aws.calls("ecs:ContinueServiceDeployment")).isEqualTo(1);
    }

    private GateAnswer answer(UpdatedService updated) throws InterruptedException {
        return paused.answer(SERVICE, updated.deployment(), Optional.empty(), GateAction.CONTINUE);
    }
}
