package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.operations.ContinueDeployment;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.RecordedWait;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.health.TargetCounts;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sees what the waits see: for the live line of the console, and for the record that the report is drawn from. */
final class ReportWriter implements AwaitObserver {

    private final RehearsalOptions options;
    private final BuildConsole console;
    private final Clock clock;
    private final List<DeploymentEvent> events = new ArrayList<>();
    private final RecordedWait recorded;

    ReportWriter(RehearsalOptions options, BuildConsole console, Clock clock) {
        this.options = options;
        this.console = console;
        this.clock = clock;
        recorded = new RecordedWait(clock, this::add);
    }

    private synchronized void add(DeploymentEvent event) {
        events.add(event);
    }

    @Override
    public void event(ServiceEvent event) {
        recorded.event(event);
    }

    @Override
    public void observed(Observation seen) {
        recorded.observed(seen);
        console.observed(seen);
    }

    @Override
    public boolean followsTargets() {
        return recorded.followsTargets();
    }

    @Override
    public void targets(Instant at, TargetCounts counts) {
        recorded.targets(at, counts);
    }

    @Override
    public void paused(Gate gate) {
        recorded.paused(gate);
    }

    @Override
    public void ended(WatchResult result) {
        recorded.ended(result);
        console.endLive();
    }

    @Override
    public void over(ServiceResult result) {
        recorded.over(result);
    }

    void answered(ContinueDeployment.Result answer) {
        add(new DeploymentEvent.Answered(
                clock.instant(), answer.stage(), answer.action().word(), "the rehearsal", ""));
    }

    void started(PushResult pushed, UpdatedService updated) {
        add(new DeploymentEvent.Started(
                clock.instant(),
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
                List.of(),
                ""));
    }

    synchronized void write() {
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
