package io.jenkins.plugins.ecsdeploy.jenkins.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.ecsdeploy.jenkins.record.DeploymentStore;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The deployments of a job: what each of its services runs, on the job's page; all that are known, on a page of its own. No
 * build is loaded.
 */
@ExportedBean
public final class JobPage extends DeploymentsPage {

    private final Job<?, ?> job;

    JobPage(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** What each service runs that this job deploys. */
    @Exported
    public List<ServiceLine> getServices() {
        Instant now = Instant.now();
        return DeploymentHistory.services(rows(job)).stream()
                .map(status -> new ServiceLine(status, now))
                .toList();
    }

    /** Newest first. */
    @Exported(name = "deployments")
    public List<DeploymentLine> getLines() {
        Instant now = Instant.now();
        return rows(job).stream().map(row -> new DeploymentLine(row, now)).toList();
    }

    private static List<DeploymentRow> rows(Job<?, ?> job) {
        return DeploymentStore.get().rows(job.getFullName());
    }

    /** Shows the page on jobs that have deployed something. */
    @Extension
    @SuppressWarnings("rawtypes") // TransientActionFactory's own way to say "any Job"
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return JobPage.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job job) {
            return rows((Job<?, ?>) job).isEmpty() ? List.of() : List.of(new JobPage((Job<?, ?>) job));
        }
    }
}
