package io.jenkins.plugins.ecsdeploy.watch;

import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.START;
import static io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder.observation;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.watch.judge.ObservationBuilder;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import org.junit.jupiter.api.Test;

class EventCursorTest {

    @Test
    void eachEventOfTheDeploymentIsReportedOnceOldestFirst() {
        EventCursor cursor = EventCursor.since(START, new ReportedEvents());
        ObservationBuilder built = observation()
                .event("old", -60, "before")
                .event("a", 0, "started")
                .event("b", 5, "registered");
        assertThat(cursor.fresh(built.seen().service().events()))
                .extracting(ServiceEvent::message)
                .containsExactly("started", "registered");
        assertThat(cursor.fresh(built.event("c", 9, "steady").seen().service().events()))
                .extracting(ServiceEvent::message)
                .containsExactly("steady");
    }

    @Test
    void withoutADeploymentOnlyLaterEventsAreReported() {
        EventCursor cursor = EventCursor.after(
                observation()
                        .event("old", 100, "already there")
                        .seen()
                        .service()
                        .events(),
                new ReportedEvents());
        assertThat(cursor.fresh(observation()
                        .event("old", 100, "already there")
                        .event("new", 100, "in the same second")
                        .seen()
                        .service()
                        .events()))
                .extracting(ServiceEvent::message)
                .containsExactly("in the same second");
    }
}
