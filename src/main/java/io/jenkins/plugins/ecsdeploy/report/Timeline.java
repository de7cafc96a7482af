package io.jenkins.plugins.ecsdeploy.report;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Progressed;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent.Targets;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments of a deployment over time.
 *
 * @param moments oldest first; each holds until the next one
 * @param targets the health of load balancer targets, oldest first; each holds until the next one
 * @param gates when it was paused, and until when
 * @param end when the last moment ends: the deployment's end, or now
 */
public record Timeline(List<Progressed> moments, List<Targets> targets, List<Stretch> gates, Instant end) {

    /** A stretch of time in one phase, or in a pause. */
    public record Stretch(String name, Instant from, Instant to) {

        public Duration duration() {
            return Duration.between(from, to);
        }
    }

    public Timeline {
        moments = List.copyOf(moments);
        targets = List.copyOf(targets);
        gates = List.copyOf(gates);
    }

    /** @param now where the picture of a deployment ends that is still in progress */
    public static Timeline of(DeploymentRecord record, Instant now) {
        List<Progressed> moments = record.moments();
        Instant last = moments.isEmpty() ? now : moments.get(moments.size() - 1).at();
        Instant end = record.ended().map(ended -> ended.at()).orElse(now);
        Instant shown = end.isBefore(last) ? last : end;
        return new Timeline(moments, record.targets(), gates(record, shown), shown);
    }

    private static List<Stretch> gates(DeploymentRecord record, Instant end) {
        return record.pauses().stream()
                .map(pause -> new Stretch(
                        pause.paused().stage(),
                        pause.paused().at(),
                        pause.answered().map(answered -> answered.at()).orElse(end)))
                .filter(gate -> !gate.duration().isNegative())
                .toList();
    }

    public boolean isEmpty() {
        return moments.isEmpty();
    }

    public Instant start() {
        return moments.get(0).at();
    }

    /** The phases in order; the last one ends with the timeline. */
    public List<Stretch> phases() {
        List<Stretch> phases = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            Progressed moment = moments.get(i);
            Instant until = i + 1 < moments.size() ? moments.get(i + 1).at() : end;
            int last = phases.size() - 1;
            if (last >= 0 && phases.get(last).name().equals(moment.phase())) {
                phases.set(last, new Stretch(moment.phase(), phases.get(last).from(), until));
            } else {
                phases.add(new Stretch(moment.phase(), moment.at(), until));
            }
        }
        return phases;
    }
}
