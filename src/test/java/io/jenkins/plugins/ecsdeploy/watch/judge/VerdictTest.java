package io.jenkins.plugins.ecsdeploy.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rolled back by a user or another tool: requested.",
                "Stopped by a user or another tool: requested.",
                "ECS ended the deployment: requested.",
                "CodeDeploy ended the deployment: requested."
            })
    void theBuildsOwnRollbackIsReportedAsItsOwn(String reason) {
        assertThat(new Verdict(Outcome.ROLLED_BACK, reason).askedForBy("failFast"))
                .isEqualTo(new Verdict(Outcome.ROLLED_BACK, "Rolled back by this build (failFast): requested."));
    }

    @Test
    void aCircuitBreakerThatCameFirstStaysTheReason() {
        Verdict breaker = new Verdict(Outcome.ROLLED_BACK, "The circuit breaker counted 3 failed tasks.");
        assertThat(breaker.askedForBy("failFast")).isEqualTo(breaker);
    }

    @Test
    void whatWasNotRolledBackIsNoRollbackOfTheBuild() {
        Verdict failed =
                new Verdict(Outcome.FAILED, "CodeDeploy ended the deployment: stopped. Nothing was rolled back.");
        assertThat(failed.askedForBy("failFast")).isEqualTo(failed);
    }
}
