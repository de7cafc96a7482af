package io.jenkins.plugins.ecsdeploy.jenkins.record;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a build's steps know of a deployment, as the event that begins its record. */
public final class RecordedBuild {

    private final Run<?, ?> run;

    private RecordedBuild(Run<?, ?> run) {
        this.run = run;
    }

    public static RecordedBuild of(Run<?, ?> run) {
        return new RecordedBuild(run);
    }

    public static RecordedService service(ServiceRef service, KnownAws aws) {
        return new RecordedService(aws.account().orElse(""), aws.region(), service.cluster(), service.service());
    }

    /** Records that the build has updated a service, or found nothing to change. */
    public void updated(UpdatedService updated, KnownAws aws) {
        BuildRecords records = BuildRecords.of(run);
        RegisteredRevision revision = records.registered(updated.taskDefinition());
        records.add(
                service(updated.service(), aws),
                started(
                        updated.service(),
                        aws,
                        updated.deployment(),
                        updated.previousTaskDefinition(),
                        updated.taskDefinition(),
                        revision,
                        updated.changes()));
    }

    /**
     * The build waits for a deployment that it did not start itself; what another build knows of it is taken from there.
     */
    public DeploymentEvent.Started awaited(ServiceRef service, KnownAws aws, Optional<DeploymentId> deployment) {
        Optional<DeploymentRow> known =
                DeploymentStore.get().ofOtherBuild(run, service(service, aws), deployment.map(DeploymentId::value));
        return started(
                service,
                aws,
                deployment,
                known.map(DeploymentRow::previousTaskDefinition).orElse(""),
                known.map(DeploymentRow::taskDefinition).orElse(""),
                RegisteredRevision.UNKNOWN,
                List.of());
    }

    private DeploymentEvent.Started started(
            ServiceRef service,
            KnownAws aws,
            Optional<DeploymentId> deployment,
            String previousTaskDefinition,
            String taskDefinition,
            RegisteredRevision revision,
            List<String> changes) {
        return new DeploymentEvent.Started(
                Instant.now(),
                service.cluster(),
                service.service(),
                aws.region(),
                deployment.map(DeploymentId::value).orElse(""),
                previousTaskDefinition,
                taskDefinition,
                "",
                revision.images(),
                revision.changes(),
                changes,
                causes(),
                aws.target().orElse(""));
    }

    private List<String> causes() {
        return run.getCauses().stream().map(Cause::getShortDescription).toList();
    }

    /** Remembers a revision for the record of its deployment, until the controller restarts. */
    public void registered(String arn, Map<String, String> images, List<String> changes) {
        BuildRecords.of(run).registered(arn, new RegisteredRevision(images, changes));
    }

    /**
     * Records that this build has answered a pause: with the deployment that was paused, be it another build's.
     *
     * @param approver who answered an {@code input} before; empty if nobody was asked
     */
    public void answered(ServiceRef service, KnownAws aws, String stage, String action, Optional<String> approver) {
        RecordedService answered = service(service, aws);
        Run<?, ?> paused = BuildRecords.of(run).has(answered)
                ? run
                : DeploymentStore.get().pausedIn(answered).orElse(run);
        BuildRecords.of(paused)
                .add(
                        answered,
                        new DeploymentEvent.Answered(
                                Instant.now(),
                                stage,
                                action,
                                approver.orElseGet(() -> "the build (" + String.join("; ", causes()) + ")"),
                                paused.equals(run) ? "" : run.getParent().getFullName() + " #" + run.getNumber()));
    }
}
