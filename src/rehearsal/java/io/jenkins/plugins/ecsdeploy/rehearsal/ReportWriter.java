package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.report.DeploymentRecorder;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sees what the waits see: for the live line of the console, and for the report that is written at the end. */
final class ReportWriter implements AwaitObserver {

    private final RehearsalOptions options;
    private final BuildConsole console;
    private final Clock clock;
    private final List<DeploymentEvent> events = new ArrayList<>();
    private final DeploymentRecorder recorder;
    private FailureDiagnosis failures = FailureDiagnosis.NONE;

    ReportWriter(RehearsalOptions options, BuildConsole console, Clock clock) {
        this.options = options;
        this.console = console;
        this.clock = clock;
        recorder = new DeploymentRecorder(clock, this::add);
    }

    private synchronized void add(DeploymentEvent event) {
        events.add(event);
    }

    @Override
    public void event(ServiceEvent event) {
        recorder.event(event);
    }

    @Override
    public void observed(Observation seen) {
        recorder.observed(seen);
        console.observed(seen);
    }

    @Override
    public void paused(Gate gate) {
        recorder.paused(gate);
    }

    @Override
    public synchronized void ended(WatchResult result) {
        failures = result.failures();
        result.gate().ifPresent(recorder::paused);
        console.endLive();
    }

    synchronized void write(PushResult pushed, UpdatedService updated, ServiceResult ended) {
        events.add(new DeploymentEvent.Started(
                events.isEmpty() ? clock.instant() : events.get(0).at(),
                updated.service().cluster(),
                updated.service().service(),
                options.region,
                updated.deployment().map(DeploymentId::value).orElse(""),
                updated.previousTaskDefinition(),
                updated.taskDefinition(),
                "",
                Map.of(options.container, pushed.uri().toString()),
                List.of(),
                updated.changes(),
                List.of()));
        events.add(new DeploymentEvent.Ended(
                clock.instant(),
                ended.outcome().orElseThrow().name(),
                ended.reason(),
                failures.describe(),
                ended.durationSeconds()));
        String html = ReportPage.draw(DeploymentRecord.of(events));
        try {
            Path folder = options.report.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(options.report, html);
            console.line("rehearsal", "Report: " + options.report);
        } catch (IOException unwritable) {
            console.line("rehearsal", "The report can't be written: " + unwritable);
        }
    }
}
