package io.jenkins.plugins.ecsdeploy.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** The deployments of all jobs of this controller, in one file of its home: pages read them without loading a build. */
@Extension
public final class DeploymentStore extends DeploymentListener {

    private static final Logger LOGGER = Logger.getLogger(DeploymentStore.class.getName());

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

    /** Those of one job. */
    public List<DeploymentRow> rows(String job) {
        try {
            return history().rows(job);
        } catch (IOException unreadable) {
            LOGGER.log(Level.WARNING, "The list of deployments can't be read", unreadable);
            return List.of();
        }
    }

    /** Those of one build. */
    public List<DeploymentRow> rows(Run<?, ?> run) {
        return rows(run.getParent().getFullName()).stream()
                .filter(row -> row.build() == run.getNumber())
                .toList();
    }

    /** @throws IOException if the file can't be read: then it is not written either, and asked for again next time */
    private synchronized DeploymentHistory history() throws IOException {
        if (history == null) {
            history = DeploymentHistory.load(Jenkins.get().getRootDir().toPath(), Clock.systemUTC());
        }
        return history;
    }

    /** The deployment that began after this one, for the same service. */
    public Optional<DeploymentRow> after(DeploymentRow row) {
        return rows().stream().filter(later -> later.isAfter(row)).reduce((later, earlier) -> earlier);
    }

    /** What another build knows of a deployment; without its id, of the service's newest one that is not over. */
    Optional<DeploymentRow> ofOtherBuild(Run<?, ?> run, RecordedService service, Optional<String> deployment) {
        return rows().stream()
                .filter(row -> row.service().equals(service) && !isOf(run, row))
                .filter(row -> deployment.map(id -> id.equals(row.deployment())).orElseGet(row::isOpen))
                .findFirst();
    }

    /** The build whose deployment of this service is paused. */
    Optional<Run<?, ?>> pausedIn(RecordedService service) {
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) { // who may continue a deployment need not see that build
            return rows().stream()
                    .filter(row -> row.service().equals(service) && DeploymentRow.PAUSED.equals(row.outcome()))
                    .findFirst()
                    .flatMap(DeploymentStore::build);
        }
    }

    private static Optional<Run<?, ?>> build(DeploymentRow row) {
        Job<?, ?> job = Jenkins.get().getItemByFullName(row.job(), Job.class);
        return job == null ? Optional.empty() : Optional.ofNullable(job.getBuildByNumber(row.build()));
    }

    private static boolean isOf(Run<?, ?> run, DeploymentRow row) {
        return row.isOf(run.getParent().getFullName(), run.getNumber());
    }

    @Override
    public void started(Run<?, ?> run, RecordedService service, DeploymentEvent.Started event) {
        DeploymentRow started = new DeploymentRow(
                run.getParent().getFullName(),
                run.getNumber(),
                service,
                event.target(),
                event.deployment(),
                Arn.name(event.taskDefinition()),
                Arn.name(event.previousTaskDefinition()),
                DeploymentRow.IN_PROGRESS,
                "",
                String.join("; ", event.startedBy()),
                event.at(),
                null);
        changeAll(
                rows().stream().filter(row -> row.isSupersededBy(started)),
                row -> row.with("SUPERSEDED", "A newer deployment of the service has begun.", event.at()));
        put(started);
    }

    @Override
    public void paused(Run<?, ?> run, RecordedService service, DeploymentEvent.Paused event) {
        change(run, service, row -> row.with(DeploymentRow.PAUSED, "Paused at " + event.stage(), null));
    }

    @Override
    public void answered(Run<?, ?> run, RecordedService service, DeploymentEvent.Answered event) {
        change(
                run,
                service,
                row -> row.with(DeploymentRow.IN_PROGRESS, "Answered: " + event.action() + ", by " + event.by(), null));
    }

    @Override
    public void ended(Run<?, ?> run, RecordedService service, DeploymentEvent.Ended event) {
        Instant end = OPEN.contains(event.outcome()) ? null : event.at();
        change(run, service, row -> row.with(event.outcome(), event.reason(), end));
        if (end != null) {
            ofBuild(run, service)
                    .ifPresent(own -> changeAll(
                            rows().stream().filter(row -> row.isLeftOpenBy(own)),
                            row -> row.with(event.outcome(), event.reason(), end)));
        }
    }

    /** Nobody will say any more how what is in progress ends. */
    void buildEnded(Run<?, ?> run) {
        notAwaited(inProgress(rows(run)), "The build ended without waiting for the end of this deployment.");
    }

    void buildDeleted(Run<?, ?> run) {
        notAwaited(inProgress(rows(run)), "The build was deleted before this deployment had ended.");
    }

    /** After a start: of builds that ended with the controller nobody was told the end. Loads builds that are in progress. */
    void forgetLostBuilds() {
        notAwaited(
                inProgress(rows())
                        .filter(row -> build(row).filter(Run::isBuilding).isEmpty()),
                "The build was lost when Jenkins stopped, before this deployment had ended.");
    }

    private void notAwaited(Stream<DeploymentRow> inProgress, String reason) {
        changeAll(inProgress, row -> row.with(DeploymentRow.NOT_AWAITED, reason, null));
    }

    private static Stream<DeploymentRow> inProgress(List<DeploymentRow> rows) {
        return rows.stream().filter(row -> DeploymentRow.IN_PROGRESS.equals(row.outcome()));
    }

    private void change(Run<?, ?> run, RecordedService service, UnaryOperator<DeploymentRow> change) {
        ofBuild(run, service).map(change).ifPresent(this::put);
    }

    private Optional<DeploymentRow> ofBuild(Run<?, ?> run, RecordedService service) {
        return rows(run).stream().filter(row -> row.service().equals(service)).findFirst();
    }

    private void changeAll(Stream<DeploymentRow> some, UnaryOperator<DeploymentRow> change) {
        some.toList().forEach(row -> put(change.apply(row)));
    }

    private void put(DeploymentRow row) {
        EcsDeployConfiguration configured = EcsDeployConfiguration.get();
        try {
            history()
                    .put(
                            row,
                            new DeploymentHistory.Limits(
                                    configured.getKeptDeployments(), Duration.ofDays(configured.getKeptDays())));
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, "The list of deployments can't be written", unwritable);
        }
    }

    /** Lets the deployments of a job follow it to its new name, and looks for lost builds once all jobs are loaded. */
    @Extension
    public static final class Jobs extends ItemListener {

        @Override
        public void onLoaded() {
            get().forgetLostBuilds();
        }

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
