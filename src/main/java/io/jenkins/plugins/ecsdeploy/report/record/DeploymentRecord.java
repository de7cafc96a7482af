package io.jenkins.plugins.ecsdeploy.report.record;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known about one deployment of one service.
 *
 * @param started empty if its line was lost
 * @param moments stages, traffic and tasks over time, oldest first; each holds until the next
 * @param targets the health of load balancer targets over time, oldest first; each holds until the next
 * @param reported lines of the service's event log, oldest first
 * @param pauses oldest first, each with its answer if there was one
 * @param ended how the last wait for it ended; empty while it is waited for
 * @param cut whether the record became too long, and some of the progress is missing
 * @param unreadable lines of the file that could not be read
 */
public record DeploymentRecord(
        Optional<DeploymentEvent.Started> started,
        List<DeploymentEvent.Progressed> moments,
        List<DeploymentEvent.Targets> targets,
        List<DeploymentEvent.Reported> reported,
        List<Pause> pauses,
        Optional<DeploymentEvent.Ended> ended,
        boolean cut,
        int unreadable) {

    /** A pause, and what came of it. */
    public record Pause(DeploymentEvent.Paused paused, Optional<DeploymentEvent.Answered> answered) {}

    public DeploymentRecord {
        moments = List.copyOf(moments);
        targets = List.copyOf(targets);
        reported = List.copyOf(reported);
        pauses = List.copyOf(pauses);
    }

    /** @param events of one deployment, in their order */
    public static DeploymentRecord of(List<DeploymentEvent> events) {
        return of(events, 0);
    }

    static DeploymentRecord of(List<DeploymentEvent> events, int unreadable) {
        Folding folding = new Folding();
        events.forEach(folding::add);
        return folding.record(unreadable);
    }

    /** When it began; the epoch if nothing is known of it. */
    public Instant begun() {
        return started.map(DeploymentEvent.Started::at)
                .or(() -> moments.stream().findFirst().map(DeploymentEvent.Progressed::at))
                .or(() -> ended.map(DeploymentEvent.Ended::at))
                .orElse(Instant.EPOCH);
    }

    /** {@code webshop}, also if the service was named by its ARN; empty if unknown. */
    public String service() {
        return started.map(event -> Arn.name(event.service())).orElse("");
    }

    /** The same of its cluster. */
    public String cluster() {
        return started.map(event -> Arn.name(event.cluster())).orElse("");
    }

    /** {@code family:revision}; empty if unknown. */
    public String taskDefinition() {
        return started.map(event -> Arn.name(event.taskDefinition())).orElse("");
    }

    /** {@code family:revision} of what ran before; empty if unknown. */
    public String previousTaskDefinition() {
        return started.map(event -> Arn.name(event.previousTaskDefinition())).orElse("");
    }

    public Optional<DeploymentEvent.Progressed> lastMoment() {
        return moments.isEmpty() ? Optional.empty() : Optional.of(moments.get(moments.size() - 1));
    }

    public Optional<DeploymentEvent.Targets> lastTargets() {
        return targets.isEmpty() ? Optional.empty() : Optional.of(targets.get(targets.size() - 1));
    }

    /** The pause that has no answer yet; empty if the deployment has ended otherwise. */
    public Optional<DeploymentEvent.Paused> openPause() {
        if (pauses.isEmpty()
                || ended.filter(end -> !"PAUSED".equals(end.outcome())).isPresent()) {
            return Optional.empty();
        }
        Pause last = pauses.get(pauses.size() - 1);
        return last.answered().isPresent() ? Optional.empty() : Optional.of(last.paused());
    }

    /** From the update to the last event; empty if nothing is known of it. */
    public Optional<Duration> duration() {
        Optional<Instant> from = started.map(DeploymentEvent.Started::at)
                .or(() -> moments.stream().findFirst().map(DeploymentEvent.Progressed::at));
        Optional<Instant> to =
                ended.map(DeploymentEvent.Ended::at).or(() -> lastMoment().map(DeploymentEvent.Progressed::at));
        return from.flatMap(begun -> to.map(end -> Duration.between(begun, end)))
                .filter(between -> !between.isNegative());
    }

    private static final class Folding {

        private final List<DeploymentEvent.Progressed> moments = new ArrayList<>();
        private final List<DeploymentEvent.Targets> targets = new ArrayList<>();
        private final List<DeploymentEvent.Reported> reported = new ArrayList<>();
        private final List<Pause> pauses = new ArrayList<>();
        private Optional<DeploymentEvent.Started> started = Optional.empty();
        private Optional<DeploymentEvent.Ended> ended = Optional.empty();
        private boolean cut;

        void add(DeploymentEvent event) {
            if (event instanceof DeploymentEvent.Started first) {
                started = started.or(() -> Optional.of(first));
            } else if (event instanceof DeploymentEvent.Progressed moment) {
                moments.add(moment);
                ended = Optional.empty(); // it is waited for again
            } else if (event instanceof DeploymentEvent.Targets health) {
                targets.add(health);
            } else if (event instanceof DeploymentEvent.Reported line) {
                reported.add(line);
            } else if (event instanceof DeploymentEvent.Paused paused) {
                pauses.removeIf(known -> known.paused().hookId().equals(paused.hookId()));
                pauses.add(new Pause(paused, Optional.empty()));
            } else if (event instanceof DeploymentEvent.Answered answered) {
                answer(answered);
            } else if (event instanceof DeploymentEvent.Ended end) {
                ended = Optional.of(end);
            } else if (event instanceof DeploymentEvent.Cut) {
                cut = true;
            }
        }

        private void answer(DeploymentEvent.Answered answered) {
            int last = pauses.size() - 1;
            if (last >= 0) {
                pauses.set(last, new Pause(pauses.get(last).paused(), Optional.of(answered)));
            }
        }

        DeploymentRecord record(int unreadable) {
            return new DeploymentRecord(started, moments, targets, reported, pauses, ended, cut, unreadable);
        }
    }
}
