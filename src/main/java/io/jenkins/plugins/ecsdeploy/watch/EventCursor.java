package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tells each service event once, and none from before the deployment. Times compared are ECS's own, never ours. */
final class EventCursor {

    private final Instant since;
    private final ReportedEvents told;

    private EventCursor(Instant since, ReportedEvents told) {
        this.since = since;
        this.told = told;
    }

    /**
     * Tells what ECS logged since a deployment was created.
     *
     * @param told before, by a wait that this one goes on from; added to
     */
    static EventCursor since(Instant created, ReportedEvents told) {
        return new EventCursor(created, told);
    }

    /** Tells what is not there yet. */
    static EventCursor after(List<ServiceEvent> present, ReportedEvents told) {
        present.forEach(event -> told.add(event.id()));
        Instant newest = present.stream()
                .map(ServiceEvent::createdAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new EventCursor(newest, told);
    }

    /** @return the events not told before, oldest first */
    List<ServiceEvent> fresh(List<ServiceEvent> listed) {
        List<ServiceEvent> fresh = new ArrayList<>();
        for (ServiceEvent event : sinceStart(listed)) {
            if (told.add(event.id())) {
                fresh.add(event);
            }
        }
        told.keepOnly(listed);
        Collections.reverse(fresh);
        return fresh;
    }

    /** All events of the watched time that ECS still has, newest first. */
    List<ServiceEvent> sinceStart(List<ServiceEvent> listed) {
        return listed.stream()
                .filter(event -> !event.createdAt().isBefore(since))
                .toList();
    }
}
