package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.util.ArrayList;
import java.util.List;

/** Collects a {@link Timeline} while a deployment is watched. For one watch, in one thread. */
public final class TimelineRecorder implements WatchListener {

    private final List<Progress> moments = new ArrayList<>();
    private final List<ServiceEvent> events = new ArrayList<>();

    @Override
    public void event(ServiceEvent event) {
        events.add(event);
    }

    /** Keeps what differs, and of equal moments the first and the last, so that hours of baking stay small. */
    @Override
    public void observed(Observation seen) {
        Progress moment = Progress.of(seen);
        int size = moments.size();
        boolean repeats = size >= 2
                && moments.get(size - 1).looksLike(moment)
                && moments.get(size - 2).looksLike(moment);
        if (repeats) {
            moments.set(size - 1, moment);
        } else {
            moments.add(moment);
        }
    }

    public Timeline timeline() {
        return new Timeline(moments, events);
    }
}
