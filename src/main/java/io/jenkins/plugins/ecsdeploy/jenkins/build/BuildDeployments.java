package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The services that a build updated, in order; for each service, the last update. Saved with the build. */
public final class BuildDeployments extends InvisibleAction {

    private static final Logger LOGGER = Logger.getLogger(BuildDeployments.class.getName());

    private final List<BuildDeployment> deployments = new ArrayList<>();

    public static synchronized BuildDeployments of(Run<?, ?> run) {
        BuildDeployments known = run.getAction(BuildDeployments.class);
        if (known == null) {
            known = new BuildDeployments();
            run.addAction(known);
        }
        return known;
    }

    /** Saves an update with the build at once, so that it survives the controller. */
    public static void add(Run<?, ?> run, BuildDeployment deployment) {
        of(run).add(deployment);
        save(run);
    }

    /**
     * Saves an update that is about to be sent: if its answer is lost, a wait of the build finds out what became of it.
     *
     * @return forgets it again, because it was refused
     */
    public static Runnable attempting(Run<?, ?> run, BuildDeployment attempt) {
        BuildDeployments deployments = of(run);
        Optional<BuildDeployment> earlier = deployments.sameServiceAs(attempt);
        add(run, attempt);
        return () -> {
            deployments.restore(attempt, earlier);
            save(run);
        };
    }

    /** Saves which events of a service were logged, so that a later wait of the build does not log them again. */
    public static void reported(Run<?, ?> run, DeploymentId deployment, ReportedEvents events) {
        of(run).all().stream().filter(known -> known.is(deployment)).forEach(known -> known.reported(events));
        save(run);
    }

    /** Saves that a step of the build has asked for the rollback of its deployment: a wait then says so. */
    public static void rollbackAsked(Run<?, ?> run, DeploymentId deployment, String step) {
        of(run).all().stream().filter(known -> known.is(deployment)).forEach(known -> known.rollbackAskedBy(step));
        save(run);
    }

    /** The step of the build that has asked for a deployment's rollback; empty if none has. */
    public static Optional<String> rollbackAskedBy(Run<?, ?> run, DeploymentId deployment) {
        return of(run).all().stream()
                .filter(known -> known.is(deployment))
                .flatMap(known -> known.rollbackAskedBy().stream())
                .findFirst();
    }

    private static void save(Run<?, ?> run) {
        try {
            run.save();
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, "The deployments of " + run + " could not be saved with it", unwritable);
        }
    }

    public synchronized void add(BuildDeployment deployment) {
        BuildDeployment latest =
                sameServiceAs(deployment).map(deployment::after).orElse(deployment);
        deployments.removeIf(deployment::isSameServiceAs);
        deployments.add(latest);
    }

    private synchronized Optional<BuildDeployment> sameServiceAs(BuildDeployment other) {
        return deployments.stream().filter(other::isSameServiceAs).findFirst();
    }

    private synchronized void restore(BuildDeployment attempt, Optional<BuildDeployment> earlier) {
        deployments.removeIf(attempt::isSameServiceAs);
        earlier.ifPresent(deployments::add);
    }

    public synchronized List<BuildDeployment> all() {
        return List.copyOf(deployments);
    }

    /**
     * The build's update of a service that a step names.
     *
     * @param there the AWS that the step calls
     * @return the one that was called in the same way, or else the only one that it may be
     */
    public synchronized Optional<BuildDeployment> of(ServiceRef named, KnownAws there) {
        List<BuildDeployment> candidates =
                deployments.stream().filter(known -> known.mayBe(named, there)).toList();
        return candidates.stream()
                .filter(known -> known.isCalledAs(there))
                .findFirst()
                .or(() -> only(candidates));
    }

    /**
     * The only service of these names that the build has updated, wherever; empty if it has updated none or several.
     *
     * @param cluster null: any
     */
    public synchronized Optional<BuildDeployment> only(@CheckForNull String cluster, String service) {
        return only(deployments.stream()
                .filter(known -> known.isNamed(
                        new ServiceRef(cluster == null ? known.service().cluster() : cluster, service)))
                .toList());
    }

    private static Optional<BuildDeployment> only(List<BuildDeployment> some) {
        return some.size() == 1 ? Optional.of(some.get(0)) : Optional.empty();
    }
}
