package io.jenkins.plugins.ecsdeploy.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.watch.WatchListener;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Clock;
import java.util.OptionalDouble;
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
        DeploymentEvent.Progressed moment = progressed(Progress.of(seen));
        if (last == null || !moment.looksLike(last)) {
            last = moment;
            events.accept(moment);
        }
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

    private static DeploymentEvent.Progressed progressed(Progress moment) {
        return new DeploymentEvent.Progressed(
                moment.at(),
                moment.status(),
                moment.stage(),
                moment.blueGreen(),
                moment.earlier().running(),
                moment.earlier().requested(),
                moment.fresh().running(),
                moment.fresh().requested(),
                percent(moment.productionPercent()),
                percent(moment.testPercent()));
    }

    @CheckForNull
    private static Double percent(OptionalDouble percent) {
        return percent.isPresent() ? percent.getAsDouble() : null;
    }
}
