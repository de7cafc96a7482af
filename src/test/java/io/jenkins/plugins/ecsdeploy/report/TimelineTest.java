package io.jenkins.plugins.ecsdeploy.report;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.START;
import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final TimelineSvg.Names NAMES = new TimelineSvg.Names("webshop:1", "webshop:2");

    private final List<DeploymentEvent> events = new ArrayList<>();
    private final DeploymentRecorder recorder = new DeploymentRecorder(Clock.fixed(START, ZoneOffset.UTC), events::add);

    @Test
    void phasesLastUntilTheNextOneBegins() {
        observed("SCALE_UP", 0);
        observed("SCALE_UP", 20);
        observed("BAKE_TIME", 60);
        Timeline timeline = timeline(START.plusSeconds(360));
        assertThat(timeline.phases()).extracting(Timeline.Stretch::name).containsExactly("SCALE_UP", "BAKE_TIME");
        assertThat(timeline.phases())
                .extracting(Timeline.Stretch::duration)
                .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(300));
    }

    @Test
    void anHourWithoutChangeIsOneMoment() {
        for (int second = 0; second <= 3600; second += 15) {
            observed("BAKE_TIME", second);
        }
        assertThat(timeline(START.plusSeconds(3600)).moments())
                .extracting(DeploymentEvent.Progressed::at)
                .containsExactly(START);
    }

    @Test
    void aPauseLastsUntilItsAnswer() {
        observed("POST_SCALE_UP", 0);
        events.add(new DeploymentEvent.Paused(START.plusSeconds(10), "POST_SCALE_UP", "h1", null, "ROLLBACK", ""));
        events.add(new DeploymentEvent.Answered(START.plusSeconds(70), "POST_SCALE_UP", "continue", "ann", ""));
        assertThat(timeline(START.plusSeconds(100)).gates())
                .extracting(Timeline.Stretch::duration)
                .containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void theDrawingNamesItsPhasesAndHasNoScriptAndNoStyle() {
        observed("SCALE_UP", 0);
        observed("BAKE_TIME", 300);
        String svg = TimelineSvg.draw(timeline(START.plusSeconds(600)), NAMES);
        assertThat(svg)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .endsWith("</svg>")
                .contains("SCALE_UP, 5 min")
                .contains("aria-label=\"Phases: SCALE_UP for 5 min, then BAKE_TIME for 5 min.\"")
                .contains("webshop:2")
                .doesNotContain("<script")
                .doesNotContain("style");
    }

    @Test
    void anEmptyTimelineIsDrawnToo() {
        assertThat(TimelineSvg.draw(timeline(START), NAMES)).contains("Nothing was observed.");
    }

    private Timeline timeline(Instant now) {
        return Timeline.of(DeploymentRecord.of(events), now);
    }

    private void observed(String stage, int second) {
        recorder.observed(
                observation().status("IN_PROGRESS").stage(stage).at(second).seen());
    }
}
