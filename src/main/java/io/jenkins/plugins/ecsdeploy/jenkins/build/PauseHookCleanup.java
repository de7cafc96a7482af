package io.jenkins.plugins.ecsdeploy.jenkins.build;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.gate.PauseRemoval;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Sees to it that PAUSE hooks of builds leave the services again once their deployments have ended. They are written down
 * before they are sent, so that a controller that dies in between knows them when it is back. Whoever waits for the
 * deployment takes them out at its end; what then is left is looked at every minute.
 */
@Extension
public final class PauseHookCleanup extends AsyncPeriodicWork {

    private static final Logger LOGGER = Logger.getLogger(PauseHookCleanup.class.getName());

    /** A deployment ends after 30 days, pauses included (developer guide, service deployments). */
    private static final Duration LONGEST_DEPLOYMENT = Duration.ofDays(35);

    private List<PendingPause> pending;

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

    /** Writes down that a hook is about to be added. */
    public PendingPause add(Run<?, ?> run, ServiceRef service, AwsSettings aws, AddedPause pause) {
        PendingPause added = new PendingPause(
                run.getExternalizableId(), service, aws, pause, Instant.now().toEpochMilli());
        synchronized (this) {
            load().add(added);
            save();
        }
        return added;
    }

    /** The update was answered. */
    public synchronized void started(PendingPause known, DeploymentId deployment) {
        known.startedBy(deployment);
        save();
    }

    /** Takes out, with the build's own credentials, what it added to a service whose deployment has ended. */
    public void settle(StepRun run, ServiceRef service) {
        for (PendingPause one : all()) {
            if (one.build().equals(run.run().getExternalizableId())
                    && one.service().equals(service)) {
                try {
                    if (settle(one, run)) {
                        run.line(StepNames.UPDATE_SERVICE, "Took the pause out of the " + service + " again");
                    }
                } catch (EcsDeployException | AbortException failed) {
                    run.line(
                            StepNames.UPDATE_SERVICE,
                            "The pause is still set in the deploymentConfiguration of the " + service
                                    + " and would pause later deployments; it is tried again every minute. "
                                    + failed.getMessage());
                }
            }
        }
    }

    @Override
    protected void execute(TaskListener listener) {
        for (PendingPause one : all()) {
            Optional<Run<?, ?>> run = build(one.build());
            boolean old = isOlder(one, LONGEST_DEPLOYMENT);
            try {
                settle(one, new StepRun(run.orElseThrow(() -> jobIsGone(one)), TaskListener.NULL, new EnvVars(), null));
            } catch (EcsDeployException | AbortException failed) {
                LOGGER.log(
                        old || run.isEmpty() ? Level.WARNING : Level.FINE,
                        "The {0} still has the PAUSE hook that {1} added to its deploymentConfiguration.lifecycleHooks;"
                                + " it would pause later deployments. {2}",
                        new Object[] {one.service(), one.build(), failed.getMessage()});
                if (old || run.isEmpty()) {
                    remove(one);
                }
            }
        }
    }

    private static AbortException jobIsGone(PendingPause one) {
        return new AbortException("The job of the build " + one.build() + " is gone, and its credentials with it.");
    }

    /** Where the build was deleted, the newest one of its job, which may use the same credentials. */
    private static Optional<Run<?, ?>> build(String externalizableId) {
        Optional<Run<?, ?>> own = Optional.ofNullable(Run.fromExternalizableId(externalizableId));
        String job = externalizableId.substring(0, externalizableId.lastIndexOf('#'));
        return own.or(() -> Optional.<Job<?, ?>>ofNullable(Jenkins.get().getItemByFullName(job, Job.class))
                .map(Job::getLastBuild));
    }

    /** @return whether it was taken out just now */
    private boolean settle(PendingPause one, StepRun run) throws AbortException {
        PauseRemoval.Result result;
        try (AwsClients clients = new AwsConnections().open(one.aws(), run)) {
            result = new PauseRemoval(clients).remove(one.service(), one.deployment(), one.pause());
        }
        if (result.isSettled(Duration.between(Instant.ofEpochMilli(one.sinceMillis()), Instant.now()))) {
            remove(one);
        }
        return result == PauseRemoval.Result.REMOVED;
    }

    private static boolean isOlder(PendingPause one, Duration age) {
        return Instant.ofEpochMilli(one.sinceMillis()).plus(age).isBefore(Instant.now());
    }

    private synchronized List<PendingPause> all() {
        return List.copyOf(load());
    }

    private synchronized void remove(PendingPause one) {
        load().remove(one);
        save();
    }

    @SuppressWarnings("unchecked")
    private synchronized List<PendingPause> load() {
        if (pending == null) {
            pending = new ArrayList<>();
            XmlFile file = file();
            if (file.exists()) {
                try {
                    pending.addAll((List<PendingPause>) file.read());
                } catch (IOException unreadable) {
                    LOGGER.log(Level.WARNING, "Which pause hooks are still to be removed can't be read", unreadable);
                }
            }
        }
        return pending;
    }

    private synchronized void save() {
        try {
            file().write(new ArrayList<>(load()));
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, "Which pause hooks are still to be removed can't be kept", unwritable);
        }
    }

    private static XmlFile file() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), PauseHookCleanup.class.getName() + ".xml"));
    }
}
