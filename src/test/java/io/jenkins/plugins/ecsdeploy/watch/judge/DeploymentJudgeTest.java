package io.jenkins.plugins.ecsdeploy.watch.judge;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.FOLLOWED;
import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentJudgeTest {

    @Test
    void aDeploymentThatIsNotListedYetIsNoVerdict() {
        assertThat(judge(observation().deployment("ecs-svc/2", "PRIMARY", "webshop:2", "IN_PROGRESS")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PENDING",
                "IN_PROGRESS",
                "STOP_REQUESTED",
                "ROLLBACK_REQUESTED",
                "ROLLBACK_IN_PROGRESS",
                "A_STATUS_OF_NEXT_YEAR"
            })
    void aStatusThatIsNotFinalIsNoVerdict(String status) {
        assertThat(judge(observation().status(status))).isEmpty();
    }

    @Test
    void aBakeTimeIsNoVerdictAlthoughAllTrafficHasShifted() {
        assertThat(judge(observation().status("IN_PROGRESS").stage("BAKE_TIME").traffic(100, 100)))
                .isEmpty();
    }

    @Test
    void successNamesWhatRuns() {
        Verdict verdict = judge(
                        observation().status("SUCCESSFUL").deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(verdict.reason()).isEqualTo("webshop:2 runs with 2 tasks.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void ecsOwnSuccessIsNoVerdictWhileTasksAreMissing(int running) {
        assertThat(judge(observation()
                        .counts(running, 0, 2)
                        .status("SUCCESSFUL")
                        .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED")))
                .isEmpty();
    }

    @Test
    void aServiceFromBeforeTheDeploymentIsNoVerdict() {
        assertThat(judge(observation()
                        .status("SUCCESSFUL")
                        .created(-3600)
                        .deployment("ecs-svc/1", "PRIMARY", "webshop:1", "COMPLETED")))
                .isEmpty();
    }

    @Test
    void whatIsLeftOfEarlierRevisionsIsNamed() {
        Verdict verdict = judge(observation()
                        .status("SUCCESSFUL")
                        .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED")
                        .counts(1, 0, 0)
                        .deployment("ecs-svc/1", "ACTIVE", "webshop:1", "COMPLETED"))
                .orElseThrow();
        assertThat(verdict.reason())
                .isEqualTo("webshop:2 runs with 2 tasks. 1 task of webshop:1 (ecs-svc/1) still runs: draining, or"
                        + " protected from scale-in.");
    }

    @Test
    void aRollbackByTheCircuitBreakerNamesItsCountAndWhatRunsNow() {
        Verdict verdict = judge(observation()
                        .status("ROLLBACK_SUCCESSFUL")
                        .breakerTriggered(3)
                        .runs("webshop:1"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(verdict.reason())
                .isEqualTo("The circuit breaker counted 3 failed tasks (its threshold is 3). ECS rolled back to"
                        + " webshop:1.");
    }

    @Test
    void aRollbackByAnAlarmNamesTheAlarm() {
        Verdict verdict = judge(
                        observation().status("ROLLBACK_SUCCESSFUL").alarm("5xx").runs("webshop:1"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(verdict.reason()).startsWith("CloudWatch alarm 5xx went off.");
    }

    @Test
    void aRollbackThatFailedIsAFailureAndSaysTheServiceMayBeDegraded() {
        Verdict verdict = judge(observation().status("ROLLBACK_FAILED").because("no capacity"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("degraded").contains("no capacity");
    }

    @Test
    void aReplacedDeploymentIsSupersededAndNamesTheOther() {
        Verdict verdict = judge(observation()
                        .status("STOPPED")
                        .created(60)
                        .deployment("ecs-svc/3", "PRIMARY", "webshop:3", "IN_PROGRESS"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(verdict.reason()).contains("ecs-svc/3").contains("webshop:3");
    }

    @Test
    void aReturnToTheEarlierDeploymentIsNotSuperseded() {
        Verdict verdict = judge(observation()
                        .status("STOPPED")
                        .because("Stopped by user")
                        .runs("webshop:1")
                        .created(-3600)
                        .deployment("ecs-svc/1", "PRIMARY", "webshop:1", "IN_PROGRESS"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(verdict.reason()).contains("Stopped by user").contains("webshop:1 runs now");
    }

    @Test
    void successBeforeALaterUpdateNamesBoth() {
        Verdict verdict = judge(observation()
                        .status("SUCCESSFUL")
                        .runs("webshop:3")
                        .created(600)
                        .deployment("ecs-svc/3", "PRIMARY", "webshop:3", "IN_PROGRESS"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(verdict.reason())
                .isEqualTo("The deployment of webshop:2 completed. Since then webshop:3 has taken over.");
    }

    @Test
    void aLaterDeploymentThatWasRolledBackHasStillSupersededIt() {
        Verdict verdict = judge(observation()
                        .status("STOPPED")
                        .finished(300)
                        .next("ecs-svc/3", 299)
                        .runs("webshop:1")
                        .created(-3600)
                        .deployment("ecs-svc/1", "PRIMARY", "webshop:1", "COMPLETED"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(verdict.reason())
                .isEqualTo("Superseded by a later update: deployment ecs-svc/3, which has ended since; webshop:1 runs"
                        + " now.");
    }

    @Test
    void aPauseThatExpiredDoesNotMakeASupersededDeploymentAFailure() {
        assertThat(judge(observation()
                        .status("STOPPED")
                        .finished(300)
                        .expiredPause()
                        .created(299)
                        .deployment("ecs-svc/3", "PRIMARY", "webshop:3", "IN_PROGRESS")))
                .map(Verdict::outcome)
                .contains(Outcome.SUPERSEDED);
    }

    @Test
    void anUpdateAfterItsEndHasNotSupersededADeployment() {
        assertThat(judge(observation()
                        .status("STOPPED")
                        .because("Stopped by user")
                        .finished(300)
                        .next("ecs-svc/3", 900)
                        .created(900)
                        .deployment("ecs-svc/3", "PRIMARY", "webshop:3", "IN_PROGRESS")))
                .map(Verdict::outcome)
                .contains(Outcome.STOPPED);
    }

    @Test
    void aServiceThatIsCreatedAgainUnderItsNameIsAFailure() {
        Verdict verdict =
                judge(observation().status("IN_PROGRESS").serviceCreated(600)).orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason())
                .contains("deleted during the deployment, and created again at 2026-01-01T12:10:00Z");
    }

    @Test
    void aFailureWithRollbackOffIsAFailureAndNotStopped() {
        Verdict verdict = judge(observation()
                        .status("STOPPED")
                        .breakerTriggered(3)
                        .rollsBack(false, true)
                        .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "FAILED"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("counted 3 failed tasks").contains("Rollback is off");
    }

    @Test
    void aDeploymentThatAUserStoppedSaysWhatEcsSays() {
        Verdict verdict = judge(observation()
                        .status("STOPPED")
                        .because("Stopped by user")
                        .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "IN_PROGRESS"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(verdict.reason()).contains("Stopped by user");
    }

    @Test
    void aServiceDeletedMeanwhileIsAFailure() {
        Verdict verdict =
                judge(observation().service("DRAINING").status("IN_PROGRESS")).orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("deleted").contains("DRAINING");
    }

    @Test
    void aFailureWithRollbackOnSaysWhyNothingWasRolledBack() {
        Verdict verdict = judge(observation()
                        .status("STOPPED")
                        .breakerTriggered(3)
                        .rollsBack(true, false)
                        .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "FAILED"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("no completed deployment to go back to");
    }

    @Test
    void anAlarmWithRollbackOffIsAFailureAlthoughTheBreakerRollsBack() {
        Verdict verdict = judge(observation().status("STOPPED").alarm("5xx").rollsBack(true, false))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("alarm 5xx").contains("Rollback is off");
    }

    @Test
    void aHookThatFailedIsAFailureWhereNothingIsRolledBack() {
        assertThat(judge(observation().status("STOPPED").hook("TIMED_OUT")))
                .map(Verdict::outcome)
                .contains(Outcome.FAILED);
    }

    @Test
    void aRollbackByAUserNamesNeitherBreakerNorAlarm() {
        Verdict verdict = judge(observation()
                        .status("ROLLBACK_SUCCESSFUL")
                        .because("Service deployment rolled back because of user request.")
                        .runs("webshop:1"))
                .orElseThrow();
        assertThat(verdict.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(verdict.reason()).startsWith("Rolled back by a user or another tool");
    }

    @Test
    void aServiceScaledToZeroIsNotSaidToRun() {
        Verdict verdict = judge(observation()
                        .counts(0, 0, 0)
                        .status("SUCCESSFUL")
                        .deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED"))
                .orElseThrow();
        assertThat(verdict.reason()).contains("runs no task");
    }

    private static Optional<Verdict> judge(ObservationBuilder built) {
        return new OutcomeJudge(
                        Optional.of(FOLLOWED), Optional.of("webshop:2"), OptionalInt.empty(), ObservationBuilder.START)
                .judge(built.seen());
    }
}
