package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The services that a build updated, in order; of each service the last update counts. */
public final class BuildDeployments extends InvisibleAction {

    private final List<BuildDeployment> deployments = new ArrayList<>();

    static synchronized BuildDeployments of(Run<?, ?> run) {
        BuildDeployments known = run.getAction(BuildDeployments.class);
        if (known == null) {
            known = new BuildDeployments();
            run.addAction(known);
        }
        return known;
    }

    synchronized void add(BuildDeployment deployment) {
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
