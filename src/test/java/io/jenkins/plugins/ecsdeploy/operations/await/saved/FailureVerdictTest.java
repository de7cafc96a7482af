package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureVerdictTest {

    @Test
    void aRollbackThatFailsIsNotCalledOne() {
        Verdict verdict = FailureVerdict.after("It failed.", new Verdict(Outcome.TIMED_OUT, "Timed out."));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.reason()).contains("did not succeed (TIMED_OUT): Timed out.");
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "FAILED")
    void nothingElseThanAFailureIsRolledBack(Outcome outcome) {
        assertThat(FailureVerdict.needsRollback(outcome)).isFalse();
    }
}
