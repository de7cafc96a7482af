package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.operations.PauseCleanup;
import io.jenkins.plugins.ecsdeploy.operations.PauseRecorder;
import io.jenkins.plugins.ecsdeploy.operations.PendingPause;
import io.jenkins.plugins.ecsdeploy.operations.PendingPauses;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Ensures that the pause hooks of builds are removed once their deployments have ended. They are saved before they are
 * sent, so that a controller that ends in between knows them when it is back. Whoever waits for the deployment removes
 * them at its end; what is left then is checked every minute.
 */
@Extension
public final class PauseHookCleanup extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(PauseHookCleanup.class.getName());

    /** A deployment ends after 30 days, pauses included (developer guide, service deployments). */
    private static final Duration LONGEST_DEPLOYMENT = Duration.ofDays(35);

    private final SavedPauses pauses = new SavedPauses(new SavedPausesFile(PauseHookCleanup.class.getName() + ".xml"));

    public PauseHookCleanup() {
        super("Removal of pause hooks from Amazon ECS services");
    }

    public static PauseHookCleanup get() {
        return ExtensionList.lookupSingleton(PauseHookCleanup.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return Duration.ofMinutes(1).toMillis();
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    /** Saves the hooks that a build adds to services of this AWS. */
    public PauseRecorder recorder(StepRun run, KnownAws aws) {
        return new PauseRecorder() {
            @Override
            public PendingPause adding(ServiceRef service, AddedPause pause) {
                return PauseHookCleanup.this.adding(run, aws, service, pause);
            }

            @Override
            public List<AddedPause> leftIn(ServiceRef service) {
                return pauses.all().stream()
                        .filter(saved ->
                                saved.service().equals(service) && saved.aws().mayBeAt(aws) && !saved.isRemoved())
                        .map(SavedPause::pause)
                        .toList();
            }
        };
    }

    private PendingPause adding(StepRun run, KnownAws aws, ServiceRef service, AddedPause pause) {
        SavedPause added = new SavedPause(run.run().getExternalizableId(), service, aws, pause, Instant.now());
        pauses.add(added);
        return pending(added, run);
    }

    /** The hooks of a build, to be removed with the build's own credentials. */
    public PendingPauses of(StepRun run) {
        return new PendingPauses() {
            @Override
            public List<PendingPause> of(ServiceRef service) {
                return pauses.all().stream()
                        .filter(saved -> saved.build().equals(run.run().getExternalizableId())
                                && saved.service().equals(service))
                        .map(saved -> pending(saved, run))
                        .toList();
            }

            @Override
            public String retry() {
                return "Jenkins tries again every minute.";
            }
        };
    }

    @Override
    protected void execute(TaskListener listener) {
        PauseCleanup cleanup = new PauseCleanup(Clock.systemUTC(), Sleeper.SYSTEM);
        for (SavedPause one : pauses.all()) {
            try {
                settle(one, cleanup);
            } catch (RuntimeException | LinkageError broken) { // the others must not wait for this one
                LOGGER.log(Level.WARNING, broken, () -> "The pause hook of " + one.build() + " can't be looked after");
            }
        }
    }

    private void settle(SavedPause one, PauseCleanup cleanup) {
        Optional<Run<?, ?>> run = build(one);
        if (one.isRemoved()) { // the build says so, as long as it runs
            if (run.filter(Run::isBuilding).isEmpty()) {
                pauses.remove(one);
            }
            return;
        }
        try {
            cleanup.settle(pending(one, run.map(StepRun::after).orElse(null)));
        } catch (EcsDeployException failed) {
            boolean lost = run.isEmpty() || isTooOld(one);
            boolean isOver = run.filter(Run::isBuilding).isEmpty();
            LOGGER.log(
                    lost || isOver && one.warn() ? Level.WARNING : Level.FINE,
                    "{0} still has the pause hook that {1} added to its deploymentConfiguration.lifecycleHooks; it"
                            + " would pause later deployments. {2} {3}",
                    new Object[] {
                        one.service(),
                        one.build(),
                        lost ? "Remove it there: Jenkins does not try again." : "Jenkins tries again every minute.",
                        failed.getMessage()
                    });
            if (lost) {
                pauses.remove(one);
            }
        }
    }

    /** Follows jobs that are renamed or moved, with their folders too: a build is known by its job's name. */
    @Extension
    public static final class MovedJobs extends ItemListener {

        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            get().pauses.jobMoved(oldFullName, newFullName);
        }
    }

    /** If the build was deleted, the newest one of its job, which may use the same credentials. */
    private static Optional<Run<?, ?>> build(SavedPause one) {
        Optional<Run<?, ?>> own = Optional.ofNullable(Run.fromExternalizableId(one.build()));
        return own.or(() -> Optional.<Job<?, ?>>ofNullable(Jenkins.get().getItemByFullName(one.job(), Job.class))
                .map(Job::getLastBuild));
    }

    private static boolean isTooOld(SavedPause one) {
        return one.since().plus(LONGEST_DEPLOYMENT).isBefore(Instant.now());
    }

    private PendingPause pending(SavedPause one, @CheckForNull StepRun run) {
        return new BuildPause(
                one,
                run,
                started -> pauses.startedBy(one, started),
                () -> pauses.removed(one),
                () -> pauses.remove(one));
    }
}
