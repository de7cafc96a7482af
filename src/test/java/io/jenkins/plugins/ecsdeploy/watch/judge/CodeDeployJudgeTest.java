package io.jenkins.plugins.ecsdeploy.watch.judge;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeDeployJudgeTest {

    @ParameterizedTest
    @ValueSource(strings = {"Created", "Queued", "InProgress", "Ready", "Baking", "AStatusOfNextYear"})
    void aStatusThatIsNotFinalIsNoVerdict(String status) {
        assertThat(judge(observation().status(status))).isEmpty();
    }

    @Test
    void aDeploymentThatSucceededNamesWhatRuns() {
        assertThat(judge(observation().status("Succeeded").taskSet("PRIMARY", "webshop:2", "d-A1B2C3D4E")))
                .contains(new Verdict(Outcome.SUCCEEDED, "webshop:2 runs with 2 tasks."));
    }

    @Test
    void codeDeploysOwnSuccessIsNoVerdictWhileTasksAreMissing() {
        assertThat(judge(observation()
                        .status("Succeeded")
                        .counts(1, 1, 2)
                        .taskSet("PRIMARY", "webshop:2", "d-A1B2C3D4E")))
                .isEmpty();
    }

    @Test
    void aTaskSetFromBeforeTheDeploymentIsNoVerdict() {
        assertThat(judge(observation().status("Succeeded").created(-60).taskSet("PRIMARY", "webshop:1", "d-EARLIER")))
                .isEmpty();
    }

    @Test
    void aLaterDeploymentThatHasTakenOverIsNamed() {
        assertThat(judge(observation().status("Succeeded").created(600).taskSet("PRIMARY", "webshop:3", "d-LATER")))
                .contains(new Verdict(
                        Outcome.SUCCEEDED, "The deployment completed. Since then webshop:3 has taken over."));
    }

    @Test
    void aTaskSetThatIsLeftOverIsNamed() {
        assertThat(judge(observation()
                        .status("Succeeded")
                        .taskSet("PRIMARY", "webshop:2", "d-A1B2C3D4E")
                        .taskSet("ACTIVE", "webshop:1", "d-EARLIER")))
                .map(Verdict::reason)
                .contains("webshop:2 runs with 2 tasks. 2 tasks of webshop:1 (task set ecs-svc/1) still run: CodeDeploy"
                        + " has left them behind, or terminates them later.");
    }

    @Test
    void aFailureIsNotCalledSoBeforeItsRollbackHasEnded() {
        assertThat(judge(observation().status("Failed").rollback("d-BACK", "InProgress")))
                .isEmpty();
    }

    @Test
    void aRollbackNamesTheDeploymentThatDidIt() {
        Verdict verdict = judge(observation()
                        .status("Failed")
                        .because("HOOK_EXECUTION_FAILURE: the hook failed")
                        .runs("webshop:1")
                        .rollback("d-BACK", "Succeeded"))
                .orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(verdict.reason()).contains("HOOK_EXECUTION_FAILURE").contains("webshop:1 (deployment d-BACK)");
    }

    @Test
    void aRollbackThatFailsIsAFailureThatMayHaveDegradedTheService() {
        Verdict verdict = judge(observation().status("Failed").rollback("d-BACK", "Failed"))
                .orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("degraded");
    }

    @Test
    void aFailureWithoutARollbackSaysThatNothingWasRolledBack() {
        Verdict verdict = judge(observation().status("Failed")).orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("Nothing was rolled back");
    }

    @Test
    void aPersonsStopWithoutARollbackIsStopped() {
        Verdict verdict = judge(observation().status("Stopped").because("MANUAL_STOP: stopped"))
                .orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(verdict.reason()).contains("MANUAL_STOP");
    }

    @Test
    void aPersonsStopWithARollbackIsRolledBackByAPerson() {
        Verdict verdict = judge(observation()
                        .status("Stopped")
                        .because("MANUAL_STOP: stopped")
                        .rollback("d-BACK", "Succeeded"))
                .orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(verdict.reason()).startsWith("Stopped by a user or another tool");
    }

    @Test
    void anAlarmThatStopsItIsAFailureNotAPerson() {
        assertThat(judge(observation().status("Stopped").because("ALARM_ACTIVE: 5xx")))
                .map(Verdict::outcome)
                .contains(Outcome.FAILED);
    }

    private static Optional<Verdict> judge(ObservationBuilder built) {
        return new OutcomeJudge(
                        Optional.of(new DeploymentId("d-A1B2C3D4E")),
                        Optional.empty(),
                        OptionalInt.empty(),
                        ObservationBuilder.START)
                .judge(built.strategy("CODE_DEPLOY").seen());
    }
}
