package io.jenkins.plugins.ecsdeploy.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetCounts;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** Turns what a wait sees into the events of a record: each moment that differs from the one before. */
public final class DeploymentRecorder implements WatchListener {

    private final Clock clock;
    private final Consumer<DeploymentEvent> events;

    @CheckForNull
    private DeploymentEvent.Progressed last;

    /** @param events takes each event, in the poller's thread */
    public DeploymentRecorder(Clock clock, Consumer<DeploymentEvent> events) {
        this.clock = clock;
        this.events = events;
    }

    @Override
    public void event(ServiceEvent event) {
        events.accept(new DeploymentEvent.Reported(event.createdAt(), event.message()));
    }

    @Override
    public void observed(Observation seen) {
        DeploymentEvent.Progressed moment = Progress.of(seen).moment();
        if (last == null || !moment.looksLike(last)) {
            last = moment;
            events.accept(moment);
        }
    }

    @Override
    public boolean followsTargets() {
        return true;
    }

    @Override
    public void targets(Instant at, TargetCounts counts) {
        events.accept(new DeploymentEvent.Targets(at, counts.healthy(), counts.checked(), counts.trouble()));
    }

    @Override
    public void paused(Gate gate) {
        events.accept(new DeploymentEvent.Paused(
                clock.instant(),
                gate.stage(),
                gate.hookId(),
                gate.expiresAt().orElse(null),
                gate.onExpiry(),
                gate.testEndpoint().orElse("")));
    }
}
