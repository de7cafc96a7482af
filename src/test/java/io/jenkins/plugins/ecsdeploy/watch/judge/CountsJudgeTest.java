package io.jenkins.plugins.ecsdeploy.watch.judge;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.look;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CountsJudgeTest {

    @Test
    void aChangedDesiredCountIsReachedWhenAsManyTasksRunAndNonePends() {
        assertThat(judge(OptionalInt.of(3), completed(look().counts(2, 1, 3)))).isEmpty();
        assertThat(judge(OptionalInt.of(3), completed(look().counts(3, 0, 3))))
                .map(Verdict::outcome)
                .contains(Outcome.SUCCEEDED);
    }

    @Test
    void rightCountsAreNotSteadyWhileADeploymentGoesOn() {
        assertThat(judge(
                        OptionalInt.empty(),
                        look().counts(2, 0, 2).deployment("ecs-svc/2", "PRIMARY", "webshop:2", "IN_PROGRESS")))
                .isEmpty();
    }

    @Test
    void anotherCountThanWasAskedForIsNotTakenForIt() {
        Verdict verdict =
                judge(OptionalInt.of(5), completed(look().counts(2, 0, 2))).orElseThrow();

        assertThat(verdict.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(verdict.reason()).contains("set to 2 since, instead of the 5 asked for");
    }

    @Test
    void noTaskIsNotSaidToRun() {
        assertThat(judge(OptionalInt.of(0), completed(look().counts(0, 0, 0))))
                .contains(new Verdict(Outcome.SUCCEEDED, "No task of webshop:2 runs: the desired count is 0."));
    }

    private static ObservationBuilder completed(ObservationBuilder looks) {
        return looks.deployment("ecs-svc/2", "PRIMARY", "webshop:2", "COMPLETED");
    }

    private static Optional<Verdict> judge(OptionalInt asked, ObservationBuilder looks) {
        return CountsJudge.judge(asked, looks.seen());
    }
}
