package io.jenkins.plugins.ecsdeploy.watch.judge;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CountsJudgeTest {

    @Test
    void aChangedDesiredCountIsReachedWhenAsManyTasksRunAndNonePends() {
        assertThat(judge(OptionalInt.of(3), completed(observation().counts(2, 1, 3))))
                .isEmpty();
        assertThat(judge(OptionalInt.of(3), completed(observation().counts(3, 0, 3))))
                .map(Verdict::outcome)
                .contains(Outcome.SUCCEEDED);
    }

    @Test
    void countsAreNotSteadyDuringADeployment() {
        assertThat(judge(
                        OptionalInt.empty(),
                        observation().counts(2, 0, 2).deployment("ecs-svc/2", "PRIMARY", "webshop:2", "IN_PROGRESS")))
                .isEmpty();
    }

    @Test
    void earlierTasksThatRunOnBesideACompletedDeploymentAreNamed() {
        Verdict verdict = judge(
                        OptionalInt.empty(),
                        completed(observation().counts(2, 0, 2))
                                .counts(3, 0, 2)
                                .deployment("ecs-svc/1", "ACTIVE", "webshop:1", "COMPLETED"))
                .orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(verdict.reason())
                .isEqualTo("webshop:2 runs with 2 tasks, as desired. 3 tasks of webshop:1 (ecs-svc/1) still run:"
                        + " draining, or protected from scale-in.");
    }

    @Test
    void anotherCountThanRequestedIsSuperseded() {
        Verdict verdict = judge(OptionalInt.of(5), completed(observation().counts(2, 0, 2)))
                .orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(verdict.reason()).contains("is now 2 instead of the requested 5");
    }

    @Test
    void noTaskIsNotSaidToRun() {
        assertThat(judge(OptionalInt.of(0), completed(observation().counts(0, 0, 0))))
                .contains(new Verdict(Outcome.SUCCEEDED, "webshop:2 runs no task: the desired count is 0."));
    }

    private static ObservationBuilder completed(ObservationBuilder built) {
        return built.deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED");
    }

    private static Optional<Verdict> judge(OptionalInt asked, ObservationBuilder built) {
        return CountsJudge.judge(asked, built.seen());
    }
}
