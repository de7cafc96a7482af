package io.jenkins.plugins.ecsdeploy.report;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final TimelineRecorder recorder = new TimelineRecorder();

    @Test
    void phasesLastUntilTheNextOneBegins() {
        record("SCALE_UP", 0);
        record("SCALE_UP", 20);
        record("BAKE_TIME", 60);
        record("BAKE_TIME", 360);
        Timeline timeline = recorder.timeline();
        assertThat(timeline.phases()).extracting(Timeline.Phase::name).containsExactly("SCALE_UP", "BAKE_TIME");
        assertThat(timeline.phases())
                .extracting(Timeline.Phase::duration)
                .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(300));
    }

    @Test
    void anHourWithoutChangeIsTwoMoments() {
        for (int second = 0; second <= 3600; second += 15) {
            record("BAKE_TIME", second);
        }
        assertThat(recorder.timeline().moments())
                .extracting(Progress::at)
                .containsExactly(ObservationBuilder.START, ObservationBuilder.START.plusSeconds(3600));
    }

    @Test
    void theDrawingNamesItsPhasesAndHasNoScriptAndNoStyle() {
        record("SCALE_UP", 0);
        record("BAKE_TIME", 300);
        String svg = TimelineSvg.draw(recorder.timeline());
        assertThat(svg)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .endsWith("</svg>")
                .contains("SCALE_UP, 5 min")
                .doesNotContain("<script")
                .doesNotContain("style");
    }

    @Test
    void anEmptyTimelineIsDrawnToo() {
        assertThat(TimelineSvg.draw(recorder.timeline())).contains("Nothing was observed.");
    }

    private void record(String stage, int second) {
        recorder.observed(
                observation().status("IN_PROGRESS").stage(stage).at(second).seen());
    }
}
