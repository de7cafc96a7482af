package io.jenkins.plugins.ecsdeploy.jenkins.notify;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.ecsdeploy.jenkins.record.DeploymentListener;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import jenkins.model.Jenkins;

/**
 * Shows each deployment as a check of the commit that was built, by the Checks API plugin: on GitHub, for instance. Without that
 * plugin Jenkins does not load this extension, because its methods can't be resolved.
 */
@Extension(optional = true)
public final class CheckPublisher extends DeploymentListener {

    @Override
    public void started(Run<?, ?> run, RecordedService service, DeploymentEvent.Started event) {
        publish(run, service, DeploymentCheck.of(event));
    }

    @Override
    public void paused(Run<?, ?> run, RecordedService service, DeploymentEvent.Paused event) {
        publish(run, service, DeploymentCheck.of(event));
    }

    @Override
    public void ended(Run<?, ?> run, RecordedService service, DeploymentEvent.Ended event) {
        DeploymentCheck check = DeploymentCheck.of(event);
        if (check.hasEnded()) {
            publish(run, service, check);
        }
    }

    /** Where nobody takes checks, the plugin's own publisher says so in the listener's log, which is none. */
    private static void publish(Run<?, ?> run, RecordedService service, DeploymentCheck check) {
        ChecksPublisherFactory.fromRun(run, TaskListener.NULL)
                .publish(linked(details(service, check), run).build());
    }

    private static ChecksDetails.ChecksDetailsBuilder details(RecordedService service, DeploymentCheck check) {
        return new ChecksDetails.ChecksDetailsBuilder()
                .withName(DeploymentCheck.name(service))
                .withStatus(check.hasEnded() ? ChecksStatus.COMPLETED : ChecksStatus.IN_PROGRESS)
                .withConclusion(ChecksConclusion.valueOf(check.conclusion()))
                .withOutput(output(check));
    }

    private static ChecksDetails.ChecksDetailsBuilder linked(
            ChecksDetails.ChecksDetailsBuilder details, Run<?, ?> run) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? details : details.withDetailsURL(root + run.getUrl() + "ecs-deployments/");
    }

    private static ChecksOutput output(DeploymentCheck check) {
        ChecksOutput.ChecksOutputBuilder output =
                new ChecksOutput.ChecksOutputBuilder().withTitle(check.title()).withSummary(check.summary());
        return (check.text().isEmpty() ? output : output.withText(check.text())).build();
    }
}
