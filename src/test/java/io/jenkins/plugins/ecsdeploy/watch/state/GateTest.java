package io.jenkins.plugins.ecsdeploy.watch.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    void itsTimeIsToldToTheSecond() {
        assertThat(gate("POST_SCALE_UP").describe())
                .isEqualTo("Paused at POST_SCALE_UP (hook h1); rolls back automatically at 2026-01-01T12:00:07Z.");
    }

    @Test
    void aRollingDeploymentPausesAtNoStage() {
        assertThat(gate("").describe()).startsWith("Paused (hook h1); rolls back automatically");
    }

    private static Gate gate(String stage) {
        return new Gate(
                "arn",
                stage,
                "h1",
                Optional.of(Instant.parse("2026-01-01T12:00:07.123456Z")),
                "ROLLBACK",
                0,
                0,
                Optional.empty(),
                "");
    }
}
