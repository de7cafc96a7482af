package io.jenkins.plugins.ecsdeploy.operations.await;

import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.report.DeploymentRecorder;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetCounts;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** Turns what a wait sees into the events of its deployment's record. */
public final class RecordedWait implements AwaitObserver {

    private final Clock clock;
    private final Consumer<DeploymentEvent> events;
    private final DeploymentRecorder recorder;
    private volatile FailureDiagnosis failures = FailureDiagnosis.NONE;

    /** @param events takes each event at once, in the poller's thread */
    public RecordedWait(Clock clock, Consumer<DeploymentEvent> events) {
        this.clock = clock;
        this.events = events;
        this.recorder = new DeploymentRecorder(clock, events);
    }

    @Override
    public void event(ServiceEvent event) {
        recorder.event(event);
    }

    @Override
    public void observed(Observation seen) {
        recorder.observed(seen);
    }

    @Override
    public boolean followsTargets() {
        return recorder.followsTargets();
    }

    @Override
    public void targets(Instant at, TargetCounts counts) {
        recorder.targets(at, counts);
    }

    @Override
    public void paused(Gate gate) {
        recorder.paused(gate);
    }

    /** A wait for a pause ends with it; what failed is kept if a rollback follows, whose own end has no failures. */
    @Override
    public void ended(WatchResult result) {
        result.gate().ifPresent(recorder::paused);
        if (!result.failures().describe().isEmpty()) {
            failures = result.failures();
        }
    }

    @Override
    public void over(ServiceResult result) {
        events.accept(new DeploymentEvent.Ended(
                clock.instant(),
                result.outcome().orElse(Outcome.UNKNOWN).name(),
                result.reason(),
                failures.describe(),
                result.durationSeconds()));
    }
}
