package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment over time.
 *
 * @param moments oldest first; each holds until the next one
 * @param events oldest first
 */
public record Timeline(List<Progress> moments, List<ServiceEvent> events) {

    /** A stretch of time in one phase. */
    public record Phase(String name, Instant from, Instant to) {

        public Duration duration() {
            return Duration.between(from, to);
        }
    }

    public Timeline {
        moments = List.copyOf(moments);
        events = List.copyOf(events);
    }

    public boolean isEmpty() {
        return moments.isEmpty();
    }

    public Instant start() {
        return moments.get(0).at();
    }

    public Instant end() {
        return moments.get(moments.size() - 1).at();
    }

    /** The phases in order; the last one ends with the last moment. */
    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Progress moment = moments.get(i);
            Instant until = i + 1 < moments.size() ? moments.get(i + 1).at() : moment.at();
            int last = phases.size() - 1;
            if (last >= 0 && phases.get(last).name().equals(moment.phase())) {
                phases.set(last, new Phase(moment.phase(), phases.get(last).from(), until));
            } else {
                phases.add(new Phase(moment.phase(), moment.at(), until));
            }
        }
        return phases;
    }
}
