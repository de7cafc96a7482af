package io.jenkins.plugins.ecsdeploy.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void aBuildContinuesAfterAGoodOutcomeOnly() {
        assertThat(Outcome.values())
                .filteredOn(Outcome::isGood)
                .containsExactly(Outcome.SUCCEEDED, Outcome.REACHED, Outcome.PAUSED, Outcome.UNCHANGED);
    }

    @Test
    void firstBadOutcomeSpeaksForAllServices() {
        assertThat(Outcome.ofAll(List.of(Outcome.SUCCEEDED, Outcome.STOPPED, Outcome.FAILED)))
                .isEqualTo(Outcome.STOPPED);
    }

    @Test
    void serviceThatIsFurthestFromItsEndSpeaksForAllWhereNoneIsBad() {
        assertThat(Outcome.ofAll(List.of(Outcome.UNCHANGED, Outcome.REACHED, Outcome.PAUSED, Outcome.SUCCEEDED)))
                .isEqualTo(Outcome.PAUSED);
        assertThat(Outcome.ofAll(List.of(Outcome.UNCHANGED, Outcome.SUCCEEDED))).isEqualTo(Outcome.SUCCEEDED);
        assertThat(Outcome.ofAll(List.of(Outcome.UNCHANGED, Outcome.UNCHANGED))).isEqualTo(Outcome.UNCHANGED);
    }
}
