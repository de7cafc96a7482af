package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the service events to report: each once, and none from before the deployment. All times compared are ECS' own.
 */
final class EventCursor {

    private final Instant since;
    private final ReportedEvents reported;

    private EventCursor(Instant since, ReportedEvents reported) {
        this.since = since;
        this.reported = reported;
    }

    /**
     * The events that ECS has logged since a deployment was created.
     *
     * @param reported by an earlier wait, which this one continues; added to
     */
    static EventCursor since(Instant created, ReportedEvents reported) {
        return new EventCursor(created, reported);
    }

    /** The events that are not listed yet. */
    static EventCursor after(List<ServiceEvent> present, ReportedEvents reported) {
        present.forEach(event -> reported.add(event.id()));
        Instant newest = present.stream()
                .map(ServiceEvent::createdAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new EventCursor(newest, reported);
    }

    /** @return the events not reported before, oldest first */
    List<ServiceEvent> fresh(List<ServiceEvent> listed) {
        List<ServiceEvent> fresh = new ArrayList<>();
        for (ServiceEvent event : sinceStart(listed)) {
            if (reported.add(event.id())) {
                fresh.add(event);
            }
        }
        reported.keepOnly(listed);
        Collections.reverse(fresh);
        return fresh;
    }

    /** All events since the start that are listed, newest first. */
    List<ServiceEvent> sinceStart(List<ServiceEvent> listed) {
        return listed.stream()
                .filter(event -> !event.createdAt().isBefore(since))
                .toList();
    }
}
