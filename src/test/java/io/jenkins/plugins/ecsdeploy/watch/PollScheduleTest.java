package io.jenkins.plugins.ecsdeploy.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.PollSchedule.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollScheduleTest {

    private final PollSchedule schedule = new PollSchedule(Duration.ofSeconds(4), Duration.ofSeconds(10));

    @Test
    void theFirstPauseAfterAChangeIsTheShortest() {
        assertThat(schedule.pause(Pace.BUSY, 0)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void pausesGrowWhileNothingChangesUpToTheLongest() {
        assertThat(schedule.pause(Pace.BUSY, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(schedule.pause(Pace.BUSY, 2))
                .isGreaterThan(schedule.pause(Pace.BUSY, 1))
                .isLessThan(Duration.ofSeconds(10));
        assertThat(schedule.pause(Pace.BUSY, 1000)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aNearEndIsPolledMoreOftenButNotForever() {
        assertThat(schedule.pause(Pace.ENDING, 100)).isEqualTo(Duration.ofMillis(2800));
        assertThat(schedule.pause(Pace.ENDING, 1000)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aStageThatOnlyTakesTimeIsPolledRarely() {
        assertThat(schedule.pause(Pace.QUIET, 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(schedule.serviceMayBe(Pace.QUIET)).isGreaterThan(schedule.serviceMayBe(Pace.BUSY));
    }
}
