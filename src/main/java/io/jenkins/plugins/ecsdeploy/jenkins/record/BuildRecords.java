package io.jenkins.plugins.ecsdeploy.jenkins.record;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.remoting.SingleLaneExecutorService;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.report.record.RecordFolder;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The records of a build's deployments, in the folder {@code ecs-deployments} beside its {@code build.xml}; they are deleted
 * with the build. Whoever adds an event does not wait: it is written, and listeners are notified, in another thread.
 */
public final class BuildRecords {

    private static final Logger LOGGER = Logger.getLogger(BuildRecords.class.getName());
    private static final String FOLDER = "ecs-deployments";

    /** Of builds that run, by {@link Run#getExternalizableId}. */
    private static final Map<String, BuildRecords> RUNNING = new ConcurrentHashMap<>();

    private final Run<?, ?> run;
    private final RecordFolder folder;
    private final ExecutorService lane = new SingleLaneExecutorService(Computer.threadPoolForRemoting);
    private final Map<RecordedService, LiveDeployment> live = new ConcurrentHashMap<>();
    private final Map<String, RegisteredRevision> revisions = new ConcurrentHashMap<>();

    private BuildRecords(Run<?, ?> run) {
        this.run = run;
        this.folder = folder(run);
    }

    /** Of a build that runs, or has just ended. */
    public static BuildRecords of(Run<?, ?> run) {
        return run.isBuilding()
                ? RUNNING.computeIfAbsent(run.getExternalizableId(), id -> new BuildRecords(run))
                : new BuildRecords(run);
    }

    private static RecordFolder folder(Run<?, ?> run) {
        return new RecordFolder(run.getRootDir().toPath().resolve(FOLDER));
    }

    /**
     * Of any build, as far as they are written.
     *
     * @throws IOException if a file can't be read
     */
    public static List<DeploymentRecord> read(Run<?, ?> run) throws IOException {
        return folder(run).read();
    }

    /** What is in progress, from memory; empty once the build has ended. */
    public static Map<RecordedService, LiveDeployment> live(Run<?, ?> run) {
        return Optional.ofNullable(RUNNING.get(run.getExternalizableId()))
                .map(records -> Map.copyOf(records.live))
                .orElse(Map.of());
    }

    /** Records an event that begins a deployment, unless the build has a record about this service already. */
    public void addIfFirst(RecordedService service, DeploymentEvent.Started started) {
        lane.execute(() -> {
            if (!folder.has(service)) {
                record(service, started);
            }
        });
    }

    /** Whether there is something about this service already. */
    boolean has(RecordedService service) {
        return folder.has(service) || live.containsKey(service);
    }

    void registered(String taskDefinitionArn, RegisteredRevision revision) {
        revisions.put(taskDefinitionArn, revision);
    }

    RegisteredRevision registered(String taskDefinitionArn) {
        return revisions.getOrDefault(taskDefinitionArn, RegisteredRevision.UNKNOWN);
    }

    public void add(RecordedService service, DeploymentEvent event) {
        lane.execute(() -> record(service, event));
    }

    private void record(RecordedService service, DeploymentEvent event) {
        live.merge(service, LiveDeployment.NONE.after(event), (known, first) -> known.after(event));
        try {
            folder.append(service, event);
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, unwritable, () -> "The record of a deployment of " + run + " can't be written");
        }
        DeploymentListener.notifyAll(run, service, event);
    }

    /** Forgets what is kept in memory of builds that have ended, or were deleted. */
    @Extension
    public static final class Cleanup extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> ended, TaskListener listener) {
            BuildRecords records = RUNNING.remove(ended.getExternalizableId());
            if (records == null) { // since a restart nothing was recorded
                DeploymentStore.get().buildEnded(ended);
            } else { // after what is still to be written
                records.lane.execute(() -> DeploymentStore.get().buildEnded(ended));
            }
        }

        @Override
        public void onDeleted(Run<?, ?> deleted) {
            RUNNING.remove(deleted.getExternalizableId());
            DeploymentStore.get().buildDeleted(deleted);
        }
    }
}
