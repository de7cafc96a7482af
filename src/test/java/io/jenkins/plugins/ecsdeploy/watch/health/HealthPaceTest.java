package io.jenkins.plugins.ecsdeploy.watch.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthPaceTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final HealthPace pace = new HealthPace();

    @Test
    void whileNothingChangesAndAllAreHealthyNothingIsRead() {
        assertThat(pace.isDue(1, START)).isTrue();
        pace.read(new TargetCounts(2, 2, ""));
        assertThat(pace.isDue(1, START.plusSeconds(3600))).isFalse();
    }

    @Test
    void aChangeOfTasksIsReadAtOnce() {
        pace.isDue(1, START);
        pace.read(new TargetCounts(2, 2, ""));
        assertThat(pace.isDue(2, START.plusSeconds(1))).isTrue();
    }

    @Test
    void unhealthyTargetsAreReadAgainHalfAMinuteLater() {
        pace.isDue(1, START);
        pace.read(new TargetCounts(1, 2, "1 load balancer target unhealthy"));
        assertThat(pace.isDue(1, START.plusSeconds(29))).isFalse();
        assertThat(pace.isDue(1, START.plusSeconds(30))).isTrue();
        assertThat(pace.isDue(1, START.plusSeconds(31))).isFalse();
    }

    @Test
    void onlyADifferenceIsReported() {
        assertThat(pace.read(new TargetCounts(1, 2, ""))).isTrue();
        assertThat(pace.read(new TargetCounts(1, 2, ""))).isFalse();
        assertThat(pace.read(new TargetCounts(2, 2, ""))).isTrue();
    }

    @Test
    void whatMayNotBeReadIsNotAskedForAgain() {
        pace.isDue(1, START);
        pace.refused();
        assertThat(pace.isDue(2, START.plusSeconds(60))).isFalse();
    }
}
