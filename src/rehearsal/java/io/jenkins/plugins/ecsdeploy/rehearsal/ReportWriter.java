package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.operations.await.AwaitObserver;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.ServiceResult;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.report.DeploymentReport;
import io.jenkins.plugins.ecsdeploy.report.HtmlReport;
import io.jenkins.plugins.ecsdeploy.report.TimelineRecorder;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.WatchResult;
import io.jenkins.plugins.ecsdeploy.watch.diagnosis.FailureDiagnosis;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;
import io.jenkins.plugins.ecsdeploy.watch.state.Observation;
import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees what the waits see: for the live line of the console, and for the report that is written at the end. */
final class ReportWriter implements AwaitObserver {

    private final RehearsalOptions options;
    private final BuildConsole console;
    private final TimelineRecorder recorder = new TimelineRecorder();
    private volatile FailureDiagnosis failures = FailureDiagnosis.NONE;

    ReportWriter(RehearsalOptions options, BuildConsole console) {
        this.options = options;
        this.console = console;
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
    public void ended(WatchResult result) {
        failures = result.failures();
        console.endLive();
    }

    void write(PushResult pushed, UpdatedService updated, ServiceResult ended) {
        String html = HtmlReport.draw(new DeploymentReport(
                updated.service(),
                options.region,
                pushed.uri().toString(),
                Arn.name(updated.taskDefinition()),
                Arn.name(updated.previousTaskDefinition()),
                updated.deployment().map(DeploymentId::value),
                updated.changes(),
                new Verdict(ended.outcome().orElseThrow(), ended.reason()),
                failures,
                recorder.timeline()));
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
