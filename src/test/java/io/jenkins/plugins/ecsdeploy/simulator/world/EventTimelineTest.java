package io.jenkins.plugins.ecsdeploy.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTimelineTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final SimulatorClock.Manual clock = SimulatorClock.manual(START);
    private final EventTimeline timeline = new EventTimeline(clock);
    private final List<String> happened = new ArrayList<>();

    @Test
    void whatIsDueHappensInTheOrderOfItsTimeBeforeARequestIsAnswered() {
        timeline.after(Duration.ofSeconds(2), () -> note("second"));
        timeline.after(Duration.ofSeconds(1), () -> {
            note("first");
            timeline.after(Duration.ofSeconds(5), () -> note("third"));
        });
        timeline.after(Duration.ofSeconds(60), () -> note("later"));
        clock.advance(Duration.ofSeconds(30));

        assertThat(timeline.caughtUp(() -> List.copyOf(happened)))
                .containsExactly("first at 1 s", "second at 2 s", "third at 6 s");
        assertThat(timeline.now()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void thePastIsLivedThrough() {
        timeline.since(Duration.ofMinutes(1), () -> timeline.after(Duration.ofSeconds(10), () -> note("then")));

        assertThat(happened).containsExactly("then at -50 s");
        assertThat(timeline.now()).isEqualTo(START);
    }

    @Test
    void thePastCannotBeWrittenOnceSomethingIsPlanned() {
        timeline.after(Duration.ofSeconds(1), () -> note("planned"));

        assertThatThrownBy(() -> timeline.since(Duration.ofHours(1), () -> note("past")))
                .isInstanceOf(IllegalStateException.class);
    }

    private void note(String what) {
        happened.add(what + " at " + Duration.between(START, timeline.now()).toSeconds() + " s");
    }
}
