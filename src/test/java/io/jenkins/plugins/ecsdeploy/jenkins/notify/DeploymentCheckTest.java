package io.jenkins.plugins.ecsdeploy.jenkins.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentCheckTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, SUCCESS",
        "UNCHANGED, SUCCESS",
        "REACHED, SUCCESS",
        "PAUSED, NONE",
        "ROLLED_BACK, FAILURE",
        "FAILED, FAILURE",
        "STOPPED, FAILURE",
        "SUPERSEDED, CANCELED",
        "TIMED_OUT, TIME_OUT",
        "UNKNOWN, NEUTRAL",
        "OF_NEXT_YEAR, FAILURE",
    })
    void eachOutcomeHasAConclusion(String outcome, String conclusion) {
        assertThat(ended(outcome, "").conclusion()).isEqualTo(conclusion);
    }

    @Test
    void aServiceHasOneCheck() {
        assertThat(DeploymentCheck.name(new RecordedService("", "eu-central-1", "shop", "webshop")))
                .isEqualTo("Amazon ECS: webshop in shop");
    }

    @Test
    void aPauseSaysUntilWhen() {
        assertThat(DeploymentCheck.of(new DeploymentEvent.Paused(START, "POST_SCALE_UP", "h", START, "ROLLBACK", "")))
                .isEqualTo(new DeploymentCheck(
                        "NONE",
                        "Paused at POST_SCALE_UP",
                        "The deployment waits for an answer until 2026-01-01 12:00:00 UTC.",
                        ""));
    }

    @Test
    void theCauseIsCodeThatNothingInItCanEnd() {
        assertThat(ended("FAILED", "", "exit code 1", "```", "# heading").text())
                .isEqualTo("````\nexit code 1\n```\n# heading\n````");
    }

    @Test
    void aReasonStaysTextInMarkdown() {
        assertThat(ended("FAILED", "see [this](http://x) @team <b>").summary())
                .isEqualTo("see \\[this\\]\\(http://x\\) \\@team \\<b\\>");
    }

    private static DeploymentCheck ended(String outcome, String reason, String... cause) {
        return DeploymentCheck.of(new DeploymentEvent.Ended(START, outcome, reason, List.of(cause), 5));
    }
}
