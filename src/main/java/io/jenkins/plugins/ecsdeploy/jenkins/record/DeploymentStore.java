package io.jenkins.plugins.ecsdeploy.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** The deployments of all jobs of this controller, in one file of its home: pages read them without loading a build. */
@Extension
public final class DeploymentStore extends DeploymentListener {

    private static final Logger LOGGER = Logger.getLogger(DeploymentStore.class.getName());

    private static final DeploymentHistory.Limits LIMITS = new DeploymentHistory.Limits(2_000, Duration.ofDays(365));

    /** Outcomes of waits after which the deployment is still in progress. */
    private static final Set<String> OPEN = Set.of("PAUSED", "REACHED");

    @CheckForNull
    private DeploymentHistory history;

    public static DeploymentStore get() {
        return ExtensionList.lookupSingleton(DeploymentStore.class);
    }

    /** Newest first; empty if the file can't be read, which the system log says. */
    public List<DeploymentRow> rows() {
        try {
            return history().rows();
        } catch (IOException unreadable) {
            LOGGER.log(Level.WARNING, "The list of deployments can't be read", unreadable);
            return List.of();
        }
    }

    /** @throws IOException if the file can't be read: then it is not written either, and asked for again next time */
    private synchronized DeploymentHistory history() throws IOException {
        if (history == null) {
            history = DeploymentHistory.load(Jenkins.get().getRootDir().toPath(), Clock.systemUTC());
        }
        return history;
    }

    @Override
    public void started(Run<?, ?> run, RecordedService service, DeploymentEvent.Started event) {
        put(new DeploymentRow(
                run.getParent().getFullName(),
                run.getNumber(),
                service,
                Arn.name(event.taskDefinition()),
                Arn.name(event.previousTaskDefinition()),
                DeploymentRow.IN_PROGRESS,
                "",
                String.join("; ", event.startedBy()),
                event.at(),
                null));
    }

    @Override
    public void paused(Run<?, ?> run, RecordedService service, DeploymentEvent.Paused event) {
        change(run, service, row -> row.with("PAUSED", "Paused at " + event.stage(), null));
    }

    @Override
    public void answered(Run<?, ?> run, RecordedService service, DeploymentEvent.Answered event) {
        change(run, service, row -> row.with(DeploymentRow.IN_PROGRESS, "", null));
    }

    @Override
    public void ended(Run<?, ?> run, RecordedService service, DeploymentEvent.Ended event) {
        Instant end = OPEN.contains(event.outcome()) ? null : event.at();
        change(run, service, row -> row.with(event.outcome(), event.reason(), end));
    }

    private void change(Run<?, ?> run, RecordedService service, UnaryOperator<DeploymentRow> change) {
        String job = run.getParent().getFullName();
        rows().stream()
                .filter(row -> row.job().equals(job)
                        && row.build() == run.getNumber()
                        && row.service().equals(service))
                .findFirst()
                .map(change)
                .ifPresent(this::put);
    }

    private void put(DeploymentRow row) {
        try {
            history().put(row, LIMITS);
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, "The list of deployments can't be written", unwritable);
        }
    }

    /** Lets the deployments of a job follow it to its new name. */
    @Extension
    public static final class Renames extends ItemListener {

        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            try {
                get().history().renamed(oldFullName, newFullName);
            } catch (IOException unwritable) {
                LOGGER.log(Level.WARNING, "The list of deployments can't be written", unwritable);
            }
        }
    }
}
