package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import java.util.List;
import java.util.Optional;

/**
 * The service that a step is about, as the step names it.
 *
 * @param cluster null: the target's
 * @param service null: the service that the build updated
 */
public record NamedService(
        AwsSettings aws,
        @CheckForNull String cluster,
        @CheckForNull String service) {

    /** A service, how to call AWS about it, and this build's update of it. */
    public record Candidate(ServiceRef ref, AwsSettings aws, Optional<BuildDeployment> own) {}

    /**
     * The services that the step may be about: one if it names a service.
     *
     * @throws AbortException if it names none and the build updated none
     */
    public List<Candidate> candidates(StepRun run, String step) throws AbortException {
        BuildDeployments deployments = BuildDeployments.of(run.run());
        if (service != null) {
            ServiceRef ref = new ServiceRef(new AwsConnections().cluster(cluster, aws, run, step), service);
            return List.of(new Candidate(ref, aws, deployments.of(ref, new AwsConnections().resolved(aws, run))));
        }
        List<Candidate> all = deployments.all().stream()
                .map(own -> new Candidate(own.service(), own.aws(), Optional.of(own)))
                .toList();
        if (all.isEmpty()) {
            throw new AbortException(step
                    + ": this build has updated no service. Call updateService first, or name cluster and service.");
        }
        return all;
    }
}
