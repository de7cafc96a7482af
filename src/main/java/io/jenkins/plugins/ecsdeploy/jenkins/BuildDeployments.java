package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import io.jenkins.plugins.ecsdeploy.steady.ToldEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The services that a build updated, in order; of each service the last update counts. */
public final class BuildDeployments extends InvisibleAction {

    private static final Logger LOGGER = Logger.getLogger(BuildDeployments.class.getName());

    private final List<BuildDeployment> deployments = new ArrayList<>();

    static synchronized BuildDeployments of(Run<?, ?> run) {
        BuildDeployments known = run.getAction(BuildDeployments.class);
        if (known == null) {
            known = new BuildDeployments();
            run.addAction(known);
        }
        return known;
    }

    /** Keeps an update with the build, also where the controller dies at once. */
    static void add(Run<?, ?> run, BuildDeployment deployment) {
        of(run).add(deployment);
        save(run);
    }

    /** Keeps which events of a service were told, so that a later wait of the build tells them not again. */
    static void told(Run<?, ?> run, ServiceRef service, ToldEvents events) {
        BuildDeployments known = of(run);
        known.of(service).ifPresent(deployment -> {
            deployment.told(events);
            save(run);
        });
    }

    private static void save(Run<?, ?> run) {
        try {
            run.save();
        } catch (IOException unwritable) {
            LOGGER.log(Level.WARNING, "What " + run + " deploys can't be kept with it", unwritable);
        }
    }

    private synchronized void add(BuildDeployment deployment) {
        BuildDeployment latest = of(deployment.service()).map(deployment::after).orElse(deployment);
        deployments.removeIf(known -> known.service().equals(deployment.service()));
        deployments.add(latest);
    }

    synchronized List<BuildDeployment> all() {
        return List.copyOf(deployments);
    }

    synchronized Optional<BuildDeployment> of(ServiceRef service) {
        return deployments.stream()
                .filter(known -> known.service().equals(service))
                .findFirst();
    }
}
