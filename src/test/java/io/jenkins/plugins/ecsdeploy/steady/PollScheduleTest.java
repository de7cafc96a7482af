package io.jenkins.plugins.ecsdeploy.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollScheduleTest {

    private final PollSchedule schedule = new PollSchedule(Duration.ofSeconds(4), Duration.ofSeconds(10));

    @Test
    void theFirstPauseAfterAChangeIsTheShortest() {
        assertThat(schedule.pause(0)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void pausesGrowWhileNothingChangesUpToTheLongest() {
        assertThat(schedule.pause(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(schedule.pause(2)).isGreaterThan(schedule.pause(1)).isLessThan(Duration.ofSeconds(10));
        assertThat(schedule.pause(1000)).isEqualTo(Duration.ofSeconds(10));
    }
}
