package io.jenkins.plugins.ecsdeploy.steady;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells each service event once, and none from before the deployment. Times compared are ECS's own, never ours. */
final class EventCursor {

    private final Optional<Instant> since;
    private final Set<String> fromBefore = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    private EventCursor(Optional<Instant> since) {
        this.since = since;
    }

    /** Tells what ECS logged since a deployment was created. */
    static EventCursor since(Instant created) {
        return new EventCursor(Optional.of(created));
    }

    /** Tells what was not there yet at a first look. */
    static EventCursor after(Observation first) {
        EventCursor cursor = new EventCursor(Optional.empty());
        first.events().forEach(event -> cursor.fromBefore.add(event.id()));
        return cursor;
    }

    /** Leaves these out: they were told before a restart. */
    void skip(Set<String> eventIds) {
        told.addAll(eventIds);
    }

    /** @return the events not told before, oldest first */
    List<ServiceEvent> fresh(Observation seen) {
        List<ServiceEvent> fresh = new ArrayList<>();
        for (ServiceEvent event : sinceStart(seen)) {
            if (told.add(event.id())) {
                fresh.add(event);
            }
        }
        Collections.reverse(fresh);
        return fresh;
    }

    /** All events of the watched time that ECS still has, newest first. */
    List<ServiceEvent> sinceStart(Observation seen) {
        return seen.events().stream()
                .filter(event -> !fromBefore.contains(event.id()))
                .filter(event -> since.isEmpty() || !event.createdAt().isBefore(since.get()))
                .toList();
    }
}
